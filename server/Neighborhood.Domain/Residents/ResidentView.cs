using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A resident as a caller sees one: phone and homes are for staff, contact cadres (homes only) and the person.</summary>
public static class ResidentView
{
    /// <summary>The resident as <paramref name="caller"/> may see it.</summary>
    public static Resident Of(CommunityState state, Caller caller, ResidentInfo resident)
    {
        var roles = state.RolesOf(caller);
        var isSelf = state.Me(caller)?.Id == resident.Id;
        var view = new Resident
        {
            Name = Names.Of(state.Id, "residents", resident.Id),
            DisplayName = state.Person(resident.Id).DisplayName,
            Roles = { RolesOf(resident) },
            Joined = resident.Account != 0,
            JoinTime = Times.TimestampOrNull(resident.JoinedMicros),
            EndTime = Times.TimestampOrNull(resident.EndedMicros),
            Erased = resident.Erased,
            EvidenceHeldUntil = Times.TimestampOrNull(resident.HeldUntilMicros),
        };
        if (isSelf || roles.HasFlag(Roles.Staff))
        {
            view.Phone = state.Vault.Resident(resident.Id)?.Phone ?? "";
        }

        if (isSelf || (roles & (Roles.Staff | Roles.ContactCadre)) != 0)
        {
            view.Households.Add(resident.Households.Select(id => Names.Of(state.Id, "households", id)));
        }

        return view;
    }

    internal static Reading<Resident> Reading(QueryContext<CommunityState> context, long resident) =>
        Core.Reading.Of(Of(context.State, context.Caller, context.State.Residents.Find(resident)!));

    /// <summary>The roles of a resident as the contract names them.</summary>
    public static IEnumerable<Role> RolesOf(ResidentInfo resident) =>
        Enum.GetValues<Role>().Where(role => role != Role.Unspecified && resident.Roles.HasFlag(AccessTable.Of(role)));
}
