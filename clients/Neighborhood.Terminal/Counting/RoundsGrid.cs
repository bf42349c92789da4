using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>The votes of everybody, round by round, in one table.</summary>
internal static class RoundsGrid
{
    /// <summary>A row a candidate, a column a round. Who has left has nothing there.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="rounds">Of each round the votes of each candidate.</param>
    /// <param name="phrases">The language.</param>
    public static IEnumerable<Block> Of(IReadOnlyList<Candidate> candidates, IReadOnlyList<IReadOnlyList<string>> rounds, Phrases phrases) =>
    [
        new HeadingBlock(phrases["rounds"]),
        new GridBlock(
        [phrases["col_round"], .. rounds.Select((_, index) => $"{index + 1}")],
        [.. candidates.Select((candidate, place) =>
            (IReadOnlyList<Cell>)[new Cell(CountSheet.NameOf(candidate)), .. rounds.Select(round => new Cell(round[place]))])]),
    ];
}
