using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>The explanations of counts, as the contract has them.</summary>
public static class OutcomeTables
{
    public static CountTie Of(Tie tie, TieBreak rule) => new()
    {
        Over = tie.Over switch
        {
            TieOver.Seat => CountTie.Types.Over.Seat,
            TieOver.Elimination => CountTie.Types.Over.Elimination,
            TieOver.Surplus => CountTie.Types.Over.Surplus,
            _ => CountTie.Types.Over.Project,
        },
        Round = tie.Round,
        Between = { tie.Between },
        Taken = { tie.Taken },
        By = ByOf(tie.By, rule == TieBreak.ByOrder),
    };

    public static RunoffCount Of(InstantRunoff count) => new() { Rounds = { count.Rounds.Select(Of) } };

    public static TransferCount Of(TransferableVote count) => new() { Quota = count.Quota, Valid = count.Valid, Stages = { count.Stages.Select(Of) } };

    public static PairwiseCount Of(Schulze count)
    {
        var table = new PairwiseCount
        {
            Preferences = { count.Pairwise.Cast<long>() },
            Strengths = { count.Strengths.Cast<long>() },
            Before = { count.Before.Cast<int>() },
            Ranking = { count.Ranking.Select(rank => new PairwiseCount.Types.Rank { Options = { rank } }) },
        };
        if (count.CondorcetWinner is { } winner)
        {
            table.CondorcetWinner = winner;
        }

        return table;
    }

    public static GreedyCount Of(Greedy count) => new()
    {
        CostFen = count.Cost,
        Turns = { count.Turns.Select(Of) },
    };

    public static SharesCount Of(EqualShares count) => new()
    {
        EndowmentFen = count.Endowment.ToString(),
        Steps = count.Steps,
        Purchases =
        {
            count.Purchases.Select(bought => new SharesCount.Types.Purchase
            {
                Option = bought.Project,
                Rho = bought.Rho.ToString(),
                InFull = bought.InFull,
                AllTheyHad = bought.AllTheyHad,
            }),
        },
        Shortfalls =
        {
            count.Shortfalls.Select(lacking => new SharesCount.Types.Shortfall
            {
                Option = lacking.Project,
                HeldFen = lacking.Held.ToString(),
                MissingFen = lacking.Missing.ToString(),
            }),
        },
        Completed = { count.Completed },
        CostFen = count.Cost,
        Runs = count.Runs,
    };

    private static CountTie.Types.By ByOf(TieBrokenBy by, bool isOrder) => by switch
    {
        TieBrokenBy.EarlierStage => CountTie.Types.By.EarlierStage,
        TieBrokenBy.SupportThenCostThenId => isOrder ? CountTie.Types.By.SupportCostOrder : CountTie.Types.By.SupportCostLot,
        TieBrokenBy.CostThenId => isOrder ? CountTie.Types.By.CostOrder : CountTie.Types.By.CostLot,
        _ => isOrder ? CountTie.Types.By.Order : CountTie.Types.By.Lot,
    };

    private static RunoffCount.Types.Round Of(RunoffRound round)
    {
        var row = new RunoffCount.Types.Round
        {
            Votes = { round.Votes.Select(votes => votes ?? -1) },
            Active = round.Active,
            Exhausted = round.Exhausted,
            Needed = round.Needed,
            Left = { round.Left },
            Gains = { round.Transfers.OrderBy(gain => gain.Key).Select(gain => new RunoffCount.Types.Gain { Option = gain.Key, Ballots = gain.Value }) },
        };
        if (round.Elected is { } elected)
        {
            row.Elected = elected;
        }

        return row;
    }

    private static TransferCount.Types.Stage Of(TransferStage stage)
    {
        var row = new TransferCount.Types.Stage
        {
            Votes = { stage.Votes.Select(votes => votes.ToString()) },
            NonTransferable = stage.NonTransferable.ToString(),
            Elected = { stage.Elected },
            Move = stage.Move switch
            {
                StageMove.Surplus => TransferCount.Types.Move.Surplus,
                StageMove.Exclusion => TransferCount.Types.Move.Exclusion,
                _ => TransferCount.Types.Move.Done,
            },
            TransferValue = stage.TransferValue.ToString(),
        };
        if (stage.Of is { } of)
        {
            row.Of = of;
        }

        return row;
    }

    private static GreedyCount.Types.Turn Of(GreedyTurn turn) =>
        new() { Option = turn.Project, Score = turn.Score, LeftFen = turn.Left, Fate = Of(turn.Fate) };

    private static GreedyCount.Types.Fate Of(GreedyFate fate) => fate switch
    {
        GreedyFate.Selected => GreedyCount.Types.Fate.Selected,
        GreedyFate.DoesNotFit => GreedyCount.Types.Fate.DoesNotFit,
        GreedyFate.AfterStop => GreedyCount.Types.Fate.AfterStop,
        _ => GreedyCount.Types.Fate.NotConsidered,
    };
}
