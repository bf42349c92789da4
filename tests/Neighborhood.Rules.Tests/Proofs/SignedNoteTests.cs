using CsCheck;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Rules.Tests.Proofs;

public sealed class SignedNoteTests
{
    // The example of c2sp.org/signed-note.
    private const string PublishedKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private const string PublishedNote =
        "This is an example message.\n\n"
        + "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    [Fact]
    public void The_published_note_is_verified_by_the_published_key()
    {
        var verifier = NoteVerifier.Parse(PublishedKey);
        Assert.Equal(PublishedKey, verifier.ToString());
        Assert.Equal("example.com/foo", verifier.Name);
        Assert.Equal(0x530d903au, verifier.KeyId);
        Assert.True(SignedNote.TryVerify(PublishedNote, verifier, out var text));
        Assert.Equal("This is an example message.\n", text);
        Assert.True(SignedNote.TryParse(PublishedNote, out var note));
        Assert.Equal(PublishedNote, note.Format());
    }

    [Fact]
    public void A_note_changed_in_any_character_is_rejected() =>
        Gen.Int[0, PublishedNote.Length - 1].Select(Gen.Char[" \nAa0+/=é—\u0001"]).Sample((at, c) =>
        {
            var changed = PublishedNote.ToCharArray();
            changed[at] = c;
            var note = new string(changed);
            Assert.Equal(note == PublishedNote, SignedNote.TryVerify(note, NoteVerifier.Parse(PublishedKey), out _));
        });

    [Fact]
    public void A_note_cut_or_grown_anywhere_is_rejected()
    {
        var verifier = NoteVerifier.Parse(PublishedKey);
        Assert.All(Enumerable.Range(0, PublishedNote.Length), length =>
        {
            Assert.False(SignedNote.TryVerify(PublishedNote[..length], verifier, out _));
            Assert.False(SignedNote.TryVerify(PublishedNote.Insert(length, "\n"), verifier, out _));
        });
        Assert.False(SignedNote.TryVerify(PublishedNote + "\n", verifier, out _));
        Assert.False(SignedNote.TryVerify(PublishedNote + "x", verifier, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— na+me AAAAAAA=\n")]
    [InlineData("text\n\n— na\u00a0me AAAAAAA=\n")]
    [InlineData("text\n\n— name  AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=")]
    [InlineData("text\n— name AAAAAAA=\n")]
    [InlineData("text\r\n\n— name AAAAAAA=\n")]
    [InlineData("te\txt\n\n— name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=\nmore\n")]
    public void A_malformed_note_is_no_note(string note) => Assert.False(SignedNote.TryParse(note, out _));

    [Fact]
    public void Broken_Unicode_is_no_note()
    {
        Assert.True(SignedNote.TryParse("text 🏘\n\n— name AAAAAAA=\n", out _));
        Assert.False(SignedNote.TryParse("text \ud83c\n\n— name AAAAAAA=\n", out _));
        Assert.False(SignedNote.TryParse("text \udfd8\n\n— name AAAAAAA=\n", out _));
    }

    [Fact]
    public void Signatures_are_taken_up_to_the_limit_and_not_one_more()
    {
        const string Line = "— name AAAAAAA=\n";
        Assert.True(SignedNote.TryParse("text\n\n" + string.Concat(Enumerable.Repeat(Line, SignedNote.MaxSignatures)), out _));
        Assert.False(SignedNote.TryParse("text\n\n" + string.Concat(Enumerable.Repeat(Line, SignedNote.MaxSignatures + 1)), out _));

        var text = new string('x', SignedNote.MaxLength - "\n\n".Length - Line.Length);
        Assert.True(SignedNote.TryParse(text + "\n\n" + Line, out _));
        Assert.False(SignedNote.TryParse("x" + text + "\n\n" + Line, out _));
    }

    [Fact]
    public void A_text_with_empty_lines_ends_at_the_last_of_them()
    {
        using var signer = NoteSigner.Generate("house");
        var text = "one\n\n— two AAAAAAA=\n";
        Assert.True(SignedNote.TryVerify(SignedNote.Sign(text, signer).Format(), signer.Verifier, out var read));
        Assert.Equal(text, read);
    }

    [Fact]
    public void Other_signatures_are_passed_over_and_a_false_one_under_our_name_spoils_the_note()
    {
        using var ours = NoteSigner.Generate("house");
        using var theirs = NoteSigner.Generate("witness");
        using var namesake = NoteSigner.Generate("house");
        var both = SignedNote.Sign("text\n", theirs, namesake, ours);
        Assert.True(SignedNote.TryVerify(both.Format(), ours.Verifier, out _));
        Assert.True(SignedNote.TryVerify(both.Format(), theirs.Verifier, out _));

        var forged = both.Signatures[^1] with { Signature = both.Signatures[0].Signature };
        Assert.False(SignedNote.TryVerify((both with { Signatures = [.. both.Signatures, forged] }).Format(), ours.Verifier, out _));
        Assert.False(SignedNote.TryVerify((both with { Signatures = [both.Signatures[0]] }).Format(), ours.Verifier, out _));
    }

    [Fact]
    public void A_key_survives_export_and_import()
    {
        using var made = NoteSigner.Generate("communities/7");
        using var read = NoteSigner.Import(made.Export());
        Assert.Equal(made.Verifier.ToString(), read.Verifier.ToString());
        Assert.Equal(made.Export(), read.Export());
        Assert.True(SignedNote.TryVerify(SignedNote.Sign("text\n", read).Format(), NoteVerifier.Parse(made.Verifier.ToString()), out _));
    }

    [Fact]
    public void A_private_key_changed_in_any_character_is_refused_without_being_repeated()
    {
        using var made = NoteSigner.Generate("house");
        var key = made.Export();
        Assert.All(Enumerable.Range(0, key.Length), at =>
        {
            var changed = key.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            var refusal = Assert.Throws<FormatException>(() => NoteSigner.Import(new string(changed)));
            Assert.DoesNotContain(key[^20..], refusal.Message, StringComparison.Ordinal);
        });
        Assert.Throws<FormatException>(() => NoteSigner.Import(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAAAA")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void A_malformed_verifier_key_is_refused(string key)
    {
        Assert.False(NoteVerifier.TryParse(key, out _));
        Assert.Throws<FormatException>(() => NoteVerifier.Parse(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a+b")]
    [InlineData("a\nb")]
    public void A_key_has_a_usable_name(string name) => Assert.Throws<ArgumentException>(() => NoteSigner.Generate(name));

    [Fact]
    public void A_text_that_no_note_can_hold_is_not_signed()
    {
        using var signer = NoteSigner.Generate("house");
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("no newline", signer));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("tab\t\n", signer));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text\n"));
    }
}
