using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>How many have voted: never what.</summary>
public static class TurnoutText
{
    private const int LabelWidth = 14;

    /// <summary>A bar by headcount, and for owners one by area.</summary>
    public static void Show(PageWriter page, Poll poll, Words words)
    {
        if (poll.Turnout is not { } turnout || poll.State is Poll.Types.State.Announced or Poll.Types.State.Cancelled)
        {
            Entitled(page, poll, words);
            return;
        }

        page.Heading(" " + words["poll_turnout"]);
        var electorate = poll.RulePack?.Electorate ?? Electorate.Residents;
        page.Add(Bar(page.Width, words[UnitOf(electorate)], turnout.VotedHeadcount, turnout.EntitledHeadcount, Amounts.Count(turnout.VotedHeadcount), Amounts.Count(turnout.EntitledHeadcount)));
        if (electorate == Electorate.Owners)
        {
            page.Add(Bar(page.Width, words["unit_area"], turnout.VotedAreaCm2, turnout.EntitledAreaCm2, Amounts.Area(turnout.VotedAreaCm2), Amounts.Area(turnout.EntitledAreaCm2)));
        }
    }

    /// <summary>The key of what a headcount counts.</summary>
    public static string UnitOf(Electorate electorate) => electorate switch
    {
        Electorate.Owners => "unit_owners",
        Electorate.Seats => "unit_seats",
        _ => "unit_residents",
    };

    /// <summary>A labelled bar with its numbers: 人数 ███░░ 66.66% 6 / 9.</summary>
    public static Line Bar(int width, string label, long part, long whole, string partText, string wholeText, Tone tone = Tone.Accent)
    {
        var numbers = $" {Columns.PadLeft(Amounts.Share(part, whole), 7)}  {partText} / {wholeText}";
        var room = Math.Max(4, width - LabelWidth - 2 - Columns.Width(numbers));
        return Line.Of(width, new Span(Columns.PadRight("  " + label, LabelWidth) + " ", Tone.Muted), new Span(Bars.Of(part, whole, Math.Min(room, 40)), tone), new Span(numbers));
    }

    private static void Entitled(PageWriter page, Poll poll, Words words)
    {
        if (poll.Turnout is not { EntitledHeadcount: > 0 } turnout)
        {
            return;
        }

        var area = poll.RulePack?.Electorate == Electorate.Owners ? " · " + Amounts.Area(turnout.EntitledAreaCm2) : "";
        page.Fact(" " + words["poll_draft_roll"], $"{Amounts.Count(turnout.EntitledHeadcount)} {words[UnitOf(poll.RulePack?.Electorate ?? Electorate.Residents)]}{area}");
    }
}
