using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class TreeFrontierTests
{
    [Fact]
    public void A_walk_of_leaves_and_covering_subtrees_gives_every_root_it_stops_at() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300]).Sample((a, b, c) =>
        {
            int[] bounds = [a, b, c];
            Array.Sort(bounds);
            var tree = Tree(bounds[2]);
            var frontier = new TreeFrontier();
            Cover(tree, frontier, bounds[0]);
            Assert.Equal(tree.RootAt(bounds[0]), RootOf(frontier));
            for (var leaf = bounds[0]; leaf < bounds[1]; leaf++)
            {
                frontier.Add(tree.LeafAt(leaf));
            }

            Cover(tree, frontier, bounds[2]);
            Assert.Equal(tree.Root(), RootOf(frontier));
        });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 2)]
    [InlineData(0, 62)]
    [InlineData(0, -1)]
    public void A_subtree_is_taken_only_where_one_can_stand(int leaves, int level)
    {
        var frontier = new TreeFrontier();
        for (var i = 0; i < leaves; i++)
        {
            frontier.Add(MerkleHash.Empty);
        }

        Assert.False(frontier.TryAdd(level, MerkleHash.Empty));
        Assert.Equal(leaves, frontier.Size);
    }

    [Fact]
    public void What_is_no_hash_is_not_taken() => Assert.False(new TreeFrontier().TryAdd(0, new byte[31]));

    private static MerkleTree Tree(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
        {
            tree.Append(MerkleHash.Leaf(BitConverter.GetBytes(i)));
        }

        return tree;
    }

    private static void Cover(MerkleTree tree, TreeFrontier frontier, int end)
    {
        foreach (var subtree in TreeCover.Between(frontier.Size, end))
        {
            Assert.True(frontier.TryAdd(subtree.Level, tree.SubtreeAt(subtree)));
        }
    }

    private static byte[] RootOf(TreeFrontier frontier)
    {
        var root = new byte[MerkleHash.Size];
        frontier.Root(root);
        return root;
    }
}
