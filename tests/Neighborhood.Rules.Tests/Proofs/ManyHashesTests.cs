using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class ManyHashesTests
{
    private static readonly Gen<byte[]> Hash = Gen.Byte.Array[MerkleHash.Size];

    [Fact]
    public void Nodes_hashed_together_are_those_hashed_one_at_a_time() => Hash.Array[0, 100].Sample(hashes =>
    {
        var children = hashes[..(hashes.Length / 2 * 2)].SelectMany(hash => hash).ToArray();
        var together = new byte[children.Length / 2];
        MerkleHash.Nodes(children, together);
        var pairs = children.Chunk(2 * MerkleHash.Size);
        Assert.Equal(pairs.SelectMany(pair => MerkleHash.Node(pair.AsSpan(0, MerkleHash.Size), pair.AsSpan(MerkleHash.Size))), together);
    }, iter: 200);

    [Fact]
    public void Nodes_have_two_children_and_a_place() => Assert.Multiple(
        () => Assert.Throws<ArgumentException>(() => MerkleHash.Nodes(new byte[MerkleHash.Size], new byte[MerkleHash.Size])),
        () => Assert.Throws<ArgumentException>(() => MerkleHash.Nodes(new byte[2 * MerkleHash.Size], new byte[MerkleHash.Size - 1])));

    [Fact]
    public void A_tree_that_grows_by_ranges_is_the_tree_that_grows_by_leaves() => Gen.Int[0, 3_000].Array[1, 6].Sample(ranges =>
    {
        var (whole, single) = (new MerkleTree(), new MerkleTree());
        foreach (var range in ranges)
        {
            var leaves = Enumerable.Range(0, range).SelectMany(i => MerkleHash.Leaf(BitConverter.GetBytes(single.Size + i))).ToArray();
            whole.AppendRange(leaves);
            foreach (var leaf in leaves.Chunk(MerkleHash.Size))
            {
                single.Append(leaf);
            }

            Assert.Equal(single.Size, whole.Size);
            Assert.Equal(single.Root(), whole.Root());
        }

        var (first, last) = (Math.Min(1, single.Size), single.Size);
        if (last > 0)
        {
            Assert.Equal(single.ConsistencyProof(first, last), whole.ConsistencyProof(first, last));
            Assert.Equal(single.InclusionProof(last / 2, last), whole.InclusionProof(last / 2, last));
        }
    }, iter: 20);

    [Fact]
    public void A_range_of_leaves_is_32_bytes_a_leaf() => Assert.Throws<ArgumentException>(() => new MerkleTree().AppendRange(new byte[MerkleHash.Size + 1]));
}
