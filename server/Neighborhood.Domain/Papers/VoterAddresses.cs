using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Papers;

/// <summary>Where to find a voter: the households the voter votes for, or else the one lived in.</summary>
internal static class VoterAddresses
{
    /// <summary>As people say them: "3号楼2单元501", or of a roll that has numbers only "3-2-501".</summary>
    public static IEnumerable<string> Of(CommunityState state, long voter)
    {
        if (state.Residents.Find(voter) is not { } resident)
        {
            return [];
        }

        var owned = resident.Owned.Where(id => state.Residents.Households[id].VotingOwner == voter).ToList();
        return (owned.Count > 0 ? owned : resident.Households).Select(state.Vault.Household).OfType<HouseholdRecord>().Select(TextOf);
    }

    // Numbers beside each other would read as one number.
    private static string TextOf(HouseholdRecord address) => new[] { address.Building, address.Unit, address.Room }
        .Where(part => part.Length > 0)
        .Aggregate("", (text, part) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[^1]) ? $"{text}-{part}" : text + part);
}
