using Google.Protobuf.Collections;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Papers;

/// <summary>Issues papers of an announced poll, one for each voter: no voter ever has two that are not void.</summary>
public sealed class IssuePapers : ICommand<CommunityState, IssuePapersRequest, IssuePapersResponse>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, IssuePapersRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        if (poll.State is not (State.Announced or State.Open) || context.NowMicros >= poll.ClosesAtMicros)
        {
            return Refusal.WrongState(poll.State);
        }

        var (voters, refusal) = request.Voters.Count == 0 ? Everybody(poll) : Named(context.State, poll, request.Voters);
        refusal ??= Limited(poll, voters.Count);
        return refusal is not null ? refusal : Decision.Of(new Fact
        {
            PaperIssued = new()
            {
                Poll = poll.Id,
                FirstSerial = (poll.Papers?.All.Count ?? 0) + 1,
                Voters = { voters },
                AnnouncementLeaf = poll.AnnouncementLeaf,
                ByResident = context.Me().Id,
            },
        });
    }

    /// <inheritdoc/>
    public Reading<IssuePapersResponse> Answer(QueryContext<CommunityState> context, IssuePapersRequest request, IReadOnlyList<Entry> made)
    {
        var issued = made[0].Fact.PaperIssued;
        return Reading.Of(new IssuePapersResponse { FirstSerial = issued.FirstSerial, Issued = issued.Voters.Count });
    }

    private static (List<long> Voters, Refusal? Refusal) Everybody(PollInfo poll)
    {
        var voters = poll.Roll.Voters.ToArray().Where(voter => poll.Papers?.LiveOf(voter) is null).ToList();
        return (voters, voters.Count == 0 ? new Refusal(ErrorReason.NothingChanged) : null);
    }

    private static (List<long> Voters, Refusal? Refusal) Named(CommunityState state, PollInfo poll, RepeatedField<string> names)
    {
        if (names.Count > PaperLimits.NamedCount)
        {
            return ([], Refusal.With(ErrorReason.LimitExceeded, "limit", PaperLimits.NamedCount, "voters"));
        }

        var voters = new List<long>();
        foreach (var name in names)
        {
            var voter = state.Owns(name) ? Names.IdIn(name, "residents") : 0;
            if (poll.Roll.IndexOf(voter) < 0)
            {
                return ([], Refusal.With(ErrorReason.NotOnRoll, "voter", name, "voters"));
            }

            if (poll.Papers?.LiveOf(voter) is { } paper)
            {
                return ([], Refusal.With(ErrorReason.PaperIssued, "serial", paper.Serial, "voters"));
            }

            voters.Add(voter);
        }

        return voters.Distinct().Count() == voters.Count ? (voters, null) : ([], Refusal.BadField("voters", FieldProblem.NamedTwice));
    }

    private static Refusal? Limited(PollInfo poll, int count)
    {
        var most = (long)poll.Roll.Count * PaperLimits.PerVoterCount;
        if ((poll.Papers?.All.Count ?? 0) + count > most)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", most);
        }

        return (poll.Papers?.Batches ?? 0) >= PaperLimits.BatchesCount ? Refusal.With(ErrorReason.LimitExceeded, "limit", PaperLimits.BatchesCount) : null;
    }
}
