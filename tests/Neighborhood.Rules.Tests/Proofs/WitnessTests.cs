using System.Globalization;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

/// <summary>C2SP tlog-witness and tlog-cosignature: what is asked, what is answered, what is signed.</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly NoteSigner _log = NoteSigner.Generate("log.example");
    private readonly NoteSigner _other = NoteSigner.Generate("log.example");
    private readonly WitnessSigner _witness = new("witness.example", new byte[32]);
    private readonly MerkleTree _tree = TreeOf("entry ");

    public static TheoryData<string, long, long, long, WitnessAnswer> Requests => new()
    {
        // What is asked: the last size cosigned, the old size named, the new size, and what is answered.
        { "the first head", 0, 0, 5, WitnessAnswer.Cosigned },
        { "a later head", 5, 5, 9, WitnessAnswer.Cosigned },
        { "a later head of a power of two", 4, 4, 9, WitnessAnswer.Cosigned },
        { "the same head again", 9, 9, 9, WitnessAnswer.Cosigned },
        { "an old size that is too small", 9, 5, 12, WitnessAnswer.Conflict },
        { "an old size that is too large", 5, 9, 12, WitnessAnswer.Conflict },
        { "nothing known of what was cosigned", 9, 0, 12, WitnessAnswer.Conflict },
        { "an old size above the new one", 9, 9, 5, WitnessAnswer.Malformed },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_witness_answers_as_the_protocol_says(string what, long last, long old, long size, WitnessAnswer answer)
    {
        _ = what;
        Assert.Equal(answer, WitnessRule.Judge(Ask(_tree, old, size), [_log.Verifier], last == 0 ? null : Head(_tree, last)).Answer);
    }

    [Fact]
    public void Another_history_is_not_cosigned()
    {
        var forked = TreeOf("another entry ");

        var later = WitnessRule.Judge(Ask(forked, 5, 9), [_log.Verifier], Head(_tree, 5));
        var same = WitnessRule.Judge(Ask(forked, 5, 5), [_log.Verifier], Head(_tree, 5));

        Assert.Equal((WitnessAnswer.Inconsistent, false), (later.Answer, later.IsFork));
        Assert.Equal((WitnessAnswer.Conflict, true), (same.Answer, same.IsFork));
    }

    [Fact]
    public void A_proof_from_nothing_or_of_the_same_size_is_refused_with_a_hash()
    {
        var hash = new byte[MerkleHash.Size];
        Assert.Equal(WitnessAnswer.Inconsistent, WitnessRule.Judge(Ask(_tree, 0, 5) with { Proof = [hash] }, [_log.Verifier], null).Answer);
        Assert.Equal(WitnessAnswer.Inconsistent, WitnessRule.Judge(Ask(_tree, 5, 5) with { Proof = [hash] }, [_log.Verifier], Head(_tree, 5)).Answer);
    }

    [Fact]
    public void Only_ledgers_of_trusted_keys_are_cosigned()
    {
        using var stranger = NoteSigner.Generate("log.examples");
        var foreign = Ask(_tree, 0, 5) with { Note = new Checkpoint("log.examples/communities/aaa", 5, _tree.RootAt(5)).Sign(stranger) };

        Assert.Equal(WitnessAnswer.Untrusted, WitnessRule.Judge(Ask(_tree, 0, 5), [_other.Verifier], null).Answer);
        Assert.Equal(WitnessAnswer.UnknownOrigin, WitnessRule.Judge(foreign, [_log.Verifier], null).Answer);
        Assert.Equal(WitnessAnswer.Malformed, WitnessRule.Judge(foreign with { Note = "text\n" }, [_log.Verifier], null).Answer);
    }

    [Fact]
    public void A_request_is_read_as_it_is_written()
    {
        var asked = Ask(_tree, 5, 9);
        Assert.True(WitnessRequest.TryParse(asked.Format(), out var read));

        Assert.Equal((asked.OldSize, asked.Note), (read.OldSize, read.Note));
        Assert.Equal(asked.Proof, read.Proof);
        Assert.StartsWith($"old 5\n{Convert.ToBase64String(asked.Proof[0])}\n", asked.Format(), StringComparison.Ordinal);
        Assert.Contains("\n\nlog.example/communities/aaa\n9\n", asked.Format(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 5")]
    [InlineData("old 05\n\nx\n")]
    [InlineData("old -1\n\nx\n")]
    [InlineData("size 5\n\nx\n")]
    [InlineData("old 5\nAAAA\n\nx\n")]
    [InlineData("old 5\nnot base64\n\nx\n")]
    public void A_body_of_another_form_is_not_read(string body) => Assert.False(WitnessRequest.TryParse(body, out _));

    [Theory]
    [InlineData(WitnessRequest.MaxHashes, true)]
    [InlineData(WitnessRequest.MaxHashes + 1, false)]
    public void A_proof_has_so_many_hashes_at_most(int count, bool isRead)
    {
        var hashes = string.Concat(Enumerable.Repeat(Convert.ToBase64String(new byte[MerkleHash.Size]) + "\n", count));
        Assert.Equal(isRead, WitnessRequest.TryParse($"old 5\n{hashes}\nx\n", out _));
    }

    [Fact]
    public void A_cosignature_is_taken_from_an_answer_and_others_are_passed_over()
    {
        var note = Head(_tree, 9).Sign(_log);
        Assert.True(SignedNote.TryParse(note, out var signed));
        Assert.True(WitnessKey.TryParse(_witness.Key, out var key));
        using var stranger = new WitnessSigner("witness.example", [.. Enumerable.Repeat((byte)1, 32)]);
        var line = _witness.Cosign(signed.Text, 1_700_000_000).Format();
        var foreign = stranger.Cosign(signed.Text, 1_700_000_000).Format();
        var elsewhere = _witness.Cosign(Head(_tree, 8).Format(), 1_700_000_000).Format();

        Assert.True(key.TryAdd(signed, $"{foreign}\nnonsense\n{line}\n", out var cosigned));
        Assert.True(key.HasCosigned(cosigned.Format()));
        Assert.Equal(note + line + "\n", cosigned.Format());
        Assert.True(Checkpoint.TryVerify(cosigned.Format(), _log.Verifier, out _));
        Assert.False(key.TryAdd(signed, foreign, out _));
        Assert.False(key.TryAdd(signed, elsewhere, out _));
    }

    public void Dispose()
    {
        _log.Dispose();
        _other.Dispose();
        _witness.Dispose();
    }

    private WitnessRequest Ask(MerkleTree tree, long old, long size) =>
        new(old, old == 0 || old >= size ? [] : [.. tree.ConsistencyProof(old, size)], Head(tree, size).Sign(_log));

    private static Checkpoint Head(MerkleTree tree, long size) => new("log.example/communities/aaa", size, tree.RootAt(size));

    private static MerkleTree TreeOf(string word)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < 12; i++)
        {
            tree.Append(MerkleHash.Leaf(System.Text.Encoding.UTF8.GetBytes(word + i.ToString(CultureInfo.InvariantCulture))));
        }

        return tree;
    }
}
