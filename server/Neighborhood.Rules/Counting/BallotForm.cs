namespace Neighborhood.Rules.Counting;

/// <summary>What is wrong with a ballot.</summary>
public enum BallotFault
{
    /// <summary>It names an option that is not there.</summary>
    UnknownOption,

    /// <summary>It names an option twice.</summary>
    RepeatedOption,

    /// <summary>It chooses fewer options than the least.</summary>
    TooFew,

    /// <summary>It chooses more options than the most.</summary>
    TooMany,

    /// <summary>Options share a rank, and may not.</summary>
    SharedRank,

    /// <summary>A mark is below the least or above the most.</summary>
    MarkOutOfRange,

    /// <summary>All marks together are more than there are points.</summary>
    TooManyPoints,

    /// <summary>What is chosen costs more than the budget.</summary>
    OverBudget,
}

/// <summary>One thing wrong with a ballot.</summary>
/// <param name="Fault">What.</param>
/// <param name="Option">The option it is about, as it was written; null where it is the whole ballot.</param>
/// <param name="Is">The number that is wrong; 0 where none is.</param>
/// <param name="May">The number it has to keep to.</param>
public sealed record BallotProblem(BallotFault Fault, int? Option, long Is, long May);

/// <summary>One option on a ballot as it was filled in, before it is known to be right.</summary>
/// <param name="Option">The option, by its place.</param>
/// <param name="Number">Its rank from 1, its score or its points; 1 where the form asks for neither.</param>
public readonly record struct BallotEntry(int Option, long Number);

/// <summary>What a ballot of a poll may look like. A ballot that is right becomes the ranking or the marks that counts take.</summary>
/// <param name="Options">How many options there are.</param>
public abstract record BallotForm(int Options)
{
    /// <summary>All that is wrong; none for a ballot that is right.</summary>
    public IReadOnlyList<BallotProblem> Check(IReadOnlyList<BallotEntry> ballot)
    {
        ArgumentNullException.ThrowIfNull(ballot);
        var problems = ballot.Where(entry => entry.Option < 0 || entry.Option >= Options)
            .Select(entry => new BallotProblem(BallotFault.UnknownOption, entry.Option, entry.Option, Options))
            .Concat(ballot.GroupBy(entry => entry.Option)
                .Where(same => same.Count() > 1)
                .Select(same => new BallotProblem(BallotFault.RepeatedOption, same.Key, same.Count(), 1)))
            .ToList();
        return problems.Count > 0 ? problems : [.. CheckForm(ballot)];
    }

    /// <summary>The marks of a ballot that is right.</summary>
    public static Marks MarksOf(IReadOnlyList<BallotEntry> ballot) =>
        Marks.Of([.. ballot.Select(entry => entry.Option)], [.. ballot.Select(entry => entry.Number)]);

    /// <summary>What is wrong by this form, of a ballot whose options are known and each there once.</summary>
    private protected abstract IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot);

    /// <summary>Whether so many options may be chosen.</summary>
    private protected static IEnumerable<BallotProblem> CheckCount(int count, int least, int most)
    {
        if (count < least)
        {
            yield return new BallotProblem(BallotFault.TooFew, null, count, least);
        }

        if (count > most)
        {
            yield return new BallotProblem(BallotFault.TooMany, null, count, most);
        }
    }

    private protected static IEnumerable<BallotProblem> CheckMarks(IEnumerable<BallotEntry> ballot, long least, long most) => ballot
        .Where(entry => entry.Number < least || entry.Number > most)
        .Select(entry => new BallotProblem(BallotFault.MarkOutOfRange, entry.Option, entry.Number, entry.Number < least ? least : most));
}

/// <summary>One option.</summary>
public sealed record SingleChoiceForm(int Options) : BallotForm(Options)
{
    private protected override IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot) => CheckCount(ballot.Count, 1, 1);
}

/// <summary>Approvals. A budget vote by approval is this, too.</summary>
/// <param name="Options">How many options there are.</param>
/// <param name="Least">How many have to be approved.</param>
/// <param name="Most">How many may be.</param>
public sealed record ApprovalForm(int Options, int Least, int Most) : BallotForm(Options)
{
    private protected override IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot) => CheckCount(ballot.Count, Least, Most);
}

/// <summary>A ranking; numbers are ranks from 1, and gaps between them mean nothing. A budget vote by ranking is this, too.</summary>
/// <param name="Options">How many options there are.</param>
/// <param name="Least">How many have to be ranked.</param>
/// <param name="Most">How many may be.</param>
/// <param name="MayShare">Whether options may share a rank.</param>
public sealed record RankedForm(int Options, int Least, int Most, bool MayShare) : BallotForm(Options)
{
    /// <summary>The ranking of a ballot that is right.</summary>
    public static Ranking RankingOf(IEnumerable<BallotEntry> ballot) => Ranking.OfRanks(ballot
        .GroupBy(entry => entry.Number, entry => entry.Option)
        .OrderBy(rank => rank.Key)
        .Select(rank => rank.ToList()));

    private protected override IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot) => CheckCount(ballot.Count, Least, Most)
        .Concat(CheckMarks(ballot, 1, CountingLimits.MaxCandidates))
        .Concat(MayShare ? [] : ballot.GroupBy(entry => entry.Number).Where(rank => rank.Count() > 1)
            .Select(rank => new BallotProblem(BallotFault.SharedRank, rank.Last().Option, rank.Key, 1)));
}

/// <summary>A score for each option that the voter cares about.</summary>
/// <param name="Options">How many options there are.</param>
/// <param name="Lowest">The lowest score.</param>
/// <param name="Highest">The highest.</param>
public sealed record ScoreForm(int Options, long Lowest, long Highest) : BallotForm(Options)
{
    private protected override IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot) => CheckMarks(ballot, Lowest, Highest);
}

/// <summary>Points to share out among projects.</summary>
/// <param name="Options">How many projects there are.</param>
/// <param name="Points">How many points a voter has.</param>
/// <param name="MostEach">How many one project may get.</param>
public sealed record PointsForm(int Options, long Points, long MostEach) : BallotForm(Options)
{
    private protected override IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot)
    {
        var problems = CheckMarks(ballot, 1, MostEach).ToList();
        var sum = ballot.Aggregate(Int128.Zero, (all, entry) => all + entry.Number);
        if (problems.Count == 0 && sum > Points)
        {
            problems.Add(new BallotProblem(BallotFault.TooManyPoints, null, (long)Int128.Min(sum, long.MaxValue), Points));
        }

        return problems;
    }
}

/// <summary>A knapsack: projects that together cost no more than the budget.</summary>
/// <param name="Costs">What each project costs.</param>
/// <param name="Budget">The money.</param>
public sealed record KnapsackForm(IReadOnlyList<long> Costs, long Budget) : BallotForm(Costs.Count)
{
    private protected override IEnumerable<BallotProblem> CheckForm(IReadOnlyList<BallotEntry> ballot)
    {
        var cost = ballot.Aggregate(Int128.Zero, (all, entry) => all + Costs[entry.Option]);
        return cost > Budget ? [new BallotProblem(BallotFault.OverBudget, null, (long)Int128.Min(cost, long.MaxValue), Budget)] : [];
    }
}
