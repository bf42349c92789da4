namespace Neighborhood.Rules.Counting;

/// <summary>
/// A ballot that orders candidates, the best first. It may be partial, and candidates may share a rank. A single choice is a ranking of one.
/// </summary>
public sealed class Ranking : IEquatable<Ranking>
{
    // A candidate as it is begins a rank; its complement joins the rank before it.
    private readonly int[] _places;
    private readonly int _hash;

    private Ranking(int[] places)
    {
        _places = places;
        _hash = HashOf(places);
    }

    /// <summary>The ballot that ranks nobody.</summary>
    public static Ranking Blank { get; } = new([]);

    /// <summary>How many candidates are ranked.</summary>
    public int Count => _places.Length;

    /// <summary>Whether any candidates share a rank.</summary>
    public bool HasSharedRanks => Array.Exists(_places, place => place < 0);

    /// <summary>The ranks from the best, each with the candidates that share it.</summary>
    public IEnumerable<IReadOnlyList<int>> Ranks
    {
        get
        {
            for (var at = 0; at < Count; at = EndOfRank(at))
            {
                yield return [.. Enumerable.Range(at, EndOfRank(at) - at).Select(place => this[place])];
            }
        }
    }

    /// <summary>The candidate at a place, from 0; candidates of one rank stand in any order.</summary>
    public int this[int place] => _places[place] < 0 ? ~_places[place] : _places[place];

    /// <summary>A ranking without shared ranks.</summary>
    public static Ranking Of(params ReadOnlySpan<int> candidates) => new(candidates.ToArray());

    /// <summary>A ranking of ranks, the best first; empty ranks are left out.</summary>
    public static Ranking OfRanks(IEnumerable<IReadOnlyCollection<int>> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        var places = new List<int>();
        foreach (var rank in ranks)
        {
            places.AddRange(rank.Order().Select((candidate, index) => index == 0 ? candidate : ~candidate));
        }

        return new Ranking([.. places]);
    }

    /// <summary>A ranking from places as they were read: <c>~candidate</c> shares the rank before it. Within a rank the order does not matter.</summary>
    public static Ranking OfPlaces(ReadOnlySpan<int> places)
    {
        var copy = places.ToArray();
        for (var at = 0; at < copy.Length;)
        {
            var end = at + 1;
            while (end < copy.Length && copy[end] < 0)
            {
                end++;
            }

            SortRank(copy.AsSpan(at, end - at));
            at = end;
        }

        return new Ranking(copy);
    }

    /// <summary>The first place after the rank that begins at a place.</summary>
    public int EndOfRank(int begin)
    {
        var end = begin + 1;
        while (end < _places.Length && _places[end] < 0)
        {
            end++;
        }

        return end;
    }

    /// <summary>The best one of those who are still there; null where there is none, or several share that rank.</summary>
    public int? BestOf(ReadOnlySpan<bool> isThere)
    {
        for (var at = 0; at < Count; at = EndOfRank(at))
        {
            int? best = null;
            for (var place = at; place < EndOfRank(at); place++)
            {
                if (!isThere[this[place]])
                {
                    continue;
                }

                if (best is not null)
                {
                    return null;
                }

                best = this[place];
            }

            if (best is not null)
            {
                return best;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(Ranking? other) => other is not null && other._hash == _hash && other._places.AsSpan().SequenceEqual(_places);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Ranking);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    private static void SortRank(Span<int> rank)
    {
        if (rank.Length == 1)
        {
            return;
        }

        for (var i = 1; i < rank.Length; i++)
        {
            rank[i] = ~rank[i];
        }

        rank.Sort();
        for (var i = 1; i < rank.Length; i++)
        {
            rank[i] = ~rank[i];
        }
    }

    private static int HashOf(int[] places)
    {
        var hash = 17;
        foreach (var place in places)
        {
            hash = unchecked((hash * 486187739) + place);
        }

        return hash;
    }
}
