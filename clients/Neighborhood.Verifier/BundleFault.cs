namespace Neighborhood.Verifier;

/// <summary>
/// What does not hold, each with a code that never changes: its name in upper case with underscores, as docs/verification.md lists it.
/// </summary>
public enum BundleFault
{
    /// <summary>Everything that was checked holds.</summary>
    None,

    /// <summary>The file ends before its last line.</summary>
    BundleTruncated,

    /// <summary>A line is not one that can stand here, or is not spelt in the one way.</summary>
    BundleForm,

    /// <summary>The first line names another format.</summary>
    BundleVersion,

    /// <summary>The key of the first line is none.</summary>
    KeyForm,

    /// <summary>The bundle was made under another key than the one that is known.</summary>
    KeyMismatch,

    /// <summary>The rows of the roll are out of order, or one has an impossible number.</summary>
    RollForm,

    /// <summary>A subtree cannot stand at this place of the tree.</summary>
    TreePlace,

    /// <summary>The bytes are no entry in its one spelling.</summary>
    EntryForm,

    /// <summary>An entry stands at another place than it names.</summary>
    EntrySequence,

    /// <summary>An entry is older than the one before it.</summary>
    EntryTime,

    /// <summary>An entry does not belong into this bundle: another poll's, or of another kind.</summary>
    EntryForeign,

    /// <summary>A head is not signed with the key.</summary>
    HeadSignature,

    /// <summary>A head is of another ledger, or of another epoch of it than the others.</summary>
    HeadOrigin,

    /// <summary>A head is of another size than the tree up to it.</summary>
    HeadSize,

    /// <summary>A head is signed over another tree than this one.</summary>
    HeadRoot,

    /// <summary>A head that was kept is signed over another tree: there are two histories.</summary>
    HeadForked,

    /// <summary>No head covers the end of the tree.</summary>
    HeadMissing,

    /// <summary>A witness that is expected has signed no head that covers the result.</summary>
    WitnessMissing,

    /// <summary>A fact cannot follow those before it.</summary>
    PollOrder,

    /// <summary>The kind of the bundle does not fit the secrecy that was announced.</summary>
    KindSecrecy,

    /// <summary>The rule is not the one that was pinned at the announcement.</summary>
    RuleHash,

    /// <summary>The rule cannot be read.</summary>
    RuleForm,

    /// <summary>The questions are not as an announcement may ask them.</summary>
    QuestionForm,

    /// <summary>The poll was opened before its time.</summary>
    OpenTime,

    /// <summary>The rows of the roll are not those that were sealed.</summary>
    RollRoot,

    /// <summary>The roll has other totals than were sealed.</summary>
    RollTotals,

    /// <summary>A device is registered with a proof that does not hold.</summary>
    DeviceProof,

    /// <summary>An authorisation to vote for somebody was not signed by that person's device.</summary>
    ProxyProof,

    /// <summary>A ballot has another number than its place in the chain.</summary>
    BallotOrdinal,

    /// <summary>A ballot does not name the one before it.</summary>
    BallotChain,

    /// <summary>A ballot was cast outside the poll's time.</summary>
    BallotTime,

    /// <summary>A ballot was cast by somebody who is not on the roll.</summary>
    BallotVoter,

    /// <summary>A ballot does not name the voter's ballot that it replaces.</summary>
    BallotReplaces,

    /// <summary>A ballot is not signed although the rule demands it.</summary>
    BallotUnsigned,

    /// <summary>A ballot is signed by a device that is not the voter's, or not active then.</summary>
    BallotDevice,

    /// <summary>A ballot is signed by a device that was revoked before.</summary>
    BallotRevoked,

    /// <summary>The signature of a ballot does not hold.</summary>
    BallotSignature,

    /// <summary>A ballot was handed in for somebody without authorisation.</summary>
    BallotProxy,

    /// <summary>Papers are issued that cannot be: out of turn, twice for one voter, or for another announcement.</summary>
    PaperIssued,

    /// <summary>A paper comes back that was not out.</summary>
    PaperReturned,

    /// <summary>A paper is spoiled that cannot be any more.</summary>
    PaperSpoiled,

    /// <summary>A ballot on paper is not what was entered first for the voter's paper.</summary>
    PaperEntry,

    /// <summary>Both entries of a paper are by one account.</summary>
    PaperPerson,

    /// <summary>The reconciliation of the papers is missing, or is another than their facts give.</summary>
    PaperCount,

    /// <summary>A ballot is opened in a bundle that opens none.</summary>
    OpeningUnexpected,

    /// <summary>Choice and salt are not those that were sealed.</summary>
    OpeningCommitment,

    /// <summary>What was sealed is no choice of this poll.</summary>
    OpeningChoice,

    /// <summary>A ballot is opened that its voter replaced.</summary>
    OpeningReplaced,

    /// <summary>A ballot that counts is not opened.</summary>
    OpeningMissing,

    /// <summary>The poll was closed before its time.</summary>
    CloseTime,

    /// <summary>The close commits to another number of ballots.</summary>
    CloseCount,

    /// <summary>The close commits to another last ballot.</summary>
    CloseLast,

    /// <summary>The close tells another turnout.</summary>
    CloseTurnout,

    /// <summary>A ballot is struck that does not count.</summary>
    StruckBallot,

    /// <summary>The tally is another than the ballots give.</summary>
    ResultTally,

    /// <summary>The tally does not add up to the turnout.</summary>
    ResultTurnout,

    /// <summary>The tally is withheld, or told, against the rule.</summary>
    ResultWithheld,

    /// <summary>A clause comes out in another way.</summary>
    ResultClause,

    /// <summary>The verdict does not follow from the clauses.</summary>
    ResultVerdict,

    /// <summary>The outcomes are not those of the questions announced.</summary>
    OutcomeQuestion,

    /// <summary>Others won a question.</summary>
    OutcomeWinners,

    /// <summary>Others follow where a seat falls free.</summary>
    OutcomeReserves,

    /// <summary>Whether a question passed does not follow.</summary>
    OutcomePassed,

    /// <summary>Another number voted, or left a question blank.</summary>
    OutcomeVoters,

    /// <summary>Another number marked an option, or its consent comes out in another way.</summary>
    OutcomeSupport,

    /// <summary>A clause of a question comes out in another way.</summary>
    OutcomeFindings,

    /// <summary>Other ties decided a question, or something else broke them.</summary>
    OutcomeTies,

    /// <summary>The explanation of a count is another: totals, rounds, pairs, purchases.</summary>
    OutcomeCount,

    /// <summary>The evidence was erased before its time.</summary>
    EvidenceTime,

    /// <summary>The bundle has no result.</summary>
    ResultMissing,
}
