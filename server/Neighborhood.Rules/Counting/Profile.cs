using System.Runtime.InteropServices;

namespace Neighborhood.Rules.Counting;

/// <summary>A ballot and how often it was cast.</summary>
/// <param name="Ballot">What it says.</param>
/// <param name="Count">How many say it, at least 1.</param>
public readonly record struct Counted<TBallot>(TBallot Ballot, long Count);

/// <summary>All ballots of a count; identical ones are counted together, in the order in which they first came.</summary>
/// <param name="Candidates">What could be chosen.</param>
/// <param name="Ballots">Each different ballot once, blank ones too.</param>
/// <param name="Total">How many ballots were cast.</param>
public sealed record Profile<TBallot>(IReadOnlyList<Candidate> Candidates, IReadOnlyList<Counted<TBallot>> Ballots, long Total)
    where TBallot : IEquatable<TBallot>
{
    /// <summary>The same voters with other ballots, for a method that asks for another kind.</summary>
    public Profile<TOther> Select<TOther>(Func<TBallot, TOther> ballot)
        where TOther : IEquatable<TOther> => Profile.Of(Candidates, Ballots.Select(one => new Counted<TOther>(ballot(one.Ballot), one.Count)));
}

/// <summary>Collects ballots one after another and groups the identical ones, so that memory grows with different ballots only.</summary>
public sealed class BallotBox<TBallot>
    where TBallot : IEquatable<TBallot>
{
    private readonly Dictionary<TBallot, int> _places = [];
    private readonly List<Counted<TBallot>> _ballots = [];
    private long _total;

    /// <summary>Puts in ballots that say the same.</summary>
    /// <exception cref="OverflowException">All ballots together exceed 2⁴⁸, beyond which sums of them might not be exact.</exception>
    public void Add(TBallot ballot, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count > CountingLimits.MaxBallots - _total)
        {
            throw new OverflowException("More ballots than can be counted exactly.");
        }

        _total += count;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, ballot, out var isKnown);
        if (isKnown)
        {
            _ballots[place] = new(_ballots[place].Ballot, _ballots[place].Count + count);
            return;
        }

        place = _ballots.Count;
        _ballots.Add(new(ballot, count));
    }

    /// <summary>All that was put in.</summary>
    public Profile<TBallot> Open(IReadOnlyList<Candidate> candidates) => new(candidates, _ballots, _total);
}

/// <summary>Makes profiles.</summary>
public static class Profile
{
    /// <summary>Groups ballots.</summary>
    public static Profile<TBallot> Of<TBallot>(IReadOnlyList<Candidate> candidates, IEnumerable<Counted<TBallot>> ballots)
        where TBallot : IEquatable<TBallot>
    {
        ArgumentNullException.ThrowIfNull(ballots);
        var box = new BallotBox<TBallot>();
        foreach (var (ballot, count) in ballots)
        {
            box.Add(ballot, count);
        }

        return box.Open(candidates);
    }
}
