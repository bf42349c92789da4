namespace Neighborhood.Rules.Counting;

/// <summary>What equal candidates were equal in.</summary>
public enum TieOver
{
    /// <summary>The last of the seats.</summary>
    Seat,

    /// <summary>Who leaves the count.</summary>
    Elimination,

    /// <summary>Whose surplus goes first.</summary>
    Surplus,

    /// <summary>Which project is paid for next.</summary>
    Project,
}

/// <summary>By what a tie was broken.</summary>
public enum TieBrokenBy
{
    /// <summary>The id: of equal candidates the one whose id comes first as a string is ahead.</summary>
    Id,

    /// <summary>More supporters, then the lower cost, then the id.</summary>
    SupportThenCostThenId,

    /// <summary>The lower cost, then the id.</summary>
    CostThenId,

    /// <summary>Who was ahead at the latest earlier stage at which they differed.</summary>
    EarlierStage,
}

/// <summary>An exact tie that decided something.</summary>
/// <param name="Over">What they were equal in.</param>
/// <param name="Round">The round it came up in, from 1.</param>
/// <param name="Between">The equal ones, in the order of the list.</param>
/// <param name="Taken">Which of them got the seat or the money, left, or went first.</param>
/// <param name="By">What decided it.</param>
public sealed record Tie(TieOver Over, int Round, IReadOnlyList<int> Between, IReadOnlyList<int> Taken, TieBrokenBy By);

/// <summary>
/// Whom a count asks when candidates are equal: the written rule, or a walk through every way there is. Within one count the same question has the same
/// answer.
/// </summary>
public abstract class TieBreaker
{
    /// <summary>Takes <paramref name="count"/> of the equal ones.</summary>
    /// <param name="over">What they are equal in; of an <see cref="TieOver.Elimination"/> those are taken who leave.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="equal">The equal ones, more than <paramref name="count"/>.</param>
    /// <param name="count">How many, at least 1.</param>
    public abstract IReadOnlyList<int> Take(TieOver over, int round, IReadOnlyList<int> equal, int count);

    /// <summary>Equal ones who all get a seat, in the order in which they stand among those elected: that of the list, unless a rule says otherwise.</summary>
    public virtual IReadOnlyList<int> InOrder(IReadOnlyList<int> equal) => equal;

    /// <summary>The ties met so far.</summary>
    public virtual IReadOnlyList<Tie> Met => [];
}

/// <summary>Breaks ties by an order that stands before the count begins, and records each.</summary>
public sealed class TieRule : TieBreaker
{
    private readonly List<Tie> _met = [];
    private readonly Comparison<int> _order;
    private readonly TieBrokenBy _by;
    private readonly bool _isThroughout;

    private TieRule(TieBrokenBy by, Comparison<int> order, bool isThroughout = false)
    {
        _by = by;
        _order = order;
        _isThroughout = isThroughout;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tie> Met => _met;

    /// <summary>Of equal candidates the one whose id comes first as a string is ahead; it is the last to leave.</summary>
    public static TieRule ById(IReadOnlyList<Candidate> candidates) =>
        new(TieBrokenBy.Id, (one, other) => string.CompareOrdinal(candidates[one].Id, candidates[other].Id));

    /// <summary>As <see cref="ById"/>, and equal ones who are all elected stand in that order, too.</summary>
    public static TieRule ByIdThroughout(IReadOnlyList<Candidate> candidates) =>
        new(TieBrokenBy.Id, (one, other) => string.CompareOrdinal(candidates[one].Id, candidates[other].Id), isThroughout: true);

    /// <summary>An order of the caller's own; the smaller is ahead.</summary>
    public static TieRule By(TieBrokenBy name, Comparison<int> order) => new(name, order);

    /// <inheritdoc/>
    public override IReadOnlyList<int> InOrder(IReadOnlyList<int> equal) => _isThroughout ? Sorted(equal) : equal;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Take(TieOver over, int round, IReadOnlyList<int> equal, int count)
    {
        var ordered = Sorted(equal);
        IReadOnlyList<int> taken = over == TieOver.Elimination ? [.. ordered.TakeLast(count)] : [.. ordered.Take(count)];
        _met.Add(new Tie(over, round, [.. equal], taken, _by));
        return taken;
    }

    private List<int> Sorted(IReadOnlyList<int> equal)
    {
        var ordered = equal.ToList();
        ordered.Sort(_order);
        return ordered;
    }
}

/// <summary>What a count could have come to under other ways of breaking its ties.</summary>
/// <param name="Winners">Each set of winners once, ascending; the sets in the order in which they were found.</param>
/// <param name="IsComplete">Whether these are all; false where a bound of <see cref="CountingLimits"/> was met first.</param>
public sealed record TiedOutcomes(IReadOnlyList<IReadOnlyList<int>> Winners, bool IsComplete)
{
    /// <summary>Counts again and again, until every way of breaking ties was gone or a bound is met.</summary>
    /// <param name="count">The count: who wins, under a way of breaking ties.</param>
    /// <param name="maxRuns">How often it is counted at most.</param>
    public static TiedOutcomes Of(Func<TieBreaker, IReadOnlyList<int>> count, int maxRuns = CountingLimits.MaxTieRuns)
    {
        ArgumentNullException.ThrowIfNull(count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var outcomes = new List<IReadOnlyList<int>>();
        var walk = new TieWalk();
        for (var runs = 0; runs < maxRuns && outcomes.Count < CountingLimits.MaxTiedOutcomes; runs++)
        {
            var winners = count(walk).Order().ToList();
            if (seen.Add(string.Join(',', winners)))
            {
                outcomes.Add(winners);
            }

            if (!walk.GoOn())
            {
                return new TiedOutcomes(outcomes, IsComplete: true);
            }
        }

        return new TiedOutcomes(outcomes, IsComplete: false);
    }

    /// <summary>An odometer of decisions: each run repeats those before the last open one, and takes that one the other way.</summary>
    private sealed class TieWalk : TieBreaker
    {
        private readonly List<(int Chosen, int Ways)> _decisions = [];
        private readonly Dictionary<string, IReadOnlyList<int>> _answers = new(StringComparer.Ordinal);
        private int _at;

        public override IReadOnlyList<int> Take(TieOver over, int round, IReadOnlyList<int> equal, int count)
        {
            var question = $"{over} {count} {string.Join(',', equal)}";
            if (!_answers.TryGetValue(question, out var answer))
            {
                _answers[question] = answer = Answer(equal, count);
            }

            return answer;
        }

        public bool GoOn()
        {
            _at = 0;
            _answers.Clear();
            while (_decisions.Count > 0)
            {
                var (chosen, ways) = _decisions[^1];
                _decisions.RemoveAt(_decisions.Count - 1);
                if (chosen + 1 < ways)
                {
                    _decisions.Add((chosen + 1, ways));
                    return true;
                }
            }

            return false;
        }

        private List<int> Answer(IReadOnlyList<int> equal, int count)
        {
            if (count == 1)
            {
                return [equal[Decide(equal.Count)]];
            }

            var taken = new List<int>();
            for (var i = 0; i < equal.Count && taken.Count < count; i++)
            {
                var mustTake = count - taken.Count == equal.Count - i;
                if (mustTake || Decide(2) == 0)
                {
                    taken.Add(equal[i]);
                }
            }

            return taken;
        }

        private int Decide(int ways)
        {
            if (_at == _decisions.Count)
            {
                _decisions.Add((0, ways));
            }

            return _decisions[_at++].Chosen;
        }
    }
}
