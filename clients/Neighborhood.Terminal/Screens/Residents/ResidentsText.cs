using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the residents and of one of them.</summary>
public static class ResidentsText
{
    /// <summary>A row a resident: name, whether joined, roles.</summary>
    public static Page Show(ListState<Resident, Role> state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        page.Say(" " + words.Say("residents_by", state.Filter == Role.Unspecified ? words["filter_all"] : words.Of(state.Filter)), Tone.Muted);
        foreach (var resident in state.Items)
        {
            page.Add(TableRow.Of(width, new Cell(NameOf(resident, words), 20), StateOf(resident, words), new Cell(RolesOf(resident, words), 0, Tone.Muted),
                new Cell(moments.Brief(resident.JoinTime), 11, Tone.Muted)).At(resident.Name));
        }

        ListText.End(page, state, words);
        return page.Page(words["home_residents"]);
    }

    /// <summary>One resident.</summary>
    public static Page ShowOne(Resident? resident, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (resident is null)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["resident"]);
        }

        page.Say(" " + NameOf(resident, words), Tone.Title);
        page.Gap();
        page.Fact(" " + words["field_state"], StateOf(resident, words).Text.Trim(), StateOf(resident, words).Tone);
        page.Fact(" " + words["field_resident_number"], resident.Name.Split('/')[^1]);
        page.Fact(" " + words["field_roles"], RolesOf(resident, words));
        page.Fact(" " + words["field_phone"], resident.Phone.Length > 0 ? resident.Phone : "–");
        page.Fact(" " + words["field_joined"], moments.At(resident.JoinTime));
        if (resident.EndTime is not null)
        {
            page.Fact(" " + words["field_ended"], moments.At(resident.EndTime), Tone.Warning);
        }

        page.Fact(" " + words["field_households"], $"{resident.Households.Count}");
        return page.Page(words["resident"]);
    }

    private static string NameOf(Resident resident, Words words) =>
        resident.Erased || resident.DisplayName.Length == 0 ? words["person_erased"] : resident.DisplayName;

    private static string RolesOf(Resident resident, Words words) => string.Join(words["list_comma"], resident.Roles.Select(role => words.Of(role)));

    private static Cell StateOf(Resident resident, Words words)
    {
        if (resident.EndTime is not null)
        {
            return new Cell(words["resident_ended"], 12, Tone.Muted);
        }

        return resident.Joined ? new Cell(words["resident_joined"], 12, Tone.Good) : new Cell(words["resident_not_joined"], 12, Tone.Warning);
    }
}
