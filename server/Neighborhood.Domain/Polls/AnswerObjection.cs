using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Answers an objection on record. An accepted one takes the present state of the objector's own households (or seat, or residence) into the draft;
/// whatever else changed since stays as announced. A roll that is wrong in another way is mended by announcing anew.
/// </summary>
public sealed class AnswerObjection : ICommand<CommunityState, AnswerObjectionRequest, Objection>
{
    private const string Answered = "ANSWERED";

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

        if (poll.State != Poll.Types.State.Announced || objection.IsAnswered)
        {
            return Refusal.WrongState(objection.IsAnswered ? Answered : poll.State);
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
        return request.Accept ? WithRoll(decision, context.State, poll, objection.Objector) : decision;
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
