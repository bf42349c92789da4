using System.Numerics;
using System.Runtime.InteropServices;

namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>CRC-32C (Castagnoli), which processors compute by themselves.</summary>
internal static class Checksums
{
    /// <summary>The checksum of some bytes.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
