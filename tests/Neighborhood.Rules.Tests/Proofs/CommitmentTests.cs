using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class CommitmentTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_ballot_commits_to_exactly_the_documented_bytes()
    {
        byte[] expected =
        [
            .. "neighborhood ballot v1\0"u8,
            0, 0, 0, 13, .. "communities/7"u8,
            0, 0, 0, 0, 0, 0, 1, 2,
            0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            0, 0, 0, 3, .. "YES"u8,
            .. Salt,
        ];
        Assert.Equal(SHA256.HashData(expected), BallotCommitment.Compute("communities/7", 258, long.MaxValue, "YES"u8, Salt));
    }

    [Fact]
    public void A_text_commits_to_exactly_the_documented_bytes()
    {
        byte[] expected = [.. "neighborhood text v1\0"u8, .. Salt, .. "停车难"u8];
        Assert.Equal(SHA256.HashData(expected), TextCommitment.Compute("停车难"u8, Salt));
    }

    [Fact]
    public void The_length_of_a_choice_changes_nothing_but_the_hash() =>
        Gen.Select(Gen.String[0, 300], Gen.Byte.Array[0, 900]).Sample((ledger, choice) =>
        {
            // Beyond the stack's share the bytes are borrowed: both ways must give the same.
            byte[] expected =
            [
                .. "neighborhood ballot v1\0"u8, .. Prefixed(Encoding.UTF8.GetBytes(ledger)), .. new byte[16], .. Prefixed(choice), .. Salt,
            ];
            Assert.Equal(SHA256.HashData(expected), BallotCommitment.Compute(ledger, 0, 0, choice, Salt));
            Assert.Equal(
                SHA256.HashData([.. "neighborhood text v1\0"u8, .. Salt, .. choice]), TextCommitment.Compute(choice, Salt));
        });

    [Fact]
    public void No_part_can_be_exchanged_for_another()
    {
        byte[][] commitments =
        [
            BallotCommitment.Compute("a", 1, 2, "YES"u8, Salt),
            BallotCommitment.Compute("b", 1, 2, "YES"u8, Salt),
            BallotCommitment.Compute("a", 2, 1, "YES"u8, Salt),
            BallotCommitment.Compute("a", 1, 2, "NO"u8, Salt),
            BallotCommitment.Compute("a", 1, 2, "YES"u8, new byte[32]),
        ];
        Assert.Equal(commitments.Length, commitments.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void A_salt_has_32_bytes()
    {
        Assert.Throws<ArgumentException>(() => BallotCommitment.Compute("a", 1, 2, [], new byte[31]));
        Assert.Throws<ArgumentException>(() => TextCommitment.Compute([], new byte[33]));
    }

    [Fact]
    public void The_span_versions_allocate_nothing()
    {
        var hash = new byte[32];
        Commit(hash);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Commit(hash);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Commit(byte[] hash)
    {
        BallotCommitment.Compute("communities/7", 1, 2, "YES"u8, Salt, hash);
        TextCommitment.Compute("停车难"u8, Salt, hash);
        MerkleHash.Leaf("leaf"u8, hash);
        MerkleHash.Node(hash, hash, hash);
    }

    private static byte[] Prefixed(byte[] bytes) => [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
}
