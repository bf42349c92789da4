using System.Text.Json.Nodes;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>What one community holds about the caller.</summary>
/// <param name="Resident">The caller's id there, of which <see cref="DataExport.Concerns"/> tells the entries.</param>
/// <param name="Document">Name, phone, roles, homes and invitations.</param>
public sealed record MyResidence(long Resident, JsonObject Document);

/// <summary>A community's part of <c>ExportMyData</c>; null for an outsider. Who left, but was not erased, still gets it.</summary>
public sealed class ExportMyResidence : IQuery<CommunityState, ExportMyDataRequest, MyResidence?>
{
    /// <inheritdoc/>
    public Reading<MyResidence?> Read(QueryContext<CommunityState> context, ExportMyDataRequest request)
    {
        var state = context.State;
        if (state.Residents.ByAccount(context.Caller.Account) is not { Erased: false } me)
        {
            return Reading.Of<MyResidence?>(null);
        }

        var record = state.Vault.Resident(me.Id) ?? new ResidentRecord();
        return Reading.Of<MyResidence?>(new MyResidence(me.Id, new JsonObject
        {
            ["community"] = Names.Community(state.Id),
            ["title"] = state.Title,
            ["resident"] = Names.Of(state.Id, "residents", me.Id),
            ["displayName"] = record.DisplayName,
            ["phone"] = record.Phone,
            ["ownerKey"] = record.OwnerKey,
            ["roles"] = new JsonArray([.. ResidentView.RolesOf(me).Select(role => (JsonNode)role.ToString())]),
            ["joinTime"] = DataExport.Time(me.JoinedMicros),
            ["endTime"] = DataExport.Time(me.EndedMicros),
            ["votingHoldUntil"] = DataExport.Time(me.VotingHoldUntilMicros),
            ["lastRecoveryTime"] = DataExport.Time(me.RecoveryMicros),
            ["households"] = new JsonArray([.. me.Households.Select(id => (JsonNode)HomeOf(state, id))]),
            ["invitations"] = new JsonArray([.. state.Residents.Invitations.Values
                .Where(item => item.Resident == me.Id).Select(item => (JsonNode)InvitationOf(item))]),
        }));
    }

    private static JsonObject HomeOf(CommunityState state, long id)
    {
        var (household, address) = (state.Residents.Households[id], state.Vault.Household(id));
        return new JsonObject
        {
            ["name"] = Names.Of(state.Id, "households", id),
            ["building"] = address?.Building,
            ["unit"] = address?.Unit,
            ["room"] = address?.Room,
            ["areaCm2"] = household.AreaCm2,
        };
    }

    private static JsonObject InvitationOf(InvitationInfo invitation) => new()
    {
        ["createTime"] = DataExport.Time(invitation.CreatedMicros),
        ["expiresAt"] = DataExport.Time(invitation.ExpiresMicros),
        ["redeemed"] = invitation.Redeemed,
        ["revoked"] = invitation.Revoked,
    };
}
