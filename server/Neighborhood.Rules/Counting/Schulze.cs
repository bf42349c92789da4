namespace Neighborhood.Rules.Counting;

/// <summary>How strong a defeat is.</summary>
public enum DefeatStrength
{
    /// <summary>As many as prefer the winner of the pair.</summary>
    WinningVotes,

    /// <summary>By how many more prefer the winner of the pair.</summary>
    Margins,
}

/// <summary>
/// The method of Markus Schulze ("The Schulze Method of Voting", sections 2 and 4): a path of defeats is as strong as its weakest one, and a candidate is
/// ahead of another when the strongest path to it is stronger than the strongest path back.
/// </summary>
/// <param name="Pairwise">How many ballots prefer the first to the second.</param>
/// <param name="Strengths">The strength of the strongest path from the first to the second; 0 where there is none.</param>
/// <param name="Before">The candidate before the second on that path; -1 where there is none.</param>
/// <param name="Ranking">Ranks: those whom nobody is ahead of, then the same among the rest, and so on. More than one in the first is a tie.</param>
/// <param name="CondorcetWinner">Who is preferred to every other one in pairs; null where nobody is.</param>
/// <param name="Winners">Those elected.</param>
/// <param name="Ties">The ties that decided.</param>
public sealed record Schulze(
    long[,] Pairwise,
    long[,] Strengths,
    int[,] Before,
    IReadOnlyList<IReadOnlyList<int>> Ranking,
    int? CondorcetWinner,
    IReadOnlyList<int> Winners,
    IReadOnlyList<Tie> Ties)
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots.</param>
    /// <param name="strength">How strong a defeat is.</param>
    /// <param name="unranked">What a ballot says about those it does not rank.</param>
    /// <param name="seats">How many are elected.</param>
    /// <param name="ties">Whom to ask about equal ones.</param>
    /// <param name="statusQuo">The candidate that stands for leaving things as they are: only those ranked above it are elected, or else it alone.</param>
    public static Schulze Count(
        Profile<Ranking> profile, DefeatStrength strength, Unranked unranked, int seats, TieBreaker ties, int? statusQuo = null) =>
        Count(Counting.Pairwise.Count(profile, unranked), strength, seats, ties, statusQuo);

    /// <summary>Counts from the pairs.</summary>
    public static Schulze Count(long[,] pairwise, DefeatStrength strength, int seats, TieBreaker ties, int? statusQuo = null)
    {
        ArgumentNullException.ThrowIfNull(pairwise);
        ArgumentNullException.ThrowIfNull(ties);
        var (strengths, before) = StrongestPaths(pairwise, strength);
        var ranking = Ranks(strengths);
        var eligible = ranking.TakeWhile(rank => statusQuo is not { } quo || !rank.Contains(quo));
        var winners = Seats.Fill(eligible, seats, ties);
        return new Schulze(
            pairwise, strengths, before, ranking, Condorcet(pairwise), winners.Count == 0 && statusQuo is { } kept ? [kept] : winners, ties.Met);
    }

    /// <summary>The strongest path from one candidate to another, both included; empty where there is none.</summary>
    public IReadOnlyList<int> Path(int from, int to)
    {
        var path = new List<int> { to };
        while (path[^1] != from)
        {
            var before = Before[from, path[^1]];
            if (before < 0)
            {
                return [];
            }

            path.Add(before);
        }

        path.Reverse();
        return path;
    }

    private static (long[,] Strengths, int[,] Before) StrongestPaths(long[,] pairwise, DefeatStrength strength)
    {
        var size = pairwise.GetLength(0);
        var strengths = new long[size, size];
        var before = new int[size, size];
        for (var one = 0; one < size; one++)
        {
            for (var other = 0; other < size; other++)
            {
                var isDefeat = one != other && pairwise[one, other] > pairwise[other, one];
                var least = strength == DefeatStrength.Margins ? pairwise[other, one] : 0;
                strengths[one, other] = isDefeat ? pairwise[one, other] - least : 0;
                before[one, other] = isDefeat ? one : -1;
            }
        }

        for (var over = 0; over < size; over++)
        {
            Widen(strengths, before, over);
        }

        return (strengths, before);
    }

    private static void Widen(long[,] strengths, int[,] before, int over)
    {
        var size = strengths.GetLength(0);
        for (var one = 0; one < size; one++)
        {
            var first = strengths[one, over];
            for (var other = 0; other < size && first > 0; other++)
            {
                var whole = Math.Min(first, strengths[over, other]);
                if (one != other && whole > strengths[one, other])
                {
                    strengths[one, other] = whole;
                    before[one, other] = before[over, other];
                }
            }
        }
    }

    private static List<IReadOnlyList<int>> Ranks(long[,] strengths)
    {
        var left = Enumerable.Range(0, strengths.GetLength(0)).ToList();
        var ranks = new List<IReadOnlyList<int>>();
        while (left.Count > 0)
        {
            var rank = left.Where(one => left.TrueForAll(other => strengths[one, other] >= strengths[other, one])).ToList();
            ranks.Add(rank);
            left.RemoveAll(rank.Contains);
        }

        return ranks;
    }

    private static int? Condorcet(long[,] pairwise)
    {
        var all = Enumerable.Range(0, pairwise.GetLength(0)).ToList();
        var winner = all.FindIndex(one => all.TrueForAll(other => one == other || pairwise[one, other] > pairwise[other, one]));
        return winner < 0 ? null : winner;
    }
}
