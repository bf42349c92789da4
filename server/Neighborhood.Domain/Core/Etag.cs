using System.Globalization;

namespace Neighborhood.Domain.Core;

/// <summary>Etags: opaque to callers, made of the sequence of the entry that last changed the thing.</summary>
public static class Etag
{
    /// <summary>The etag of a version.</summary>
    public static string Of(long sequence) => sequence.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>A refusal where the caller names a version that is not the current one. No etag means whatever is current.</summary>
    public static Refusal? Check(string etag, long current) =>
        etag.Length == 0 || etag == Of(current) ? null : new Refusal(V1.ErrorReason.EtagMismatch, "etag");
}
