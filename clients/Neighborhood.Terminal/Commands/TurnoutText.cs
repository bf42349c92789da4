using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Commands;

/// <summary>Heads, and area where area counts.</summary>
internal static class TurnoutText
{
    public static string Of(Invocation run, long headcount, long areaCm2) =>
        areaCm2 == 0 ? run.Phrases.Say("heads", headcount) : run.Phrases.Say("heads_area", headcount, Amounts.Area(areaCm2));
}
