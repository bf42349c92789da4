using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>What goes with which kind of ballot and which method.</summary>
public static class QuestionTraits
{
    /// <summary>Whether money is shared out among projects.</summary>
    public static bool IsBudget(BallotKind kind) => kind >= BallotKind.BudgetApproval;

    /// <summary>Whether an answer has a least and a most number of options.</summary>
    public static bool HasChoices(BallotKind kind) =>
        kind is BallotKind.Approval or BallotKind.Ranked or BallotKind.BudgetApproval or BallotKind.BudgetRanking;

    /// <summary>Whether the method counts ballots of this kind.</summary>
    public static bool MayCount(CountingMethod method, BallotKind kind) => method switch
    {
        CountingMethod.Clauses => kind == BallotKind.YesNo,
        CountingMethod.Plurality or CountingMethod.MajorityOfVoting or CountingMethod.MajorityOfEntitled => kind == BallotKind.Single,
        CountingMethod.Approval => kind == BallotKind.Approval,
        CountingMethod.InstantRunoff or CountingMethod.TransferableVote or CountingMethod.Schulze or CountingMethod.SchulzeMargins => kind == BallotKind.Ranked,
        CountingMethod.Score => kind == BallotKind.Score,
        CountingMethod.Greedy or CountingMethod.GreedyStopping or CountingMethod.EqualShares => IsBudget(kind),
        _ => false,
    };

    /// <summary>Whether the method elects as many as asked for.</summary>
    public static bool HasSeats(CountingMethod method) => method is CountingMethod.TransferableVote || MayKeepStatusQuo(method);

    /// <summary>Whether the method knows an option that stands for leaving things as they are.</summary>
    public static bool MayKeepStatusQuo(CountingMethod method) => method is CountingMethod.Plurality or CountingMethod.Approval or CountingMethod.Score
        or CountingMethod.Schulze or CountingMethod.SchulzeMargins;

    /// <summary>Whether options may share a rank on a ballot.</summary>
    public static bool MayShareRanks(Question question) =>
        question.Kind == BallotKind.Ranked && question.Method is (CountingMethod.Schulze or CountingMethod.SchulzeMargins);
}
