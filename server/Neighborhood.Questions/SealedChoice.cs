using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>
/// A choice as it is sealed: a serialized <see cref="Choice"/>, padded to one length, so that neither the size of what is stored nor of what is
/// sent tells "no" from "abstain".
/// </summary>
public static class SealedChoice
{
    /// <summary>Bytes of every sealed choice.</summary>
    public const int SizeBytes = 48;

    // Two fields, each with one byte of tag and one of length.
    private const int FramingBytes = 4;

    /// <summary>The choice with the padding that its option needs.</summary>
    public static Choice Of(string option) => new()
    {
        Option = option,
        Padding = UnsafeByteOperations.UnsafeWrap(new byte[SizeBytes - FramingBytes - option.Length]),
    };

    /// <summary>The sealed bytes.</summary>
    public static byte[] Bytes(string option)
    {
        var bytes = new byte[SizeBytes];
        Write(option, bytes);
        return bytes;
    }

    /// <summary>Reads sealed bytes back; null where they are none.</summary>
    public static Choice? Read(ByteString bytes, int sizeBytes = SizeBytes)
    {
        try
        {
            return bytes.Length == sizeBytes ? Choice.Parser.ParseFrom(bytes) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static void Write(string option, byte[] into) => Of(option).WriteTo(into.AsSpan());
}
