using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// The community's part of <c>StartRecovery</c>, which comes first: whether staff may recover this resident's account, and that they did, on record.
/// Answers the account, for <see cref="Directory.StartRecovery"/>.
/// </summary>
public sealed class NoteRecovery : ICommand<CommunityState, StartRecoveryRequest, long>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, StartRecoveryRequest request)
    {
        var state = context.State;
        if (Texts.Missing(request.Reason, "reason") is { } refusal)
        {
            return refusal;
        }

        if (state.ResidentNamed(request.Name) is not { } resident)
        {
            return Refusal.NotFound("name");
        }

        if (!resident.IsPresent)
        {
            return new Refusal(ErrorReason.ResidenceEnded, "name");
        }

        if (resident.Account == 0)
        {
            return Refusal.WrongState("NOT_JOINED");
        }

        // Staff could otherwise take each other's accounts over, one after the other.
        if (resident.Granted.HasFlag(Roles.Staff) && !context.Caller.IsOperator)
        {
            return new Refusal(ErrorReason.RecoveryNeedsOperator);
        }

        var (reason, side) = context.Commit(new WrittenText { Text = request.Reason.Trim() });
        return Decision.Of(
            new Fact { RecoveryNoted = new RecoveryNoted { Resident = resident.Id, ByResident = state.Me(context.Caller)?.Id ?? 0, Reason = reason } }, side);
    }

    /// <inheritdoc/>
    public Reading<long> Answer(QueryContext<CommunityState> context, StartRecoveryRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(context.State.Residents.Find(made[0].Fact.RecoveryNoted.Resident)!.Account);
}
