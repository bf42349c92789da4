using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>The whole explanation: who won, how, and which ties decided.</summary>
public static class CountPicture
{
    /// <summary>The pieces in order.</summary>
    public static IReadOnlyList<Block> Of(CountSheet sheet, TiedOutcomes? outcomes, Phrases phrases)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(phrases);
        return
        [
            new HeadingBlock(phrases["method_" + sheet.Method]),
            new SentenceBlock(phrases["about_" + sheet.Method]),
            new HeadingBlock(phrases.Say("winners", sheet.Winners.Count)),
            .. sheet.Winners.Select((winner, index) => new SentenceBlock($"{index + 1}. {sheet.Name(winner)}")),
            .. sheet.Blocks,
            .. TieText.Blocks(sheet, phrases),
            .. outcomes is null ? [] : TieText.Blocks(sheet, outcomes, phrases),
        ];
    }
}
