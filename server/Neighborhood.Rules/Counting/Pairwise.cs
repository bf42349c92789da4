namespace Neighborhood.Rules.Counting;

/// <summary>What a ballot says about candidates it does not rank. The convention is part of the result: it can change who wins.</summary>
public enum Unranked
{
    /// <summary>They stand below every ranked one and level with each other.</summary>
    Last,

    /// <summary>Nothing: no comparison with them is counted.</summary>
    Ignored,
}

/// <summary>How many ballots prefer each candidate to each other one.</summary>
public static class Pairwise
{
    /// <summary>Counts: [a, b] is how many ballots rank a above b.</summary>
    public static long[,] Count(Profile<Ranking> profile, Unranked unranked)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var size = profile.Candidates.Count;
        var above = new long[size, size];
        var notAbove = new long[size, size];
        var ranked = new long[size];
        foreach (var (ballot, count) in profile.Ballots)
        {
            Add(ballot, count, above, notAbove, ranked);
        }

        return unranked == Unranked.Ignored ? above : WithUnrankedLast(ranked, notAbove);
    }

    // Whoever is ranked beats everybody but those at or above its rank, so a ballot costs the square of its own length and not of all candidates.
    private static void Add(Ranking ballot, long count, long[,] above, long[,] notAbove, long[] ranked)
    {
        for (var at = 0; at < ballot.Count;)
        {
            var end = ballot.EndOfRank(at);
            for (var i = at; i < end; i++)
            {
                var one = ballot[i];
                ranked[one] += count;
                for (var j = 0; j < end; j++)
                {
                    var other = ballot[j];
                    notAbove[one, other] += count;
                    above[other, one] += j < at ? count : 0;
                }
            }

            at = end;
        }
    }

    private static long[,] WithUnrankedLast(long[] ranked, long[,] notAbove)
    {
        var size = ranked.Length;
        var above = new long[size, size];
        for (var one = 0; one < size; one++)
        {
            for (var other = 0; other < size; other++)
            {
                above[one, other] = one == other ? 0 : ranked[one] - notAbove[one, other];
            }
        }

        return above;
    }
}
