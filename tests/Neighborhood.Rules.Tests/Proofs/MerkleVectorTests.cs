using System.Text;
using System.Text.Json;
using Neighborhood.Rules.Proofs;
using Neighborhood.Testing;

namespace Neighborhood.Rules.Tests.Proofs;

/// <summary>The published RFC 6962 vectors: hashes, roots of all sizes, and proofs to accept or to reject.</summary>
public sealed class MerkleVectorTests
{
    [Fact]
    public void Hashes_are_those_published()
    {
        using var vectors = Read();
        var hashes = vectors.RootElement.GetProperty("hash_vectors");
        Assert.Equal(hashes.GetProperty("empty_root").GetString(), Hex(MerkleHash.Empty));
        Assert.Equal(hashes.GetProperty("leaf_hash(\"\")").GetString(), Hex(MerkleHash.Leaf([])));
        Assert.Equal(hashes.GetProperty("leaf_hash(\"L123456\")").GetString(), Hex(MerkleHash.Leaf("L123456"u8)));
        Assert.Equal(hashes.GetProperty("node_hash(\"N123\",\"N456\")").GetString(), Hex(MerkleHash.Node("N123"u8, "N456"u8)));
    }

    [Fact]
    public void Roots_are_those_published_for_every_size()
    {
        using var vectors = Read();
        var roots = Strings(vectors.RootElement.GetProperty("roots_by_size_hex"));
        var tree = new MerkleTree();
        Assert.Equal(roots[0], Hex(tree.Root()));
        foreach (var leaf in Strings(vectors.RootElement.GetProperty("leaf_inputs_hex")))
        {
            tree.Append(MerkleHash.Leaf(Convert.FromHexString(leaf)));
            Assert.Equal(roots[(int)tree.Size], Hex(tree.Root()));
        }

        Assert.Equal(8, tree.Size);
        Assert.All(Enumerable.Range(0, 9), size => Assert.Equal(roots[size], Hex(tree.RootAt(size))));
    }

    [Fact]
    public void Inclusion_proofs_are_accepted_and_rejected_as_published()
    {
        using var vectors = Read();
        var seen = 0;
        foreach (var vector in vectors.RootElement.GetProperty("inclusion").EnumerateArray())
        {
            // The vectors hold an index of 2^64 - 1, which here is -1 and out of range all the same.
            var verified = MerkleProof.VerifyInclusion(
                unchecked((long)vector.GetProperty("leafIdx").GetUInt64()), vector.GetProperty("treeSize").GetInt64(),
                Bytes(vector, "leafHash"), Proof(vector), Bytes(vector, "root"));
            Assert.True(verified != vector.GetProperty("wantErr").GetBoolean(), vector.GetProperty("id").GetString());
            seen++;
        }

        Assert.Equal(53, seen);
    }

    [Fact]
    public void Consistency_proofs_are_accepted_and_rejected_as_published()
    {
        using var vectors = Read();
        var seen = 0;
        foreach (var vector in vectors.RootElement.GetProperty("consistency").EnumerateArray())
        {
            var verified = MerkleProof.VerifyConsistency(
                vector.GetProperty("size1").GetInt64(), vector.GetProperty("size2").GetInt64(),
                Bytes(vector, "root1"), Bytes(vector, "root2"), Proof(vector));
            Assert.True(verified != vector.GetProperty("wantErr").GetBoolean(), vector.GetProperty("id").GetString());
            seen++;
        }

        Assert.Equal(43, seen);
    }

    private static JsonDocument Read() =>
        JsonDocument.Parse(File.ReadAllText(TestData.Require("merkle/proofs.json"), Encoding.UTF8));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static byte[] Bytes(JsonElement vector, string name) =>
        Convert.FromBase64String(vector.GetProperty(name).GetString() ?? "");

    private static byte[][] Proof(JsonElement vector) =>
        vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
            ? [.. Strings(proof).Select(Convert.FromBase64String)]
            : [];

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString() ?? "")];
}
