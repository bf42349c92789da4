using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Invites residents, each with a code of one's own; all of them or, where one cannot be invited, none.</summary>
/// <param name="codes">Writes the codes into the answer, the only place where they ever stand.</param>
public sealed class InviteResidents(ICodes codes) : ICommand<CommunityState, InviteResidentsRequest, InviteResidentsResponse>
{
    /// <summary>Most residents of one request.</summary>
    public const int MaxResidents = 500;

    /// <summary>Days an invitation lasts where nothing is asked.</summary>
    public const int StandardDays = 30;

    /// <summary>Most days an invitation lasts.</summary>
    public const int MaxDays = 90;

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, InviteResidentsRequest request)
    {
        if (request.ValidDays is < 0 or > MaxDays)
        {
            return Refusal.BadField("valid_days", FieldProblem.OutOfRange, ("min", 1), ("max", MaxDays));
        }

        if (request.Residents.Count is 0 or > MaxResidents)
        {
            return Refusal.BadField("residents", FieldProblem.TooManyItems, ("min", 1), ("max", MaxResidents));
        }

        var state = context.State;
        var expires = context.NowMicros + (request.ValidDays == 0 ? StandardDays : request.ValidDays) * Times.DayMicros;
        var by = state.Me(context.Caller)?.Id ?? 0;
        var invited = new HashSet<long>();
        var decision = new Decision();
        for (var i = 0; i < request.Residents.Count; i++)
        {
            var resident = state.ResidentNamed(request.Residents[i]);
            if (CannotInvite(resident, $"residents[{i}]") is { } refusal)
            {
                return refusal;
            }

            if (!invited.Add(resident!.Id))
            {
                return Refusal.BadField($"residents[{i}]", FieldProblem.NamedTwice);
            }

            decision.RevokeUnused(state, resident).Invite(context, state.Id, resident.Id, expires, by);
        }

        return decision;
    }

    /// <inheritdoc/>
    public Reading<InviteResidentsResponse> Answer(QueryContext<CommunityState> context, InviteResidentsRequest request, IReadOnlyList<Entry> made)
    {
        var state = context.State;
        var issued = made.Where(entry => entry.Fact.InvitationIssued is not null).Select(entry => state.Residents.Invitations[entry.Sequence]);
        return Reading.Of(new InviteResidentsResponse
        {
            Invitations = { issued.Select(invitation => Invitations.Issued(state, codes, invitation, context.NowMicros)) },
        });
    }

    private static Refusal? CannotInvite(ResidentInfo? resident, string field) => resident switch
    {
        null => Refusal.NotFound(field),
        { IsPresent: false } => new Refusal(ErrorReason.ResidenceEnded, field),
        { Account: not 0 } => new Refusal(ErrorReason.AlreadyJoined, field),
        _ => null,
    };
}
