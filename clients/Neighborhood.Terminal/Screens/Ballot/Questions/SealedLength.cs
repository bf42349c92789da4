using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Makes every choice of a poll as long as any other, so that the size of a request tells nothing.</summary>
internal static class SealedLength
{
    // The tag of the padding and the two bytes of its length, which lengths from 128 to 16,383 have.
    private const int FramingBytes = 3;

    public static Choice Pad(Choice choice, int bytes)
    {
        var missing = bytes - choice.CalculateSize() - FramingBytes;
        if (missing > 0)
        {
            choice.Padding = UnsafeByteOperations.UnsafeWrap(new byte[missing]);
        }

        return choice;
    }
}
