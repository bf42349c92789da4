using System.Globalization;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Draws the roll of a poll from people and homes.
/// <para>
/// Owners are counted as 法释 (建筑物区分所有权) article 9 and 指导规则 25 say. A part is one person. Parts of one buyer are one person; the buyer of a
/// part with several owners is those owners together, so the same co-owners of two parts are one person, and a person who owns one part alone and
/// another with a spouse is two: the one, and the couple. Co-owners name one of them to vote. Where they named different ones for different parts of
/// theirs, one person would have two wills, so they cast no ballot until they agree; a part for which they named nobody is left out of what their
/// ballot weighs. The developer's unsold parts are one person without a resident to vote for it. Whatever has no voter still counts in the totals.
/// </para>
/// <para>A resident has one row and one ballot, also where several of those persons vote through the same resident: the row says how many.</para>
/// </summary>
internal static class RollDraft
{
    private const string DeveloperKey = "developer";

    /// <summary>The roll as it stands now, not yet of any poll.</summary>
    public static RollDrafted Of(ResidentsState residents, ElectorateKind electorate) => electorate switch
    {
        ElectorateKind.Owners => OfOwners(residents.Households.Values),
        _ => OfHeads(residents.All.Values.Where(resident => Belongs(resident, electorate)).Select(resident => resident.Id)),
    };

    /// <summary>The draft after an accepted objection: the present state of what the objector owns or is, and all else as it was drawn.</summary>
    public static RollDrafted After(PollInfo poll, ResidentsState residents, long objector)
    {
        if (poll.Pack.Electorate == ElectorateKind.Owners)
        {
            return OfOwners(Renewed(poll, residents, objector));
        }

        var others = poll.Roll.Voters.ToArray().Where(voter => voter != objector);
        return OfHeads(residents.Find(objector) is { } resident && Belongs(resident, poll.Pack.Electorate) ? others.Append(objector) : others);
    }

    /// <summary>The households of a draft, those that the objector owns or owned at the time taken as they are now.</summary>
    public static HouseholdInfo[] Renewed(PollInfo poll, ResidentsState residents, long objector)
    {
        var drafted = poll.DraftedFrom;
        if (drafted.Length == 0)
        {
            return drafted;
        }

        // Who is interested was fixed by the announcement: what the objector owns in another building gives no voice here.
        var isInterested = InterestedIn(poll.Announced);

        var renewed = drafted.ToDictionary(household => household.Id);
        var then = drafted.Where(household => household.Owners.Contains(objector)).Select(household => household.Id);
        foreach (var id in then.Concat(residents.Find(objector)?.Owned ?? []).Distinct().Where(isInterested))
        {
            renewed[id] = residents.Households[id];
        }

        return [.. renewed.Values.OrderBy(household => household.Id)];
    }

    /// <summary>Whether a household is one of those whose owners are asked.</summary>
    public static Func<long, bool> InterestedIn(PollAnnounced announced)
    {
        if (announced.Household == 0)
        {
            return static _ => true;
        }

        return announced.InterestedHouseholds.ToHashSet().Contains;
    }

    /// <summary>Whether a person belongs to an electorate that is counted by heads: who has joined and has a home here, or holds a seat.</summary>
    public static bool Belongs(ResidentInfo resident, ElectorateKind electorate) => electorate == ElectorateKind.Seats
        ? resident.Roles.HasFlag(Roles.CouncilMember)
        : resident.Roles.HasFlag(Roles.Resident) && resident.HasHome && resident.Account != 0 && !resident.Erased;

    /// <summary>The owner key of a household: the same for all parts of the same owners.</summary>
    public static string KeyOf(HouseholdInfo household) => household.Owners.Length == 0
        ? "h" + household.Id.ToString(CultureInfo.InvariantCulture)
        : string.Join('+', household.Owners.Order().Select(owner => "r" + owner.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The roll of the owners of these households, not yet of any poll.</summary>
    public static RollDrafted OfOwners(IEnumerable<HouseholdInfo> households)
    {
        var keyed = households.Select(household => (Household: household, Key: KeyOf(household))).ToList();
        var voters = keyed.Where(one => !one.Household.Unsold)
            .GroupBy(one => one.Key, one => one.Household.VotingOwner)
            .ToDictionary(person => person.Key, person => person.Where(voter => voter != 0).Distinct().ToList() is [var only] ? only : 0);
        var roll = Rules.Statutes.Roll.Of([.. keyed.Select(one => PartOf(one.Household, one.Key, voters))], DeveloperKey);

        var rows = new SortedDictionary<long, (long Area, int Heads)>();
        foreach (var person in roll.Voters.Where(person => person.OwnerKey != DeveloperKey))
        {
            var (area, heads) = rows.GetValueOrDefault(voters[person.OwnerKey]);
            rows[voters[person.OwnerKey]] = (checked(area + person.AreaCm2), heads + 1);
        }

        return Drafted(rows, roll.Electorate);
    }

    private static Part PartOf(HouseholdInfo household, string key, Dictionary<string, long> voters) => new(
        household.Id.ToString(CultureInfo.InvariantCulture),
        household.AreaCm2,
        key,
        household.Unsold,
        IsVoterNamed: !household.Unsold && household.VotingOwner != 0 && voters[key] != 0);

    private static RollDrafted OfHeads(IEnumerable<long> residents)
    {
        var rows = new SortedDictionary<long, (long Area, int Heads)>(residents.ToDictionary(id => id, _ => (0L, 1)));
        return Drafted(rows, new Rules.Statutes.Electorate(0, rows.Count));
    }

    private static RollDrafted Drafted(SortedDictionary<long, (long Area, int Heads)> rows, Rules.Statutes.Electorate electorate)
    {
        var drafted = new RollDrafted
        {
            Rows = new RollRows { Voters = { rows.Keys }, AreasCm2 = { rows.Values.Select(row => row.Area) } },
            TotalHeadcount = electorate.TotalHeadcount,
            TotalAreaCm2 = electorate.TotalAreaCm2,
        };
        if (rows.Values.Any(row => row.Heads != 1))
        {
            drafted.Rows.Heads.AddRange(rows.Values.Select(row => row.Heads));
        }

        return drafted;
    }
}
