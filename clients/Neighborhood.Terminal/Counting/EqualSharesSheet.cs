using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a count by equal shares: who paid what for which project, and why the others could not be paid for.</summary>
internal static class EqualSharesSheet
{
    public static CountSheet Of(
        CountMethod method, BudgetElection election, EqualSharesUtility utility, EqualShares count, bool isYuan, Phrases phrases)
    {
        var candidates = election.Ballots.Candidates;
        var more = GreedySheet.Money(election, count.Cost);
        more["utility"] = Choices.WordOf(utility);
        more["endowment"] = (count.Endowment / election.Units).ToString();
        more["steps"] = count.Steps;
        more["runs"] = count.Runs;
        more["completed"] = CountSheet.Ids(candidates, count.Completed);
        more["unaffordable"] = new JsonArray([.. count.Shortfalls.Select(one => (JsonNode?)new JsonObject
        {
            ["project"] = candidates[one.Project].Id,
            ["cost"] = GreedySheet.Amount(election, election.Projects[one.Project].Cost),
            ["held"] = (one.Held / election.Units).ToString(),
            ["missing"] = (one.Missing / election.Units).ToString(),
        })]);
        return new CountSheet
        {
            Method = method,
            Candidates = candidates,
            Winners = count.Winners,
            Ties = count.Ties,
            Rounds = new JsonArray([.. count.Purchases.Select((purchase, index) => (JsonNode?)Json(election, utility, purchase, index + 1))]),
            More = more,
            Blocks =
            [
                GreedySheet.MoneyBlock(election, count.Cost, isYuan, phrases),
                new SentenceBlock(phrases.Say("shares_endowment", election.Ballots.Total, GreedySheet.Shown(election, count.Endowment, isYuan), count.Steps)),
                new HeadingBlock(phrases["shares_paid"]),
                Paid(election, utility, count, isYuan, phrases),
                .. Completed(election, count, phrases),
                .. Unaffordable(election, count, isYuan, phrases),
            ],
        };
    }

    private static JsonObject Json(BudgetElection election, EqualSharesUtility utility, EqualSharesPurchase purchase, int number) => new()
    {
        ["round"] = number,
        ["project"] = election.Projects[purchase.Project].Id,
        ["cost"] = GreedySheet.Amount(election, election.Projects[purchase.Project].Cost),
        ["rho"] = Rho(election, utility, purchase).ToString(),
        ["price"] = (PriceOf(election, utility, purchase) / election.Units).ToString(),
        ["inFull"] = purchase.InFull,
        ["allTheyHad"] = purchase.AllTheyHad,
    };

    /// <summary>ρ is per unit of utility: of cost it has no unit, of approvals or points it is in the currency.</summary>
    private static Fraction Rho(BudgetElection election, EqualSharesUtility utility, EqualSharesPurchase purchase) =>
        utility == EqualSharesUtility.Cost ? purchase.Rho : purchase.Rho / election.Units;

    private static Fraction PriceOf(BudgetElection election, EqualSharesUtility utility, EqualSharesPurchase purchase) =>
        utility == EqualSharesUtility.Cost ? purchase.Rho * Math.Max(1, election.Projects[purchase.Project].Cost) : purchase.Rho;

    private static GridBlock Paid(BudgetElection election, EqualSharesUtility utility, EqualShares count, bool isYuan, Phrases phrases) => new(
        [phrases["col_project"], phrases["col_cost"], phrases["col_price"], phrases["col_in_full"], phrases["col_all_they_had"]],
        [.. count.Purchases.Select(purchase => (IReadOnlyList<Cell>)
        [
            new Cell(CountSheet.NameOf(election.Ballots.Candidates[purchase.Project])),
            new Cell(GreedySheet.Shown(election, election.Projects[purchase.Project].Cost, isYuan)),
            new Cell(GreedySheet.Shown(election, PriceOf(election, utility, purchase), isYuan)),
            new Cell($"{purchase.InFull}"),
            new Cell($"{purchase.AllTheyHad}"),
        ])]);

    private static IEnumerable<Block> Completed(BudgetElection election, EqualShares count, Phrases phrases)
    {
        if (count.Completed.Count > 0)
        {
            yield return new SentenceBlock(phrases.Say(
                "shares_completed", string.Join(phrases["list"], count.Completed.Select(project => CountSheet.NameOf(election.Ballots.Candidates[project])))));
        }
    }

    private static IEnumerable<Block> Unaffordable(BudgetElection election, EqualShares count, bool isYuan, Phrases phrases)
    {
        if (count.Shortfalls.Count == 0)
        {
            yield break;
        }

        yield return new HeadingBlock(phrases["shares_unaffordable"]);
        yield return new GridBlock(
            [phrases["col_project"], phrases["col_cost"], phrases["col_held"], phrases["col_missing"]],
            [.. count.Shortfalls.Select(one => (IReadOnlyList<Cell>)
            [
                new Cell(CountSheet.NameOf(election.Ballots.Candidates[one.Project])),
                new Cell(GreedySheet.Shown(election, election.Projects[one.Project].Cost, isYuan)),
                new Cell(GreedySheet.Shown(election, one.Held, isYuan)),
                new Cell(GreedySheet.Shown(election, one.Missing, isYuan)),
            ])]);
    }
}
