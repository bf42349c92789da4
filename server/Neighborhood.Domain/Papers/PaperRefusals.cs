using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using RollRow = Neighborhood.Domain.Polls.RollRow;

namespace Neighborhood.Domain.Papers;

/// <summary>Why something cannot be done with a paper.</summary>
internal static class PaperRefusals
{
    /// <summary>It is not in a state for this.</summary>
    public static Refusal WrongState(PaperInfo paper, string field) => new(
        ErrorReason.WrongState, field, new Dictionary<string, string> { ["state"] = paper.State.ToString(), ["serial"] = $"{paper.Serial}" });

    /// <summary>
    /// Why a paper does not replace the ballot that its voter cast otherwise, by the rule of the poll; null where it does, or there is none. Where the last
    /// one counts, a paper is as late as it was handed in, not as it was entered.
    /// </summary>
    public static Refusal? Precedence(PollInfo poll, RollRow row, PaperInfo paper, long nowMicros)
    {
        if (!row.HasVoted || row.Channel == BallotChannel.Paper)
        {
            return null;
        }

        var isReplaced = poll.Pack.PaperPrecedence switch
        {
            ChannelPrecedence.Paper => true,
            ChannelPrecedence.Online => false,
            _ => row.TimeMicros <= (paper.IsReturned ? paper.ReturnedMicros : nowMicros),
        };
        return isReplaced ? null : new Refusal(ErrorReason.VotedOnline, "name");
    }
}
