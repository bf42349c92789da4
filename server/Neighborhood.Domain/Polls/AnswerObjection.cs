using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Answers an objection on record. An accepted one against the draft roll takes the present state of the objector's own households (or seat, or residence)
/// into it; whatever else changed since stays as announced. A roll that is wrong in another way is mended by announcing anew. An accepted one against the
/// list of voters strikes the ballot of the voter it names, after which the poll is counted again; the result that was declared before stays on record.
/// </summary>
public sealed class AnswerObjection : ICommand<CommunityState, AnswerObjectionRequest, Objection>
{
    private const string Answered = "ANSWERED";
    private const string Struck = "STRUCK";

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, AnswerObjectionRequest request)
    {
        if (Find(context.State, request) is not ({ } poll, { } objection))
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("answer", request.Answer) is { } silent)
        {
            return silent;
        }

        if (!IsOpen(poll, objection))
        {
            return Refusal.WrongState(objection.IsAnswered ? Answered : poll.State);
        }

        if (RefusedStrike(context.State, poll, objection, request) is { } refused)
        {
            return refused;
        }

        var (text, side) = context.Commit(new WrittenText { Text = request.Answer.Trim() });
        var decision = Decision.Of(
            new Fact
            {
                ObjectionAnswered = new()
                {
                    Poll = poll.Id,
                    Objection = objection.Id,
                    Accepted = request.Accept,
                    Answer = text,
                    Objector = objection.Objector,
                }
            },
            side);
        if (!request.Accept)
        {
            return decision;
        }

        return objection.IsAboutVoters
            ? WithStrike(decision, context.State, poll, objection, request)
            : WithRoll(decision, context.State, poll, objection.Objector);
    }

    /// <inheritdoc/>
    public Reading<Objection> Answer(QueryContext<CommunityState> context, AnswerObjectionRequest request, IReadOnlyList<Entry> made)
    {
        var (poll, objection) = Find(context.State, request);
        return ObjectionView.Of(context.State, poll!, objection!);
    }

    private static (PollInfo? Poll, ObjectionInfo? Objection) Find(CommunityState state, AnswerObjectionRequest request)
    {
        var (id, objection) = state.Owns(request.Name) ? Names.IdsIn(request.Name, "polls", "objections") : default;
        var poll = state.Polls.Find(id);
        return (poll, poll?.Objections.GetValueOrDefault(objection));
    }

    private static bool IsOpen(PollInfo poll, ObjectionInfo objection) => !objection.IsAnswered && (objection.IsAboutVoters
        ? poll.State is Poll.Types.State.Closed or Poll.Types.State.Decided
        : poll.State == Poll.Types.State.Announced);

    /// <summary>Which ballot is struck and why, is said where one is, and nowhere else.</summary>
    private static Refusal? RefusedStrike(CommunityState state, PollInfo poll, ObjectionInfo objection, AnswerObjectionRequest request)
    {
        if (!request.Accept || !objection.IsAboutVoters)
        {
            return request.StruckVoter.Length > 0 || request.StrikeReason != StrikeReason.Unspecified
                ? Refusal.BadField(request.StruckVoter.Length > 0 ? "struck_voter" : "strike_reason", FieldProblem.NothingStruck)
                : null;
        }

        if (request.StrikeReason is not (StrikeReason.NotEntitled or StrikeReason.NotByVoter))
        {
            return Refusal.BadField("strike_reason", FieldProblem.Required);
        }

        if (request.StruckVoter.Length == 0)
        {
            return Refusal.BadField("struck_voter", FieldProblem.Required);
        }

        var index = poll.Roll.IndexOf(state.ResidentNamed(request.StruckVoter)?.Id ?? 0);
        if (index < 0 || !poll.Roll[index].HasVoted)
        {
            return new Refusal(ErrorReason.NoBallot, "struck_voter");
        }

        return poll.Roll[index].IsStruck ? Refusal.WrongState(Struck) : null;
    }

    private static Decision WithStrike(Decision decision, CommunityState state, PollInfo poll, ObjectionInfo objection, AnswerObjectionRequest request)
    {
        var row = poll.Roll[poll.Roll.IndexOf(state.ResidentNamed(request.StruckVoter)!.Id)];
        return decision.Add(new Fact
        {
            BallotStruck = new()
            {
                Poll = poll.Id,
                Ordinal = row.Ordinal,
                Voter = row.Voter,
                Objection = objection.Id,
                Reason = request.StrikeReason,
            },
        });
    }

    private static Decision WithRoll(Decision decision, CommunityState state, PollInfo poll, long objector)
    {
        var roll = RollDraft.After(poll, state.Residents, objector);
        if (roll.Rows.Voters.Count == 0)
        {
            return new Refusal(ErrorReason.RollEmpty, "accept");
        }

        roll.Poll = poll.Id;
        if (roll.CalculateSize() > PollLimits.AnnouncementBytes)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.AnnouncementBytes, "accept");
        }

        return roll.Rows.Equals(poll.Roll.ToRows()) && (roll.TotalHeadcount, roll.TotalAreaCm2) == (poll.Roll.TotalHeadcount, poll.Roll.TotalAreaCm2)
            ? decision
            : decision.Add(new Fact { RollDrafted = roll });
    }
}
