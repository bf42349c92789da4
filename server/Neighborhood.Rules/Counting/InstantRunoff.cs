namespace Neighborhood.Rules.Counting;

/// <summary>Rules of a place that differ from the plain instant run-off. The default is the plain one.</summary>
public sealed record RunoffRules
{
    /// <summary>Who leaves after the first round whatever their votes, such as write-ins nobody declared.</summary>
    public IReadOnlyList<int> FirstToLeave { get; init; } = [];

    /// <summary>Whether all leave at once who together have fewer votes than the next one, so that none of them could still catch up.</summary>
    public bool LeavesInBatches { get; init; }

    /// <summary>Whether the majority is of the ballots active in the first round, and not in the present one.</summary>
    public bool IsMajorityOfFirstRound { get; init; }
}

/// <summary>One round of an instant run-off.</summary>
/// <param name="Votes">The votes of each candidate; null for one who has left.</param>
/// <param name="Active">Ballots that count for somebody.</param>
/// <param name="Exhausted">Ballots that no longer do, blank ones included.</param>
/// <param name="Needed">The votes that win: the least number above half.</param>
/// <param name="Left">Who leaves after it.</param>
/// <param name="Transfers">For each candidate who gains by that, how many ballots.</param>
/// <param name="Elected">Who is elected in it.</param>
public sealed record RunoffRound(
    IReadOnlyList<long?> Votes, long Active, long Exhausted, long Needed, IReadOnlyList<int> Left, IReadOnlyDictionary<int, long> Transfers, int? Elected);

/// <summary>
/// Instant run-off: whoever has more than half of the active ballots wins; otherwise the weakest leaves and those ballots pass to their next choice. All
/// without a vote leave together. A ballot is exhausted when it ranks nobody left; where its best rank holds several of those left, it counts for none of
/// them until all but one have gone.
/// </summary>
/// <param name="Rounds">The rounds.</param>
/// <param name="Winner">Who wins.</param>
/// <param name="Ties">The ties for leaving.</param>
public sealed record InstantRunoff(IReadOnlyList<RunoffRound> Rounds, int Winner, IReadOnlyList<Tie> Ties)
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots, of at least one candidate.</param>
    /// <param name="ties">Whom to ask who leaves of equally weak ones.</param>
    /// <param name="rules">The rules of the place.</param>
    public static InstantRunoff Count(Profile<Ranking> profile, TieBreaker ties, RunoffRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(ties);
        ArgumentOutOfRangeException.ThrowIfZero(profile.Candidates.Count);
        var count = new RunoffCount(profile, ties, rules ?? new RunoffRules());
        var winner = count.Run();
        return new InstantRunoff(count.Rounds, winner, ties.Met);
    }
}

/// <summary>The piles of ballots on the table.</summary>
internal sealed class RunoffCount
{
    private readonly Profile<Ranking> _profile;
    private readonly TieBreaker _ties;
    private readonly RunoffRules _rules;
    private readonly List<int>[] _piles;
    private readonly long[] _votes;
    private readonly bool[] _isThere;
    private List<int> _waiting = [];
    private long _exhausted;

    public RunoffCount(Profile<Ranking> profile, TieBreaker ties, RunoffRules rules)
    {
        (_profile, _ties, _rules) = (profile, ties, rules);
        var size = profile.Candidates.Count;
        _piles = [.. Enumerable.Range(0, size).Select(_ => new List<int>())];
        _votes = new long[size];
        _isThere = new bool[size];
        Array.Fill(_isThere, value: true);
        for (var ballot = 0; ballot < profile.Ballots.Count; ballot++)
        {
            Lay(ballot);
        }
    }

    public List<RunoffRound> Rounds { get; } = [];

    private IEnumerable<int> Staying => Enumerable.Range(0, _votes.Length).Where(candidate => _isThere[candidate]);

    public int Run()
    {
        while (true)
        {
            var votes = _votes.Select((count, candidate) => _isThere[candidate] ? count : (long?)null).ToList();
            var active = _profile.Total - _exhausted;
            var needed = ((_rules.IsMajorityOfFirstRound && Rounds.Count > 0 ? Rounds[0].Active : active) / 2) + 1;
            var round = new RunoffRound(votes, active, _exhausted, needed, [], new Dictionary<int, long>(), null);
            if (ElectedIn(needed) is { } winner)
            {
                Rounds.Add(round with { Elected = winner });
                return winner;
            }

            var leaving = Leaving();
            Rounds.Add(round with { Left = leaving, Transfers = Take(leaving) });
        }
    }

    /// <summary>Of two left, the stronger wins with whatever is left to have.</summary>
    private int? ElectedIn(long needed)
    {
        var staying = Staying.OrderByDescending(candidate => _votes[candidate]).Take(3).ToList();
        var leader = staying[0];
        var isDuel = staying.Count == 2 && _votes[leader] > _votes[staying[1]];
        return staying.Count == 1 || isDuel || _votes[leader] >= needed ? leader : null;
    }

    private IReadOnlyList<int> Leaving()
    {
        var first = _rules.FirstToLeave.Where(candidate => _isThere[candidate] && _votes[candidate] > 0).ToList();
        if (Rounds.Count == 0 && first.Count > 0)
        {
            return first;
        }

        var batch = _rules.LeavesInBatches ? Batch() : [];
        if (batch.Count > 0)
        {
            return batch;
        }

        var fewest = Staying.Min(candidate => _votes[candidate]);
        var weakest = Staying.Where(candidate => _votes[candidate] == fewest).ToList();
        var mayAllLeave = fewest == 0 && weakest.Count < Staying.Count();
        return weakest.Count == 1 || mayAllLeave ? weakest : _ties.Take(TieOver.Elimination, Rounds.Count + 1, weakest, 1);
    }

    private List<int> Batch()
    {
        var batch = new List<int>();
        var lower = new List<int>();
        long sum = 0;
        foreach (var level in Staying.GroupBy(candidate => _votes[candidate]).OrderBy(level => level.Key))
        {
            if (sum < level.Key)
            {
                batch = [.. lower];
            }

            lower.AddRange(level);
            sum += level.Key * level.Count();
        }

        return batch;
    }

    private Dictionary<int, long> Take(IReadOnlyList<int> leaving)
    {
        var before = _votes.ToArray();
        foreach (var candidate in leaving)
        {
            _isThere[candidate] = false;
            _votes[candidate] = 0;
        }

        var waiting = _waiting;
        _waiting = [];
        _exhausted -= waiting.Sum(ballot => _profile.Ballots[ballot].Count);
        foreach (var ballot in leaving.SelectMany(candidate => _piles[candidate]).Concat(waiting))
        {
            Lay(ballot);
        }

        return Staying
            .Where(candidate => _votes[candidate] > before[candidate])
            .ToDictionary(candidate => candidate, candidate => _votes[candidate] - before[candidate]);
    }

    private void Lay(int ballot)
    {
        var (ranking, count) = _profile.Ballots[ballot];
        if (ranking.BestOf(_isThere) is not { } candidate)
        {
            _exhausted += count;
            if (ranking.HasSharedRanks)
            {
                _waiting.Add(ballot);
            }

            return;
        }

        _piles[candidate].Add(ballot);
        _votes[candidate] += count;
    }
}
