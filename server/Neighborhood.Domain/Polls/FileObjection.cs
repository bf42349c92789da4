using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Objects to the draft roll of an announced poll, which does not open before the objection is answered, or to the list of who voted in a closed one, whose
/// result is provisional as long.
/// </summary>
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

        if (!Enum.IsDefined(request.About))
        {
            return Refusal.BadField("about", FieldProblem.UnknownValue);
        }

        var isAboutVoters = request.About == About.VoterList;
        if ((isAboutVoters ? RefusedOfVoters(context, poll) : RefusedOfRoll(context, poll)) is { } refused)
        {
            return refused;
        }

        // Each objection holds up the opening or the result, so one person cannot file without end.
        var me = context.Me();
        var filed = poll.Objections.Values.Count(objection => objection.Objector == me.Id && objection.IsAboutVoters == isAboutVoters);
        if (filed >= PollLimits.ObjectionsPerPersonCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.ObjectionsPerPersonCount);
        }

        var (text, side) = context.Commit(new WrittenText { Text = request.Text.Trim() });
        var about = isAboutVoters ? About.VoterList : About.Unspecified;
        return Decision.Of(new Fact { ObjectionFiled = new() { Poll = poll.Id, Objector = me.Id, Text = text, About = about } }, side);
    }

    /// <inheritdoc/>
    public Reading<Objection> Answer(QueryContext<CommunityState> context, FileObjectionRequest request, IReadOnlyList<Entry> made)
    {
        var poll = context.State.Poll(request.Parent)!;
        return ObjectionView.Of(context.State, poll, poll.Objections[made[0].Sequence]);
    }

    private static Refusal? RefusedOfRoll(CommandContext<CommunityState> context, PollInfo poll)
    {
        if (poll.State == Poll.Types.State.Cancelled)
        {
            return Refusal.WrongState(poll.State);
        }

        return poll.State == Poll.Types.State.Announced && context.NowMicros < poll.ObjectionsUntilMicros
            ? null
            : Refusal.With(ErrorReason.ObjectionPeriodOver, "until", poll.ObjectionsUntilMicros);
    }

    private static Refusal? RefusedOfVoters(CommandContext<CommunityState> context, PollInfo poll)
    {
        if (poll.State is not (Poll.Types.State.Closed or Poll.Types.State.Decided))
        {
            return Refusal.WrongState(poll.State);
        }

        var electorate = ListRoll.ElectorateOf(poll);
        if (!context.Has(electorate) && poll.Roll.IndexOf(context.Me().Id) < 0)
        {
            return Refusal.With(ErrorReason.RoleRequired, "roles", electorate);
        }

        var until = PollGates.VoterListEndsMicros(poll) ?? poll.ClosedMicros;
        return context.NowMicros < until ? null : Refusal.With(ErrorReason.ObjectionPeriodOver, "until", until);
    }
}
