namespace Neighborhood.Rules.Counting;

/// <summary>What happens at the end of a stage.</summary>
public enum StageMove
{
    /// <summary>Nothing more: all seats are filled.</summary>
    Done,

    /// <summary>The surplus of one elected is transferred.</summary>
    Surplus,

    /// <summary>The weakest is excluded, and the ballots pass on.</summary>
    Exclusion,
}

/// <summary>One stage of a count by single transferable vote.</summary>
/// <param name="Votes">The votes of each candidate, excluded ones 0.</param>
/// <param name="NonTransferable">Votes that nobody has any more, blank ballots left out.</param>
/// <param name="Elected">Those deemed elected at this stage, in order.</param>
/// <param name="Move">What happens then.</param>
/// <param name="Of">Whose ballots pass on; null at the last stage.</param>
/// <param name="TransferValue">Of a surplus: by what the value of each ballot is multiplied; 1 at an exclusion, 0 at the last stage.</param>
public sealed record TransferStage(
    IReadOnlyList<Fraction> Votes, Fraction NonTransferable, IReadOnlyList<int> Elected, StageMove Move, int? Of, Fraction TransferValue);

/// <summary>
/// Single transferable vote by the Scottish Local Government Elections Order 2007, schedule 1, rules 45 to 52, with two differences that are pinned here:
/// transfer values are exact fractions and are not cut after five decimals; and where the Order draws lots, the id decides.
/// <list type="bullet">
/// <item>The quota is the whole number above valid ballots / (seats + 1).</item>
/// <item>The largest surplus is transferred first: all ballots of the elected pass on, each at its value · surplus / votes; what has no next choice is
/// lost.</item>
/// <item>Without a surplus the one with the fewest votes is excluded, and those ballots pass on at the value they have.</item>
/// <item>Equal ones: who was behind (or ahead) at the latest earlier stage at which they differ; then the id.</item>
/// <item>When as many continue as seats are free, they are all elected.</item>
/// </list>
/// A ballot that ranks several of those continuing in the same rank cannot be transferred at that point.
/// </summary>
/// <param name="Quota">The quota.</param>
/// <param name="Valid">Ballots that rank somebody first.</param>
/// <param name="Stages">The stages.</param>
/// <param name="Winners">Those elected, in order.</param>
/// <param name="Reserves">Who follows when a seat falls free: those who continued to the end, the most votes first, then the last excluded first.</param>
/// <param name="Ties">The ties that decided.</param>
public sealed record TransferableVote(
    long Quota, long Valid, IReadOnlyList<TransferStage> Stages, IReadOnlyList<int> Winners, IReadOnlyList<int> Reserves, IReadOnlyList<Tie> Ties)
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots.</param>
    /// <param name="seats">How many are elected.</param>
    /// <param name="ties">Whom to ask about equal ones that no earlier stage parts.</param>
    public static TransferableVote Count(Profile<Ranking> profile, int seats, TieBreaker ties)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(ties);
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        return new TransferCount(profile, seats, ties).Run();
    }
}

/// <summary>The piles of ballots on the table, each ballot with its value.</summary>
internal sealed class TransferCount
{
    private readonly Profile<Ranking> _profile;
    private readonly TieBreaker _ties;
    private readonly List<Tie> _earlier = [];
    private readonly int _seats;
    private readonly List<(int Ballot, Fraction Value)>[] _piles;
    private readonly Fraction[] _votes;
    private readonly bool[] _isContinuing;
    private readonly List<TransferStage> _stages = [];
    private readonly List<int> _winners = [];
    private readonly List<int> _excluded = [];
    private readonly List<int> _surpluses = [];
    private readonly long _valid;
    private Fraction _lost;

    public TransferCount(Profile<Ranking> profile, int seats, TieBreaker ties)
    {
        (_profile, _seats, _ties) = (profile, Math.Min(seats, profile.Candidates.Count), ties);
        var size = profile.Candidates.Count;
        _piles = [.. Enumerable.Range(0, size).Select(_ => new List<(int, Fraction)>())];
        _votes = new Fraction[size];
        _isContinuing = new bool[size];
        Array.Fill(_isContinuing, value: true);
        for (var ballot = 0; ballot < profile.Ballots.Count; ballot++)
        {
            if (profile.Ballots[ballot].Ballot.BestOf(_isContinuing) is { } first)
            {
                _valid += profile.Ballots[ballot].Count;
                Lay(ballot, 1, first);
            }
        }

        Quota = (_valid / (seats + 1)) + 1;
    }

    private long Quota { get; }

    private IEnumerable<int> Continuing => Enumerable.Range(0, _votes.Length).Where(candidate => _isContinuing[candidate]);

    public TransferableVote Run()
    {
        while (true)
        {
            var votes = _votes.ToArray();
            var elected = Elect();
            if (_winners.Count == _seats)
            {
                _stages.Add(new TransferStage(votes, _lost, elected, StageMove.Done, null, 0));
                break;
            }

            // What the Order says of ties looks back at the stages before this one, so the stage is added once its move is chosen.
            var (move, of) = _surpluses.Count > 0 ? (StageMove.Surplus, LargestSurplus()) : (StageMove.Exclusion, Weakest());
            var value = move == StageMove.Surplus ? (_votes[of] - Quota) / _votes[of] : 1;
            _stages.Add(new TransferStage(votes, _lost, elected, move, of, value));
            PassOn(of, value, move);
        }

        var reserves = Continuing
            .OrderByDescending(candidate => _votes[candidate])
            .ThenBy(candidate => _profile.Candidates[candidate].Id, StringComparer.Ordinal);
        return new TransferableVote(Quota, _valid, _stages, _winners, [.. reserves, .. Enumerable.Reverse(_excluded)], [.. _earlier, .. _ties.Met]);
    }

    private List<int> Elect()
    {
        var isFilled = Continuing.Count() <= _seats - _winners.Count;
        var elected = Continuing
            .Where(candidate => isFilled || _votes[candidate] >= Quota)
            .GroupBy(candidate => _votes[candidate])
            .OrderByDescending(level => level.Key)
            .SelectMany(level => _ties.InOrder([.. level]))
            .ToList();
        foreach (var candidate in elected)
        {
            _isContinuing[candidate] = false;
            _winners.Add(candidate);
            if (_votes[candidate] > Quota)
            {
                _surpluses.Add(candidate);
            }
        }

        return elected;
    }

    private int LargestSurplus()
    {
        var most = _surpluses.Max(candidate => _votes[candidate]);
        var chosen = One(TieOver.Surplus, [.. _surpluses.Where(candidate => _votes[candidate] == most).Order()], isMost: true);
        _surpluses.Remove(chosen);
        return chosen;
    }

    private int Weakest()
    {
        var fewest = Continuing.Min(candidate => _votes[candidate]);
        return One(TieOver.Elimination, [.. Continuing.Where(candidate => _votes[candidate] == fewest)], isMost: false);
    }

    private int One(TieOver over, List<int> equal, bool isMost)
    {
        var left = equal;
        for (var stage = _stages.Count - 1; stage >= 0 && left.Count > 1; stage--)
        {
            var votes = _stages[stage].Votes;
            var extreme = isMost ? left.Max(candidate => votes[candidate]) : left.Min(candidate => votes[candidate]);
            left = [.. left.Where(candidate => votes[candidate] == extreme)];
        }

        if (left.Count == 1 && equal.Count > 1)
        {
            _earlier.Add(new Tie(over, _stages.Count + 1, equal, left, TieBrokenBy.EarlierStage));
        }

        return left.Count == 1 ? left[0] : _ties.Take(over, _stages.Count + 1, left, 1)[0];
    }

    private void PassOn(int of, Fraction value, StageMove move)
    {
        var pile = _piles[of];
        _piles[of] = [];
        if (move == StageMove.Exclusion)
        {
            _isContinuing[of] = false;
            _excluded.Add(of);
        }

        _votes[of] = move == StageMove.Surplus ? Quota : 0;
        foreach (var (ballot, worth) in pile)
        {
            Lay(ballot, worth * value, _profile.Ballots[ballot].Ballot.BestOf(_isContinuing));
        }
    }

    private void Lay(int ballot, Fraction value, int? candidate)
    {
        var votes = value * _profile.Ballots[ballot].Count;
        if (candidate is not { } whose)
        {
            _lost += votes;
            return;
        }

        _piles[whose].Add((ballot, value));
        _votes[whose] += votes;
    }
}
