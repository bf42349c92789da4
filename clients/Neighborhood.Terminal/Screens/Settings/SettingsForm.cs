using System.Globalization;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Threshold = Neighborhood.V1.Settings.EndorsementThresholdOneofCase;

namespace Neighborhood.Terminal.Screens;

/// <summary>Changes the settings of a community.</summary>
public static class SettingsForm
{
    private const string ByHouseholds = "households";
    private const string ByShare = "share";

    /// <summary>Opens the form with what is set now; an empty field means the default.</summary>
    public static void Open(Workspace workspace, Community community)
    {
        var words = workspace.Words;
        var settings = community.Settings ?? new Settings();
        workspace.Navigator.Open(new FormPresenter(workspace, "settings_edit",
            [
                new Field("title", "field_community_title") { Value = community.Title, IsRequired = true, MaxLength = 60 },
                new Field("threshold", "settings_threshold", FieldKind.Choice)
                {
                    Choices = [new(ByHouseholds, spoken => spoken["settings_households"]), new(ByShare, spoken => spoken["settings_share"])],
                    Value = settings.EndorsementThresholdCase == Threshold.EndorsingShareBasisPoints ? ByShare : ByHouseholds,
                },
                new Field("settings", "settings_how_many") { Value = Typed(settings), Hint = "hint_threshold", Check = CheckNumber },
                PerHour("topics", settings.TopicsPerHour),
                PerHour("posts", settings.PostsPerHour),
                PerHour("proposals", settings.ProposalsPerHour),
                PerHour("edits", settings.EditsPerHour),
            ],
            async (form, cancellation) =>
            {
                var request = new UpdateCommunityRequest
                {
                    Name = community.Name,
                    Etag = community.Etag,
                    Title = form["title"],
                    Settings = Changed(settings, form, workspace.Words),
                };
                await workspace.Server.Communities.UpdateCommunityAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
                return workspace.Navigator.Back;
            }));
    }

    private static Field PerHour(string what, int most) =>
        new($"settings.{what}_per_hour", $"settings_{what}") { Value = Typed(most), Hint = "hint_per_hour", Check = CheckWhole };

    private static Settings Changed(Settings settings, FormState form, Words words)
    {
        var changed = settings.Clone();
        changed.TopicsPerHour = Whole(form["settings.topics_per_hour"]);
        changed.PostsPerHour = Whole(form["settings.posts_per_hour"]);
        changed.ProposalsPerHour = Whole(form["settings.proposals_per_hour"]);
        changed.EditsPerHour = Whole(form["settings.edits_per_hour"]);
        changed.ClearEndorsementThreshold();
        if (form["settings"].Length == 0)
        {
            return changed;
        }

        var number = Number(form["settings"])!.Value;
        if (form["threshold"] == ByShare)
        {
            changed.EndorsingShareBasisPoints = (int)(number * 100);
            return changed;
        }

        changed.EndorsingHouseholds = decimal.Truncate(number) == number ? (int)number : throw Fields.Refusal("settings", words["form_not_whole"]);
        return changed;
    }

    private static string Typed(Settings settings) => settings.EndorsementThresholdCase == Threshold.EndorsingShareBasisPoints
        ? (settings.EndorsingShareBasisPoints / 100m).ToString(CultureInfo.InvariantCulture)
        : Typed(settings.EndorsingHouseholds);

    private static string Typed(int number) => number > 0 ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static string? CheckNumber(string text) => Number(text) is null ? "form_not_a_threshold" : null;

    private static string? CheckWhole(string text) => Whole(text) > 0 ? null : "form_not_whole";

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A number with at most two decimals, for a share is set in basis points.</summary>
    private static decimal? Number(string text) =>
        decimal.TryParse(text.TrimEnd('%', '％'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= 1_000_000 && decimal.Truncate(number * 100) == number * 100
            ? number
            : null;
}
