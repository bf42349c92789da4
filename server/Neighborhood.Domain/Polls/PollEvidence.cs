using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// The end of a poll's evidence: when it can be challenged no more, nothing is left that says what somebody chose. The commitments stay, so every proof
/// holds, and the seed of the roll stays, which hides numbers and areas alone: the records of those who were erased go by their own holds.
/// </summary>
internal static class PollEvidence
{
    /// <summary>The state that is named where the evidence is asked for afterwards.</summary>
    public const string Erased = "EVIDENCE_ERASED";

    /// <summary>Erases the openings of all ballots, of papers that were entered once, and what was withheld.</summary>
    public static Decision Erase(PollInfo poll)
    {
        List<long> ballots = [.. poll.Roll.BallotSequences];
        var decision = Decision.Of(new Fact { EvidenceErased = new() { Poll = poll.Id, Ballots = ballots.Count } });
        decision.SideErasures.AddRange(ballots);
        decision.SideErasures.AddRange(poll.Withheld);
        decision.SideErasures.AddRange(poll.Papers?.All.Where(paper => paper.Entry != 0).Select(paper => paper.Entry) ?? []);
        return decision;
    }
}
