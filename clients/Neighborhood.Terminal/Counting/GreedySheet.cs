using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a greedy count: each project's turn and the money that was left.</summary>
internal static class GreedySheet
{
    private const int Places = 4;
    private const long FenOfYuan = 100;

    public static CountSheet Of(CountMethod method, BudgetElection election, Greedy count, bool isYuan, Phrases phrases)
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
                MoneyBlock(election, count.Cost, isYuan, phrases),
                new HeadingBlock(phrases["greedy_turns"]),
                new GridBlock(
                    [phrases["col_project"], phrases["col_score"], phrases["col_cost"], phrases["col_left"], phrases["col_fate"]],
                    [.. count.Turns.Select(turn => (IReadOnlyList<Cell>)
                    [
                        new Cell(CountSheet.NameOf(candidates[turn.Project]), turn.Fate == GreedyFate.Selected),
                        new Cell($"{turn.Score}"),
                        new Cell(Shown(election, election.Projects[turn.Project].Cost, isYuan)),
                        new Cell(Shown(election, turn.Left, isYuan)),
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
    /// <param name="election">The projects and the budget.</param>
    /// <param name="cost">What was spent.</param>
    /// <param name="isYuan">Whether the currency is known to be the yuan, as of polls; a file names none.</param>
    /// <param name="phrases">The language.</param>
    public static SentenceBlock MoneyBlock(BudgetElection election, long cost, bool isYuan, Phrases phrases) => new(phrases.Say(
        "budget_money", Shown(election, election.Budget, isYuan), Shown(election, cost, isYuan), Shown(election, election.Budget - cost, isYuan)));

    /// <summary>An amount as people read it. A price is a fraction: of yuan it is shown to the fen, cut and not rounded.</summary>
    public static string Shown(BudgetElection election, Fraction units, bool isYuan)
    {
        var amount = units / election.Units;
        return isYuan ? Amounts.Money((long)(amount * FenOfYuan).Floor) : amount.ToDecimal(Places);
    }

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
