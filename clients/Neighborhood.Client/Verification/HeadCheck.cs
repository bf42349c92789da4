namespace Neighborhood.Client.Verification;

/// <summary>How a head stands to the one that is remembered.</summary>
public enum HeadVerdict
{
    /// <summary>Nothing was remembered; key and head are remembered from now on.</summary>
    FirstContact,

    /// <summary>The same head as remembered.</summary>
    Unchanged,

    /// <summary>The ledger has grown, and what was remembered stands unchanged at its beginning. The new head is remembered.</summary>
    Grown,

    /// <summary>An earlier head of the same ledger.</summary>
    Earlier,

    /// <summary>It is not signed with the key it names, is of another ledger, or says something else than what is signed.</summary>
    NotSigned,

    /// <summary>It is signed with another key than the one remembered: another server, or one whose key was lost.</summary>
    KeyChanged,

    /// <summary>The ledger went on from a backup and says so: compare its Restored entry with what is remembered.</summary>
    NewEpoch,

    /// <summary>The two heads cannot be of one ledger: something was changed or removed, or people are shown different ledgers.</summary>
    Inconsistent,
}

/// <summary>A head and the key that signed it.</summary>
/// <param name="VerifierKey">In signed-note form.</param>
/// <param name="Origin">As signed.</param>
/// <param name="Size">Entries.</param>
/// <param name="Root">32 bytes.</param>
/// <param name="Checkpoint">The signed note: with the one it contradicts, it is the evidence.</param>
public sealed record KnownHead(string VerifierKey, string Origin, long Size, byte[] Root, string Checkpoint);

/// <summary>What came of comparing a head with the one remembered.</summary>
/// <param name="Verdict">How they stand to each other.</param>
/// <param name="Remembered">What was remembered before; null at the first contact.</param>
/// <param name="Seen">What was shown; null where it is not signed.</param>
public sealed record HeadCheck(HeadVerdict Verdict, KnownHead? Remembered, KnownHead? Seen)
{
    /// <summary>
    /// Which restore of a backup the ledger went on from: the number of its epoch and the mark of that restore. Empty where there was none.
    /// </summary>
    public string Epoch => LedgerOrigin.EpochOf(Seen?.Origin ?? "");

    /// <summary>
    /// Where both heads of two histories are kept, for somebody else to look at: each is a signed note, and together they prove it. Null where there is one.
    /// </summary>
    public string? EvidenceFile { get; init; }

    /// <summary>Whether nothing speaks against the ledger.</summary>
    public bool Holds => Verdict is HeadVerdict.FirstContact or HeadVerdict.Unchanged or HeadVerdict.Grown or HeadVerdict.Earlier;
}
