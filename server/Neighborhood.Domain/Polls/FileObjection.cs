using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Objects to the draft roll of an announced poll, which does not open before the objection is answered.</summary>
public sealed class FileObjection : ICommand<CommunityState, FileObjectionRequest, Objection>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, FileObjectionRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        if (Says.Something("text", request.Text) is { } silent)
        {
            return silent;
        }

        if (poll.State == Poll.Types.State.Cancelled)
        {
            return Refusal.WrongState(poll.State);
        }

        if (poll.State != Poll.Types.State.Announced || context.NowMicros >= poll.ObjectionsUntilMicros)
        {
            return Refusal.With(ErrorReason.ObjectionPeriodOver, "until", poll.ObjectionsUntilMicros);
        }

        // Each objection holds up the opening, so one person cannot file without end.
        var me = context.Me();
        if (poll.Objections.Values.Count(objection => objection.Objector == me.Id) >= PollLimits.ObjectionsPerPersonCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.ObjectionsPerPersonCount);
        }

        var (text, side) = context.Commit(new WrittenText { Text = request.Text.Trim() });
        return Decision.Of(new Fact { ObjectionFiled = new() { Poll = poll.Id, Objector = me.Id, Text = text } }, side);
    }

    /// <inheritdoc/>
    public Reading<Objection> Answer(QueryContext<CommunityState> context, FileObjectionRequest request, IReadOnlyList<Entry> made)
    {
        var poll = context.State.Poll(request.Parent)!;
        return ObjectionView.Of(context.State, poll, poll.Objections[made[0].Sequence]);
    }
}
