using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class CheckpointTests
{
    private const string Published = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    [Fact]
    public void The_published_checkpoint_is_read()
    {
        var checkpoint = Checkpoint.Parse(Published);
        Assert.Equal("example.com/behind-the-sofa", checkpoint.Origin);
        Assert.Equal(20852163, checkpoint.Size);
        Assert.Equal("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", Convert.ToBase64String(checkpoint.Root.Span));
        Assert.Empty(checkpoint.Extensions);
        Assert.Equal(Published, checkpoint.Format());
    }

    [Fact]
    public void A_checkpoint_survives_signing_and_reading() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 20], Gen.Long[0, long.MaxValue], Gen.Byte.Array[32], Gen.String[Gen.Char['一', '龥'], 1, 9].Array[0, 3])
            .Sample((origin, size, root, extensions) =>
            {
                using var signer = NoteSigner.Generate(origin);
                using var other = NoteSigner.Generate(origin);
                var checkpoint = new Checkpoint(origin, size, root, extensions);
                var note = checkpoint.Sign(signer);
                Assert.True(Checkpoint.TryVerify(note, signer.Verifier, out var read));
                Assert.Equal(checkpoint, read);
                Assert.Equal(extensions, read.Extensions);
                Assert.False(Checkpoint.TryVerify(note, other.Verifier, out var refused));
                Assert.Null(refused);
            }, iter: 100);

    [Fact]
    public void A_signed_checkpoint_changed_in_any_part_is_rejected()
    {
        using var signer = NoteSigner.Generate("communities/1");
        var note = new Checkpoint("communities/1", 20, MerkleHash.Leaf([]), "epoch 2").Sign(signer);
        Assert.All(Enumerable.Range(0, note.Length), at =>
        {
            var changed = note.ToCharArray();
            changed[at] = changed[at] == '1' ? '2' : '1';
            Assert.False(Checkpoint.TryVerify(new string(changed), signer.Verifier, out _));
        });
    }

    [Fact]
    public void A_signed_text_that_is_no_checkpoint_is_rejected()
    {
        using var signer = NoteSigner.Generate("house");
        Assert.False(Checkpoint.TryVerify(SignedNote.Sign("hello\n", signer).Format(), signer.Verifier, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("o\n1\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n00\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n")]
    [InlineData("o\n1\nAAAA\n")]
    public void A_malformed_checkpoint_is_refused(string text)
    {
        Assert.False(Checkpoint.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Checkpoint.Parse(text));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_cannot_be_made()
    {
        var root = MerkleHash.Empty;
        Assert.Throws<ArgumentException>(() => new Checkpoint("", 0, root));
        Assert.Throws<ArgumentException>(() => new Checkpoint("a\nb", 0, root));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("a", -1, root));
        Assert.Throws<ArgumentException>(() => new Checkpoint("a", 0, root.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => new Checkpoint("a", 0, root, ""));
    }
}
