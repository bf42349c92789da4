using System.Security.Cryptography;
using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class SignedStatementTests
{
    private static readonly byte[] Subject = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static DeviceKey NewKey() => DeviceKey.Import(RandomNumberGenerator.GetBytes(DeviceKey.Size));

    [Fact]
    public void A_ballot_is_signed_over_exactly_the_documented_bytes()
    {
        byte[] expected =
        [
            .. "neighborhood signed ballot v1\0"u8,
            0, 0, 0, 13, .. "communities/7"u8,
            0, 0, 0, 0, 0, 0, 1, 2,
            0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            0, 0, 0, 0, 0, 0, 0, 9,
            0, 0, 0, 0, 0, 0, 0, 3,
            .. Subject,
        ];
        Assert.Equal(expected, SignedStatement.Ballot("communities/7", 258, long.MaxValue, 9, 3, Subject));
    }

    [Fact]
    public void A_device_is_signed_for_over_exactly_the_documented_bytes()
    {
        byte[] possession = [.. "neighborhood device v1\0"u8, 0, 0, 0, 13, .. "communities/7"u8, 0, 0, 0, 0, 0, 0, 0, 4, .. Subject];
        Assert.Equal(possession, SignedStatement.Possession("communities/7", 4, Subject));
        byte[] approval =
        [
            .. "neighborhood device approval v1\0"u8, 0, 0, 0, 13, .. "communities/7"u8, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 5, .. Subject,
        ];
        Assert.Equal(approval, SignedStatement.Approval("communities/7", 4, 5, Subject));
    }

    [Fact]
    public void No_statement_can_be_taken_for_another()
    {
        byte[][] statements =
        [
            SignedStatement.Ballot("a", 1, 2, 0, 0, Subject),
            SignedStatement.Ballot("b", 1, 2, 0, 0, Subject),
            SignedStatement.Ballot("a", 2, 1, 0, 0, Subject),
            SignedStatement.Ballot("a", 1, 2, 3, 0, Subject),
            SignedStatement.Ballot("a", 1, 2, 0, 3, Subject),
            SignedStatement.Ballot("a", 1, 2, 0, 0, new byte[32]),
            SignedStatement.Possession("a", 1, Subject),
            SignedStatement.Approval("a", 1, 2, Subject),
        ];
        Assert.Equal(statements.Length, statements.Select(Convert.ToHexString).Distinct().Count());
        Assert.Throws<ArgumentException>(() => SignedStatement.Ballot("a", 1, 2, 0, 0, new byte[31]));
    }

    [Fact]
    public void A_key_signs_what_its_public_half_verifies_and_nothing_else()
    {
        var secret = RandomNumberGenerator.GetBytes(DeviceKey.Size);
        using var key = DeviceKey.Import(secret);
        using var read = DeviceKey.Import(secret);
        using var other = NewKey();
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 63], Gen.Int[0, 7]).Sample((statement, at, bit) =>
        {
            var signature = read.Sign(statement);
            Assert.True(DeviceKey.Verify(key.PublicKey.Span, statement, signature));
            Assert.False(DeviceKey.Verify(other.PublicKey.Span, statement, signature));
            Assert.False(DeviceKey.Verify(key.PublicKey.Span, [.. statement, 0], signature));
            signature[at] ^= (byte)(1 << bit);
            Assert.False(DeviceKey.Verify(key.PublicKey.Span, statement, signature));
        });
    }

    [Fact]
    public void What_is_malformed_is_no_key_and_no_signature()
    {
        using var key = NewKey();
        var signature = key.Sign(Subject);
        Assert.False(DeviceKey.Verify(key.PublicKey.Span[..31], Subject, signature));
        Assert.False(DeviceKey.Verify([], Subject, signature));
        Assert.False(DeviceKey.Verify(key.PublicKey.Span, Subject, signature.AsSpan(0, 63)));
        Assert.True(DeviceKey.IsPublicKey(key.PublicKey.Span));
        Assert.False(DeviceKey.IsPublicKey(new byte[33]));
        var secret = Assert.Throws<FormatException>(() => DeviceKey.Import(new byte[31]));
        Assert.DoesNotContain("AAAA", secret.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_that_of_RFC_8032_test_1()
    {
        using var key = DeviceKey.Import(Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        Assert.Equal("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", Convert.ToHexStringLower(key.PublicKey.Span));
        Assert.Equal(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            Convert.ToHexStringLower(key.Sign([])));
    }

    [Fact]
    public void The_code_of_a_key_is_the_documented_one() => Gen.Byte.Array[32].Sample(key =>
    {
        byte[] hashed = SHA256.HashData([.. "neighborhood device code v1\0"u8, .. key]);
        var bits = string.Concat(hashed.Take(10).Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
        var digits = bits.Chunk(5).Select(five => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Convert.ToInt32(new string(five), 2)]);
        Assert.Equal(string.Join('-', digits.Chunk(4).Select(group => new string(group))), DeviceKey.CodeOf(key));
    });
}
