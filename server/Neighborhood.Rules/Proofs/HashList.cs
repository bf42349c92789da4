namespace Neighborhood.Rules.Proofs;

/// <summary>
/// Hashes in a row, in chunks of 32 KiB: no object per hash, and growing copies at most one chunk. The first chunk starts small, since most ledgers
/// are small and a tree has a list for each of its levels.
/// </summary>
internal sealed class HashList
{
    private const int HashesPerChunk = 1024;
    private const int FirstHashes = 4;

    private readonly List<byte[]> _chunks = [];

    public long Count { get; private set; }

    public ReadOnlySpan<byte> this[long index] =>
        _chunks[(int)(index / HashesPerChunk)].AsSpan((int)(index % HashesPerChunk) * MerkleHash.Size, MerkleHash.Size);

    public void Add(ReadOnlySpan<byte> hash)
    {
        var chunk = (int)(Count / HashesPerChunk);
        var offset = (int)(Count % HashesPerChunk) * MerkleHash.Size;
        if (chunk == _chunks.Count)
        {
            _chunks.Add(new byte[(chunk == 0 ? FirstHashes : HashesPerChunk) * MerkleHash.Size]);
        }

        if (offset == _chunks[chunk].Length)
        {
            var doubled = new byte[offset * 2];
            _chunks[chunk].CopyTo(doubled, 0);
            _chunks[chunk] = doubled;
        }

        hash.CopyTo(_chunks[chunk].AsSpan(offset, MerkleHash.Size));
        Count++;
    }

    /// <summary>Adds hashes that stand beside one another.</summary>
    public void AddRange(ReadOnlySpan<byte> hashes)
    {
        while (!hashes.IsEmpty)
        {
            Add(hashes[..MerkleHash.Size]);
            hashes = hashes[MerkleHash.Size..];
            var at = (int)(Count % HashesPerChunk) * MerkleHash.Size;
            var room = at == 0 ? default : _chunks[^1].AsSpan(at);
            var some = hashes[..Math.Min(hashes.Length, room.Length)];
            some.CopyTo(room);
            Count += some.Length / MerkleHash.Size;
            hashes = hashes[some.Length..];
        }
    }

    /// <summary>Hashes from an index on, at most some, as far as they stand beside one another; an even number does from an even index.</summary>
    public ReadOnlySpan<byte> Run(long index, long count)
    {
        var at = (int)(index % HashesPerChunk);
        return _chunks[(int)(index / HashesPerChunk)].AsSpan(at * MerkleHash.Size, (int)Math.Min(count, HashesPerChunk - at) * MerkleHash.Size);
    }
}
