using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats;

/// <summary>The formats that can be read and written.</summary>
public enum ElectionFormat
{
    /// <summary>Pabulib's <c>.pb</c>: participatory budgets (pabulib.org/format).</summary>
    Pabulib,

    /// <summary>PrefLib's <c>.soc .soi .toc .toi</c>: rankings, complete or not, with ties or not, with the old and the new kind of heading.</summary>
    PrefLib,

    /// <summary>BLT, as OpenSTV and OpaVote write it: rankings with seats and withdrawn candidates.</summary>
    Blt,

    /// <summary>ABIF, the aggregated ballot information format: rankings, scores or both.</summary>
    Abif,
}

/// <summary>An election as a file holds it. Either rankings or marks are there, or both.</summary>
public sealed record ElectionFile
{
    /// <summary>The format it was read from.</summary>
    public required ElectionFormat Format { get; init; }

    /// <summary>What it is called; empty where the file does not say.</summary>
    public string Title { get; init; } = "";

    /// <summary>Everything that could be chosen, in the order of the file.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>Those who withdrew; ballots pass over them.</summary>
    public IReadOnlyList<int> Withdrawn { get; init; } = [];

    /// <summary>How many are to be elected, where the file says.</summary>
    public int? Seats { get; init; }

    /// <summary>The rankings, where ballots rank.</summary>
    public Profile<Ranking>? Rankings { get; init; }

    /// <summary>The marks, where ballots approve, score or share points.</summary>
    public Profile<Marks>? Marks { get; init; }

    /// <summary>The money and the projects, where it is a budget.</summary>
    public BudgetElection? Budget { get; init; }

    /// <summary>The rule that the file names, as it spells it; empty where it names none.</summary>
    public string Rule { get; init; } = "";

    /// <summary>What the file says about itself beyond this: names and values as they stand there.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> About { get; init; } = [];

    /// <summary>What is odd without being wrong.</summary>
    public IReadOnlyList<LineFault> Notices { get; init; } = [];

    /// <summary>The election without those who withdrew; ballots pass over them.</summary>
    public ElectionFile Standing() => Withdrawn.Count == 0
        ? this
        : Renumbering.Of(this, [.. Enumerable.Range(0, Candidates.Count).Except(Withdrawn)], place => place);

    /// <summary>The rankings; of marks alone, those by falling mark; of approvals alone, one rank of all that are approved.</summary>
    public Profile<Ranking> AsRankings() => Rankings ?? Marks!.Select(RankingOf);

    /// <summary>The marks; of rankings alone, 1 for everybody ranked, at whatever rank.</summary>
    public Profile<Marks> AsMarks() => Marks ?? AsRankings().Select(ranking =>
        Rules.Counting.Marks.Approving([.. Enumerable.Range(0, ranking.Count).Select(place => ranking[place])]));

    private static Ranking RankingOf(Marks marks) => Ranking.OfRanks(Enumerable.Range(0, marks.Count)
        .GroupBy(marks.MarkAt, place => marks.Candidates[place])
        .OrderByDescending(rank => rank.Key)
        .Select(rank => rank.ToList()));
}
