using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the roll and of one household.</summary>
public static class HouseholdsText
{
    /// <summary>A row a household: where, how large, whose, and whether it can vote.</summary>
    public static Page Show(ListState<Household, string> state, Words words, int width)
    {
        var page = new PageWriter(width);
        page.Add(TableRow.Of(width, new Cell(words["household_address"], 18, Tone.Muted), new Cell(words["unit_area"], 12, Tone.Muted, IsRight: true),
            new Cell(words["household_source"], 8, Tone.Muted), new Cell(words["household_owners"], 0, Tone.Muted),
            new Cell(words["household_voter"], 12, Tone.Muted)));
        foreach (var household in state.Items)
        {
            var owners = household.Unsold
                ? words["household_unsold"]
                : string.Join(words["list_comma"], household.Owners.Select(owner => ListText.NameOf(owner, words)));
            var voter = Voter(household, words);
            page.Add(TableRow.Of(width, new Cell(AddressOf(household), 18), new Cell(Amounts.Area(household.AreaCm2), 12, IsRight: true),
                new Cell(words.Of(household.AreaSource), 8, Tone.Muted), new Cell(owners, 0, household.Unsold ? Tone.Muted : Tone.Normal), voter)
                    .At(household.Name));
        }

        ListText.End(page, state, words);
        return page.Page(words["home_roll"]);
    }

    /// <summary>One household.</summary>
    public static Page ShowOne(Household household, Words words, int width)
    {
        var page = new PageWriter(width);
        page.Say(" " + AddressOf(household), Tone.Title);
        page.Gap();
        page.Fact(" " + words["unit_area"], Amounts.Area(household.AreaCm2));
        page.Fact(" " + words["household_source"], words.Of(household.AreaSource));
        page.Fact(" " + words["household_voter"], Voter(household, words).Text.Length > 0 ? Voter(household, words).Text : "–");
        page.Heading(" " + words["household_owners"]);
        if (household.Unsold)
        {
            page.Say("  " + words["household_unsold"], Tone.Muted);
        }

        foreach (var owner in household.Owners)
        {
            page.Say("  " + ListText.NameOf(owner, words), item: owner.Resident);
        }

        return page.Page(words["household"]);
    }

    /// <summary>Building, unit and room.</summary>
    public static string AddressOf(Household household) =>
        string.Join('-', new[] { household.Building, household.Unit, household.Room }.Where(part => part.Length > 0));

    private static Cell Voter(Household household, Words words)
    {
        if (household.VotingOwner is { Resident.Length: > 0 } voter)
        {
            return new Cell(ListText.NameOf(voter, words), 12, Tone.Good);
        }

        return household.Owners.Count > 1 ? new Cell(words["household_no_voter"], 12, Tone.Warning) : new Cell("", 12);
    }
}
