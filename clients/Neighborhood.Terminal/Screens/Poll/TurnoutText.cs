using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>How many have voted: never what.</summary>
public static class TurnoutText
{
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
        var heads = new Meter(words[UnitOf(electorate)], turnout.VotedHeadcount, turnout.EntitledHeadcount, Amounts.Count(turnout.VotedHeadcount),
            Amounts.Count(turnout.EntitledHeadcount), Tone.Accent);
        if (electorate != Electorate.Owners)
        {
            Meter.Show(page, heads);
            return;
        }

        Meter.Show(page, heads,
            new Meter(words["unit_area"], turnout.VotedAreaCm2, turnout.EntitledAreaCm2, Amounts.Area(turnout.VotedAreaCm2),
                Amounts.Area(turnout.EntitledAreaCm2), Tone.Accent));
    }

    /// <summary>The key of what a headcount counts.</summary>
    public static string UnitOf(Electorate electorate) => electorate switch
    {
        Electorate.Owners => "unit_owners",
        Electorate.Seats => "unit_seats",
        _ => "unit_residents",
    };

    private static void Entitled(PageWriter page, Poll poll, Words words)
    {
        if (poll.Turnout is not { EntitledHeadcount: > 0 } turnout)
        {
            return;
        }

        var area = poll.RulePack?.Electorate == Electorate.Owners ? " · " + Amounts.Area(turnout.EntitledAreaCm2) : "";
        page.Fact(" " + words["poll_draft_roll"],
            words.Say(ResultText.CounterOf(poll.RulePack?.Electorate ?? Electorate.Residents), Amounts.Count(turnout.EntitledHeadcount)) + area);
    }
}
