using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class MerkleTreeTests
{
    private const int AllPairs = 70;

    private static readonly Gen<(MerkleTree Tree, long First, long Second)> Pairs =
        from second in Gen.Long[1, 3000]
        from first in Gen.Long[1, second]
        select (Grow(second), first, second);

    [Fact]
    public void Roots_are_what_the_recursive_definition_says()
    {
        var tree = Grow(AllPairs);
        var leaves = Enumerable.Range(0, AllPairs).Select(i => tree.LeafAt(i).ToArray()).ToArray();
        Assert.All(Enumerable.Range(0, AllPairs + 1), size => Assert.Equal(RootByDefinition(leaves.AsSpan(0, size)), tree.RootAt(size)));
    }

    [Fact]
    public void Every_leaf_is_proved_in_every_size()
    {
        var tree = Grow(AllPairs);
        for (var size = 1; size <= AllPairs; size++)
        {
            for (var index = 0; index < size; index++)
            {
                Assert.True(MerkleProof.VerifyInclusion(index, size, tree.LeafAt(index), tree.InclusionProof(index, size), tree.RootAt(size)),
                    $"leaf {index} of {size}");
            }
        }
    }

    [Fact]
    public void Every_size_is_proved_consistent_with_every_later_one()
    {
        var tree = Grow(AllPairs);
        for (var second = 1; second <= AllPairs; second++)
        {
            for (var first = 1; first <= second; first++)
            {
                Assert.True(
                    MerkleProof.VerifyConsistency(first, second, tree.RootAt(first), tree.RootAt(second), tree.ConsistencyProof(first, second)),
                    $"{first} to {second}");
            }
        }
    }

    [Fact]
    public void Any_flipped_bit_spoils_an_inclusion_proof() => Pairs.Select(Gen.Int[0, 255], Gen.UInt).Sample((pair, bit, which) =>
    {
        var (tree, first, size) = pair;
        var index = first - 1;
        byte[][] parts = [tree.LeafAt(index).ToArray(), tree.RootAt(size), .. tree.InclusionProof(index, size)];
        Assert.True(MerkleProof.VerifyInclusion(index, size, parts[0], parts[2..], parts[1]));
        Flip(parts[which % parts.Length], bit);
        Assert.False(MerkleProof.VerifyInclusion(index, size, parts[0], parts[2..], parts[1]));
    }, iter: 200);

    [Fact]
    public void Any_flipped_bit_spoils_a_consistency_proof() => Pairs.Select(Gen.Int[0, 255], Gen.UInt).Sample((pair, bit, which) =>
    {
        var (tree, first, second) = pair;
        byte[][] parts = [tree.RootAt(first), tree.RootAt(second), .. tree.ConsistencyProof(first, second)];
        Assert.True(MerkleProof.VerifyConsistency(first, second, parts[0], parts[1], parts[2..]));
        Flip(parts[which % parts.Length], bit);
        Assert.False(MerkleProof.VerifyConsistency(first, second, parts[0], parts[1], parts[2..]));
    }, iter: 200);

    [Fact]
    public void A_proof_holds_for_no_other_leaf_and_no_longer_or_shorter_path() => Pairs.Sample(pair =>
    {
        var (tree, first, size) = pair;
        var index = first - 1;
        var proof = tree.InclusionProof(index, size);
        var root = tree.RootAt(size);
        Assert.False(MerkleProof.VerifyInclusion(index + 1, size, tree.LeafAt(index), proof, root));
        Assert.False(MerkleProof.VerifyInclusion(index, size, tree.LeafAt(index), [.. proof, root], root));
        Assert.True(proof.Length == 0 || !MerkleProof.VerifyInclusion(index, size, tree.LeafAt(index), proof[..^1], root));

        var consistency = tree.ConsistencyProof(first, size);
        Assert.False(MerkleProof.VerifyConsistency(first, size, tree.RootAt(first), root, [.. consistency, root]));
        Assert.True(consistency.Length == 0 || !MerkleProof.VerifyConsistency(first, size, tree.RootAt(first), root, consistency[..^1]));
    }, iter: 200);

    [Fact]
    public void A_path_too_long_for_its_sizes_is_rejected_even_where_it_ends_in_the_roots()
    {
        byte[] a = MerkleHash.Leaf("a"u8), b = MerkleHash.Leaf("b"u8), c = MerkleHash.Leaf("c"u8), d = MerkleHash.Leaf("d"u8);
        Assert.False(MerkleProof.VerifyInclusion(0, 1, b, [a], MerkleHash.Node(a, b)));

        var ab = MerkleHash.Node(a, b);
        var three = MerkleHash.Node(ab, c);
        var four = MerkleHash.Node(ab, MerkleHash.Node(c, d));
        Assert.True(MerkleProof.VerifyConsistency(3, 4, three, four, [c, d, ab]));
        Assert.False(MerkleProof.VerifyConsistency(3, 4, MerkleHash.Node(a, three), MerkleHash.Node(a, four), [c, d, ab, a]));
    }

    [Fact]
    public void What_was_proved_stays_proved_while_the_tree_grows() => Gen.Int[1, 200].Select(Gen.Int[1, 3000]).Sample((early, more) =>
    {
        var tree = Grow(early);
        var leaf = tree.LeafAt(early - 1);
        var before = leaf.ToArray();
        var root = tree.Root();
        var proof = tree.InclusionProof(early - 1, early);
        Grow(tree, more);
        Assert.True(leaf.SequenceEqual(before));
        Assert.Equal(root, tree.RootAt(early));
        Assert.Equal(proof, tree.InclusionProof(early - 1, early));
    }, iter: 50);

    [Fact]
    public void Whoever_alters_a_proof_spoils_no_later_one()
    {
        var tree = Grow(7);
        var (root, proof) = (tree.Root(), tree.InclusionProof(0, 7));
        Flip(tree.Root(), 0);
        foreach (var hash in tree.InclusionProof(0, 7))
        {
            Flip(hash, 0);
        }

        Assert.Equal(root, tree.Root());
        Assert.Equal(proof, tree.InclusionProof(0, 7));
    }

    [Fact]
    public void Nothing_is_proved_from_the_empty_tree()
    {
        var tree = Grow(5);
        Assert.False(MerkleProof.VerifyConsistency(0, 5, MerkleHash.Empty, tree.Root(), []));
        Assert.False(MerkleProof.VerifyConsistency(0, 0, MerkleHash.Empty, MerkleHash.Empty, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ConsistencyProof(0, 5));
    }

    [Fact]
    public void Sizes_and_leaves_that_never_were_are_refused()
    {
        var tree = Grow(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.LeafAt(5).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.InclusionProof(4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.InclusionProof(0, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ConsistencyProof(5, 4));
        Assert.Throws<ArgumentException>(() => tree.Append(new byte[31]));
        Assert.Equal(5, tree.Size);
    }

    [Fact]
    public void Malformed_hashes_are_rejected_without_an_exception()
    {
        var tree = Grow(2);
        var root = tree.Root();
        Assert.False(MerkleProof.VerifyInclusion(0, 2, tree.LeafAt(0), [new byte[31]], root));
        Assert.False(MerkleProof.VerifyInclusion(0, 2, tree.LeafAt(0), [null!], root));
        Assert.False(MerkleProof.VerifyInclusion(0, 1, [], [], []));
        Assert.False(MerkleProof.VerifyInclusion(-1, 2, tree.LeafAt(0), tree.InclusionProof(0, 2), root));
        Assert.False(MerkleProof.VerifyConsistency(1, 2, [], root, tree.ConsistencyProof(1, 2)));
    }

    [Fact]
    public void A_leaf_costs_about_64_bytes()
    {
        const int Leaves = 200_000;
        var leaf = new byte[MerkleHash.Size];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var tree = new MerkleTree();
        for (var i = 0; i < Leaves; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(leaf, i);
            tree.Append(leaf);
        }

        // Everything ever allocated, so it also shows that growing copies no big array and appending makes no garbage.
        var perLeaf = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Leaves;
        Assert.InRange(perLeaf, 64, 72);
    }

    private static MerkleTree Grow(long size) => Grow(new MerkleTree(), size);

    private static MerkleTree Grow(MerkleTree tree, long more)
    {
        Span<byte> content = stackalloc byte[sizeof(long)];
        for (var i = 0; i < more; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(content, tree.Size);
            tree.Append(MerkleHash.Leaf(content));
        }

        return tree;
    }

    private static byte[] RootByDefinition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. RootByDefinition(leaves[..split]), .. RootByDefinition(leaves[split..])]);
    }

    private static void Flip(byte[] bytes, int bit) => bytes[bit / 8] ^= (byte)(1 << (bit % 8));
}
