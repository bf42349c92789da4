using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// SHA-256 (FIPS 180-4 section 6.2) of sixteen messages at once, each in a lane of the processor's vectors. The library's hash of one short message
/// spends most of its time on the call; the nodes of a tree are many, short and need nothing of each other.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>Messages hashed at once.</summary>
    public const int Count = 16;

    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 64;

    /// <summary>What a message is longer by at least: one bit and its length.</summary>
    private const int PaddingBytes = 1 + sizeof(long);

    private const int Words = 16;
    private const int DigestWords = 8;

    private static ReadOnlySpan<uint> Initial =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Rounds =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Blocks of a message once it is padded.</summary>
    public static int BlocksOf(int messageBytes) => ((messageBytes + PaddingBytes - 1) / BlockBytes) + 1;

    /// <summary>Pads a message as section 5.1.1 says.</summary>
    /// <param name="blocks">Begins with the message; exactly <see cref="BlocksOf"/> blocks.</param>
    /// <param name="messageBytes">How long the message is.</param>
    public static void Pad(Span<byte> blocks, int messageBytes)
    {
        blocks[messageBytes..].Clear();
        blocks[messageBytes] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(blocks[^sizeof(long)..], messageBytes * 8L);
    }

    /// <summary>Hashes sixteen padded messages of equally many blocks, one after the other; gives sixteen digests of 32 bytes.</summary>
    public static void Hash(ReadOnlySpan<byte> messages, Span<byte> digests)
    {
        var message = MemoryMarshal.Cast<byte, uint>(messages);
        var length = message.Length / Count;
        Span<Vector512<uint>> state = stackalloc Vector512<uint>[DigestWords];
        Span<Vector512<uint>> block = stackalloc Vector512<uint>[Words];
        for (var i = 0; i < DigestWords; i++)
        {
            state[i] = Vector512.Create(Initial[i]);
        }

        var words = MemoryMarshal.Cast<Vector512<uint>, uint>(block);
        for (var start = 0; start < length; start += Words)
        {
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = BigEndian(message[(i % Count * length) + start + (i / Count)]);
            }

            Take(block, state);
        }

        var digest = MemoryMarshal.Cast<byte, uint>(digests);
        var result = MemoryMarshal.Cast<Vector512<uint>, uint>(state);
        for (var i = 0; i < result.Length; i++)
        {
            digest[(i % Count * DigestWords) + (i / Count)] = BigEndian(result[i]);
        }
    }

    /// <summary>Takes one block of every message into the states: section 6.2.2, whose names these are.</summary>
    private static void Take(Span<Vector512<uint>> block, Span<Vector512<uint>> state)
    {
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < Rounds.Length; t++)
        {
            var w = t < Words ? block[t] : Schedule(block, t);
            var choice = (e & f) ^ Vector512.AndNot(g, e);
            var majority = (a & b) | (c & (a | b));
            var t1 = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + choice + Vector512.Create(Rounds[t]) + w;
            var t2 = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + majority;
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    /// <summary>The next word of the message schedule, in the place of the one that is needed no more.</summary>
    private static Vector512<uint> Schedule(Span<Vector512<uint>> block, int t)
    {
        var (w2, w15) = (block[(t - 2) % Words], block[(t - 15) % Words]);
        var sigma0 = Turn(w15, 7) ^ Turn(w15, 18) ^ (w15 >>> 3);
        var sigma1 = Turn(w2, 17) ^ Turn(w2, 19) ^ (w2 >>> 10);
        return block[t % Words] += sigma0 + block[(t - 7) % Words] + sigma1;
    }

    private static Vector512<uint> Turn(Vector512<uint> words, int bits) => (words >>> bits) | (words << (32 - bits));

    private static uint BigEndian(uint word) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;
}
