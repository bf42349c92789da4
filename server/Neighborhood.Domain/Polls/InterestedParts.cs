using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Whose consent a matter needs, where it is not everybody's. All other owners of the building of the part concerned are interested (法释 article 11);
/// whoever owns that part is the one who asks, with all that is theirs.
/// </summary>
internal static class InterestedParts
{
    /// <summary>The part concerned and the parts whose owners are asked; zero and none where all are. A refusal where the request names no such part.</summary>
    public static (long Part, long[] Parts, Refusal? Refusal) Of(CommunityState state, AnnouncePollRequest request, Rules.Statutes.RulePack rule)
    {
        if (rule.Interested == InterestedOwners.All)
        {
            return request.Household.Length == 0 ? (0, [], null) : (0, [], Refusal.BadField("household", FieldProblem.NoPartConcerned));
        }

        if (request.Household.Length == 0)
        {
            return (0, [], new Refusal(ErrorReason.PartRequired, "household"));
        }

        var id = state.Owns(request.Household) ? Names.IdIn(request.Household, "households") : 0;
        if (!state.Residents.Households.TryGetValue(id, out var part))
        {
            return (0, [], Refusal.NotFound("household"));
        }

        return state.Vault.Household(id) is { Building.Length: > 0 } address
            ? (id, OthersIn(state, address.Building, part), null)
            : (0, [], Refusal.BadField("household", FieldProblem.NoBuildingOnRecord));
    }

    private static long[] OthersIn(CommunityState state, string building, HouseholdInfo part) =>
    [
        .. state.Residents.Households.Values
            .Where(household => state.Vault.Household(household.Id)?.Building == building)
            .Where(household => household.Id != part.Id && RollDraft.KeyOf(household) != RollDraft.KeyOf(part))
            .Select(household => household.Id),
    ];
}
