using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a greedy count: each project's turn and the money that was left.</summary>
internal static class GreedySheet
{
    public static CountSheet Of(CountMethod method, BudgetElection election, Greedy count, Phrases phrases)
    {
        var candidates = election.Ballots.Candidates;
        return new CountSheet
        {
            Method = method,
            Candidates = candidates,
            Winners = count.Winners,
            Ties = count.Ties,
            Rounds = new JsonArray([.. count.Turns.Select((turn, index) => (JsonNode?)Json(election, turn, index + 1))]),
            More = Money(election, count.Cost),
            Blocks =
            [
                MoneyBlock(election, count.Cost, phrases),
                new HeadingBlock(phrases["greedy_turns"]),
                new GridBlock(
                    [phrases["col_project"], phrases["col_score"], phrases["col_cost"], phrases["col_left"], phrases["col_fate"]],
                    [.. count.Turns.Select(turn => (IReadOnlyList<Cell>)
                    [
                        new Cell(CountSheet.NameOf(candidates[turn.Project]), turn.Fate == GreedyFate.Selected),
                        new Cell($"{turn.Score}"),
                        new Cell(Amount(election, election.Projects[turn.Project].Cost)),
                        new Cell(Amount(election, turn.Left)),
                        new Cell(phrases["fate_" + turn.Fate]),
                    ])]),
            ],
        };
    }

    /// <summary>The money as data.</summary>
    public static JsonObject Money(BudgetElection election, long cost) => new()
    {
        ["budget"] = Amount(election, election.Budget),
        ["cost"] = Amount(election, cost),
        ["left"] = Amount(election, election.Budget - cost),
    };

    /// <summary>The money in words.</summary>
    public static SentenceBlock MoneyBlock(BudgetElection election, long cost, Phrases phrases) => new(phrases.Say(
        "budget_money", Amount(election, election.Budget), Amount(election, cost), Amount(election, election.Budget - cost)));

    /// <summary>An amount of the currency.</summary>
    public static string Amount(BudgetElection election, long units) => new Fraction(units, election.Units).ToDecimal(6);

    private static JsonObject Json(BudgetElection election, GreedyTurn turn, int number) => new()
    {
        ["round"] = number,
        ["project"] = election.Projects[turn.Project].Id,
        ["score"] = turn.Score,
        ["cost"] = Amount(election, election.Projects[turn.Project].Cost),
        ["left"] = Amount(election, turn.Left),
        ["outcome"] = Choices.WordOf(turn.Fate),
    };
}
