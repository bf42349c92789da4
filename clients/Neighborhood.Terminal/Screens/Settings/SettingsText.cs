using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a community's settings.</summary>
public static class SettingsText
{
    /// <summary>What the community is, and the limits that it sets itself.</summary>
    public static Page Show(SettingsState state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Community is not { } community)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["home_settings"]);
        }

        page.Tell(community.Title, Tone.Title, indent: 1);
        page.Gap();
        page.Fact(" " + words["field_community_id"], community.Name.Split('/')[^1]);
        page.Fact(" " + words["settings_size"], string.Join(words["list_comma"],
            words.Say("communities_households", community.HouseholdCount), words.Say("communities_residents", community.ResidentCount)));
        page.Fact(" " + words["unit_area"], Amounts.Area(community.TotalAreaCm2));
        page.Fact(" " + words["settings_founded"], moments.At(community.CreateTime));
        page.Heading(" " + words["settings_limits"]);
        var settings = community.Settings ?? new Settings();
        page.Fact("  " + words["settings_threshold"], ThresholdOf(settings, words));
        page.Fact("  " + words["settings_topics"], PerHour(settings.TopicsPerHour, words));
        page.Fact("  " + words["settings_posts"], PerHour(settings.PostsPerHour, words));
        page.Fact("  " + words["settings_proposals"], PerHour(settings.ProposalsPerHour, words));
        page.Fact("  " + words["settings_edits"], PerHour(settings.EditsPerHour, words));
        return page.Page(words["home_settings"]);
    }

    private static string ThresholdOf(Settings settings, Words words) => settings.EndorsementThresholdCase switch
    {
        Settings.EndorsementThresholdOneofCase.EndorsingHouseholds when settings.EndorsingHouseholds > 0 =>
            words.Say("settings_by_households", settings.EndorsingHouseholds),
        Settings.EndorsementThresholdOneofCase.EndorsingShareBasisPoints =>
            words.Say("settings_by_share", Amounts.Share(settings.EndorsingShareBasisPoints, 10_000)),
        _ => words["settings_default"],
    };

    private static string PerHour(int most, Words words) => most > 0 ? words.Say("settings_per_hour", most) : words["settings_default"];
}
