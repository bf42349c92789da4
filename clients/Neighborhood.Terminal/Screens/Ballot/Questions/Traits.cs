using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What goes with which kind of ballot.</summary>
public static class Traits
{
    /// <summary>Whether one option is chosen.</summary>
    public static bool IsSingle(BallotKind kind) => kind is BallotKind.YesNo or BallotKind.Single;

    /// <summary>Whether options are brought into an order.</summary>
    public static bool IsRanking(BallotKind kind) => kind is BallotKind.Ranked or BallotKind.BudgetRanking;

    /// <summary>Whether options are chosen, or not.</summary>
    public static bool IsApproval(BallotKind kind) => kind is BallotKind.Approval or BallotKind.BudgetApproval;

    /// <summary>Whether a mark has a number of the voter's own.</summary>
    public static bool HasNumbers(BallotKind kind) => IsRanking(kind) || kind is BallotKind.Score or BallotKind.BudgetPoints;

    /// <summary>Whether options cost money.</summary>
    public static bool IsBudget(BallotKind kind) => kind is BallotKind.BudgetApproval or BallotKind.BudgetKnapsack or BallotKind.BudgetPoints
        or BallotKind.BudgetRanking;

    /// <summary>Whether an answer has a least and a most number of options.</summary>
    public static bool HasChoices(BallotKind kind) => IsApproval(kind) || IsRanking(kind);

    /// <summary>Whether a method elects as many as asked for.</summary>
    public static bool HasSeats(CountingMethod method) => method == CountingMethod.TransferableVote || MayKeepStatusQuo(method);

    /// <summary>Whether a method knows an option that stands for leaving things as they are.</summary>
    public static bool MayKeepStatusQuo(CountingMethod method) => MayShareRanks(method)
        || method is CountingMethod.Plurality or CountingMethod.Approval or CountingMethod.Score;

    /// <summary>Whether a method counts rankings in which options share a rank.</summary>
    public static bool MayShareRanks(CountingMethod method) => method is CountingMethod.Schulze or CountingMethod.SchulzeMargins;

    /// <summary>How many options an answer marks at least.</summary>
    public static int LeastOf(Question question) => Math.Max(1, question.MinChoices);

    /// <summary>How many options an answer marks at most.</summary>
    public static int MostOf(Question question) => question.MaxChoices == 0 ? question.Options.Count : question.MaxChoices;

    /// <summary>How many points one option may get.</summary>
    public static long MostPointsOf(Question question) => question.MaxPointsEach == 0 ? question.Points : question.MaxPointsEach;

    /// <summary>The highest number that one option can have.</summary>
    public static long MostNumberOf(Question question) => question.Kind switch
    {
        BallotKind.Score => question.MaxScore,
        BallotKind.BudgetPoints => MostPointsOf(question),
        _ => question.Options.Count,
    };
}
