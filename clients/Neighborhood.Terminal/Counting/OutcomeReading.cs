using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>The parts of an explanation as the contract spells them, read as what counts give.</summary>
internal static class OutcomeReading
{
    public static Tie Tie(CountTie tie) => new(
        tie.Over switch
        {
            CountTie.Types.Over.Elimination => TieOver.Elimination,
            CountTie.Types.Over.Surplus => TieOver.Surplus,
            CountTie.Types.Over.Project => TieOver.Project,
            _ => TieOver.Seat,
        },
        tie.Round,
        tie.Between,
        tie.Taken,
        tie.By switch
        {
            CountTie.Types.By.EarlierStage => TieBrokenBy.EarlierStage,
            CountTie.Types.By.SupportCostLot or CountTie.Types.By.SupportCostOrder => TieBrokenBy.SupportThenCostThenId,
            CountTie.Types.By.CostLot or CountTie.Types.By.CostOrder => TieBrokenBy.CostThenId,
            _ => TieBrokenBy.Id,
        });

    public static RunoffRound Round(RunoffCount.Types.Round round) => new(
        [.. round.Votes.Select(votes => votes < 0 ? (long?)null : votes)],
        round.Active,
        round.Exhausted,
        round.Needed,
        round.Left,
        round.Gains.ToDictionary(gain => gain.Option, gain => gain.Ballots),
        round.HasElected ? round.Elected : null);

    public static TransferStage Stage(TransferCount.Types.Stage stage) => new(
        [.. stage.Votes.Select(FractionOf)],
        FractionOf(stage.NonTransferable),
        stage.Elected,
        stage.Move switch
        {
            TransferCount.Types.Move.Surplus => StageMove.Surplus,
            TransferCount.Types.Move.Exclusion => StageMove.Exclusion,
            _ => StageMove.Done,
        },
        stage.HasOf ? stage.Of : null,
        FractionOf(stage.TransferValue));

    public static GreedyTurn Turn(GreedyCount.Types.Turn turn) => new(
        turn.Option,
        turn.Score,
        turn.LeftFen,
        turn.Fate switch
        {
            GreedyCount.Types.Fate.Selected => GreedyFate.Selected,
            GreedyCount.Types.Fate.DoesNotFit => GreedyFate.DoesNotFit,
            GreedyCount.Types.Fate.AfterStop => GreedyFate.AfterStop,
            _ => GreedyFate.NotConsidered,
        });

    public static EqualShares Shares(SharesCount count, IReadOnlyList<int> winners, IReadOnlyList<Tie> ties) => new(
        FractionOf(count.EndowmentFen),
        count.Steps,
        [.. count.Purchases.Select(one => new EqualSharesPurchase(one.Option, FractionOf(one.Rho), one.InFull, one.AllTheyHad))],
        [.. count.Shortfalls.Select(one => new EqualSharesShortfall(one.Option, FractionOf(one.HeldFen), FractionOf(one.MissingFen)))],
        count.Completed,
        winners,
        count.CostFen,
        ties,
        count.Runs);

    public static EqualSharesUtility UtilityOf(Question question) => question.Utility switch
    {
        Utility.Cardinality => EqualSharesUtility.Cardinality,
        Utility.Points => EqualSharesUtility.Points,
        _ => EqualSharesUtility.Cost,
    };

    public static T[,] Matrix<T>(IReadOnlyList<T> cells, int size)
    {
        var matrix = new T[size, size];
        for (var place = 0; place < size * size; place++)
        {
            matrix[place / size, place % size] = cells[place];
        }

        return matrix;
    }

    private static Fraction FractionOf(string text) => text.Length == 0 ? Fraction.Zero : Fraction.Parse(text);
}
