using Neighborhood.Rules.Proofs;

namespace Neighborhood.Verifier;

/// <summary>The first line: what the file is.</summary>
internal sealed record BundleHeader(string Kind, string Ledger, long Poll, string Key, NoteVerifier Verifier)
{
    public const string Open = "open";
    public const string Public = "public";
    public const string Scrutineer = "scrutineer";
    private const string Format = "neighborhood-poll-1";

    public bool HasOpenings => Kind is Open or Scrutineer;

    public static BundleHeader Read(ReadOnlySpan<byte> line, BundleExpectation expected)
    {
        var cursor = new LineCursor(line);
        cursor.Expect("{\"bundle\":"u8);
        var format = cursor.String();
        if (format != Format)
        {
            throw new Broken(BundleFault.BundleVersion, Format, format);
        }

        cursor.Expect(",\"kind\":"u8);
        var kind = cursor.String();
        Broken.Unless(kind is Open or Public or Scrutineer, BundleFault.BundleForm);
        cursor.Expect(",\"ledger\":"u8);
        var ledger = cursor.String();
        cursor.Expect(",\"poll\":"u8);
        var poll = cursor.Number();
        Broken.Unless(poll > 0, BundleFault.BundleForm);
        cursor.Expect(",\"key\":"u8);
        var key = cursor.String();
        cursor.Expect("}"u8);
        cursor.End();
        return NoteVerifier.TryParse(key, out var verifier)
            ? new BundleHeader(kind, ledger, poll, key, verifier).Expected(expected)
            : throw new Broken(BundleFault.KeyForm, found: key);
    }

    private BundleHeader Expected(BundleExpectation expected) => expected.VerifierKey is null || expected.VerifierKey == Key
        ? this
        : throw new Broken(BundleFault.KeyMismatch, expected.VerifierKey, Key);
}
