using System.Security.Cryptography;
using Google.Protobuf;

namespace Neighborhood.Terminal.Commands;

/// <summary>Photos of posted notices. They may show people and stay with the staff; the digest lets one be recognised later.</summary>
internal static class Photos
{
    /// <summary>SHA-256 of a photo; empty where none is named.</summary>
    public static async Task<ByteString> DigestAsync(string path, CancellationToken cancel)
    {
        if (path.Length == 0)
        {
            return ByteString.Empty;
        }

        var photo = File.OpenRead(path);
        await using (photo.ConfigureAwait(false))
        {
            return ByteString.CopyFrom(await SHA256.HashDataAsync(photo, cancel).ConfigureAwait(false));
        }
    }
}
