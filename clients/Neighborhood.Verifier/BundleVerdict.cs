using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using ClauseResult = Neighborhood.Rules.Statutes.ClauseResult;

namespace Neighborhood.Verifier;

/// <summary>What came of recounting a bundle.</summary>
/// <param name="Fault">The first thing that does not hold.</param>
/// <param name="Line">The line it was met on, from 1.</param>
/// <param name="Sequence">The place in the ledger that was reached.</param>
/// <param name="Expected">What should stand there: a number or bytes in hexadecimal; empty where there is no such value.</param>
/// <param name="Found">What stands there, written the same way.</param>
/// <param name="Summary">What the bundle says, as far as it was read.</param>
/// <param name="Limits">What this bundle cannot show.</param>
public sealed record BundleVerdict(
    BundleFault Fault, long Line, long Sequence, string Expected, string Found, BundleSummary Summary, IReadOnlyList<BundleLimit> Limits)
{
    /// <summary>Whether everything that was checked holds.</summary>
    public bool Holds => Fault == BundleFault.None;

    /// <summary>
    /// The head that was kept and contradicts the bundle, as it is signed; null where there is none. With <see cref="ShownHead"/> it is the evidence.
    /// </summary>
    public string? KeptHead { get; init; }

    /// <summary>The bundle's head of the same size.</summary>
    public string? ShownHead { get; init; }
}

/// <summary>What a bundle says.</summary>
public sealed record BundleSummary
{
    /// <summary>"open", "public" or "scrutineer".</summary>
    public string Kind { get; init; } = "";

    /// <summary>communities/{community}</summary>
    public string Ledger { get; init; } = "";

    /// <summary>The poll's number in its ledger.</summary>
    public long Poll { get; init; }

    /// <summary>The key that signed the heads.</summary>
    public string VerifierKey { get; init; } = "";

    /// <summary>What was asked.</summary>
    public string Question { get; init; } = "";

    /// <summary>The rule's name and version.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Rows of the roll.</summary>
    public int Voters { get; init; }

    /// <summary>Ballots in the chain, replaced ones included.</summary>
    public long Ballots { get; init; }

    /// <summary>Ballots that count.</summary>
    public long Counted { get; init; }

    /// <summary>Each option with its heads and area in square centimetres; as declared where the bundle opens no ballot.</summary>
    public IReadOnlyList<OptionCount> Tally { get; init; } = [];

    /// <summary>What each question of a poll that asks some came to; as declared where the bundle opens no ballot.</summary>
    public IReadOnlyList<QuestionResult> Outcomes { get; init; } = [];

    /// <summary>Each clause, decided anew.</summary>
    public IReadOnlyList<ClauseResult> Clauses { get; init; } = [];

    /// <summary>Whether the poll passed.</summary>
    public bool Passed { get; init; }

    /// <summary>Whether it was declared void afterwards, so that it decides nothing.</summary>
    public bool Voided { get; init; }

    /// <summary>The court that revoked the decision, and the number of its case; empty where none did.</summary>
    public string Court { get; init; } = "";

    /// <summary>See <see cref="Court"/>.</summary>
    public string CaseNumber { get; init; } = "";

    /// <summary>The newest head of the bundle, as it is signed; empty before one was read.</summary>
    public string Head { get; init; } = "";
}

/// <summary>One option of a tally.</summary>
/// <param name="Option">Its id.</param>
/// <param name="Headcount">Persons.</param>
/// <param name="AreaCm2">Their area in square centimetres.</param>
public sealed record OptionCount(string Option, long Headcount, long AreaCm2);

/// <summary>What one question came to.</summary>
/// <param name="Question">Its id.</param>
/// <param name="Winners">The ids of those chosen, in the order of election.</param>
/// <param name="Reserves">The ids of those who follow.</param>
/// <param name="Passed">Whether it passed under the rule.</param>
public sealed record QuestionResult(string Question, IReadOnlyList<string> Winners, IReadOnlyList<string> Reserves, bool Passed)
{
    internal static QuestionResult Of(QuestionOutcome outcome) => new(outcome.Question, [.. outcome.Winners], [.. outcome.Reserves], outcome.Passed);
}

/// <summary>What a bundle cannot show.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many it concerns; 0 where there is no number.</param>
public sealed record BundleLimit(LimitKind Kind, long Count);

/// <summary>The kinds of what a bundle cannot show, with codes as for <see cref="BundleFault"/>.</summary>
public enum LimitKind
{
    /// <summary>That the key is the server's: it was only taken from the bundle.</summary>
    KeyOfBundle,

    /// <summary>That the roll names the right people with the right areas.</summary>
    RollTruth,

    /// <summary>That the tally is what the sealed ballots say: this bundle opens none.</summary>
    Sealed,

    /// <summary>What the ballots said: their openings were erased after the time of the rule, as is on record.</summary>
    EvidenceErased,

    /// <summary>Whether the clauses of consent hold: the tally is withheld, because it would tell what somebody chose.</summary>
    Withheld,

    /// <summary>That a ballot without a signature was cast by its voter and not by the operator.</summary>
    UnsignedBallots,

    /// <summary>That a first device is its resident's: it was trusted on first use.</summary>
    FirstUse,

    /// <summary>Whether ballots were struck rightly: the objections do not stand in the bundle.</summary>
    StruckBallots,

    /// <summary>That a paper said what was entered for it.</summary>
    Paper,

    /// <summary>What stands in the entries that are not shown, from the announcement on.</summary>
    Hidden,

    /// <summary>That others were shown the same history: no witness was asked for.</summary>
    NoWitness,

    /// <summary>Whether a head that was kept belongs to this history: the bundle does not show the tree at its size.</summary>
    HeadUnreached,
}
