using System.Numerics;

namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>
/// Spends the shares once, from one endowment. Exact, and fast by four things:
/// <list type="bullet">
/// <item>A voter's money is either 0 or the endowment less the prices of what was bought, so it follows from a list of prices, which alone are kept as
/// fractions (over one common denominator). Beside it stands the money in fixed point, near enough to decide every comparison but the closest, and those
/// are decided by the fractions.</item>
/// <item>Money only falls, so a project's price only rises: what was found in an earlier round is a lower bound, and most projects need no new look.</item>
/// <item>Whatever set of voters is taken to be out of money, the price that follows is a lower bound of the true one, and the true one when the set is
/// right.</item>
/// <item>Once a run has bought what an earlier one, from a smaller endowment, had bought at some point, in whatever order, nobody has more than a known amount
/// more than there. So the bounds of that run, lowered by what the amount can do, are bounds of this one, and only projects near the best are looked at
/// again.</item>
/// </list>
/// </summary>
internal sealed class SharesRun
{
    private const long NotBought = -1;
    private readonly SharesTable _table;
    private readonly Fraction _endowment;
    private readonly SharesPrices _prices;
    private readonly TieBreaker _ties;
    private SharesRun? _before;
    private readonly PriorityQueue<int, Int128> _queue = new();
    private readonly int[] _lookedAt;
    private readonly SharesBound[] _bounds;
    private readonly List<EqualSharesPurchase> _purchases = [];
    private readonly List<SharesRound> _rounds = [];
    private readonly List<int> _contenders = [];
    private readonly List<SharesPrice> _equal = [];
    private readonly long[] _cuts;
    private bool _isAsBefore;
    private Int128 _growth;
    private int _matched;
    private int _carried;

    /// <summary>Makes a run.</summary>
    /// <param name="table">Who supports what.</param>
    /// <param name="endowment">Everybody's share.</param>
    /// <param name="ties">Whom to ask about equal ones.</param>
    /// <param name="before">A run of the same table from a smaller endowment; null for none.</param>
    public SharesRun(SharesTable table, Fraction endowment, TieBreaker ties, SharesRun? before)
    {
        (_table, _endowment, _ties, _before) = (table, endowment, ties, before);
        _prices = new SharesPrices(table, endowment);
        _lookedAt = new int[table.Costs.Length];
        _bounds = [.. Enumerable.Range(0, table.Costs.Length).Select(project => new SharesBound(project, 0, 0, 1))];
        _queue.EnqueueRange(_bounds.Where(bound => table.Supporters[bound.Project].Length > 0).Select(bound => (bound.Project, Int128.Zero)));
        _cuts = new long[table.Costs.Length];
        Array.Fill(_cuts, NotBought);
        _isAsBefore = before is not null;
        _growth = before is null ? 0 : (Int128)(((endowment - before._endowment) * Fraction.FromInt64(1L << table.PointBits)).Floor + 2);
    }

    public IReadOnlyList<EqualSharesPurchase> Purchases => _purchases;

    /// <summary>What was bought, in order.</summary>
    public IEnumerable<int> Bought => _rounds.Where(round => round.Key is not null).Select(round => round.Key!.Project);

    /// <summary>
    /// Spends the shares. To certify is to give up, with false, as soon as it is not certain that every endowment from the one of the run before to this one
    /// buys the same in the same order.
    /// </summary>
    public bool Spend(bool certify)
    {
        while (true)
        {
            var earlier = _isAsBefore && _rounds.Count < _before!._rounds.Count ? _before._rounds[_rounds.Count] : null;
            BeginRound();
            var guard = certify ? earlier?.Key : null;
            if (Cheapest(guard) is not { } best)
            {
                _before = null;
                return !certify || earlier is { Key: null };
            }

            if (certify && !IsSure(guard, best))
            {
                return false;
            }

            Buy(best, earlier);
        }
    }

    /// <summary>
    /// Whether the same is bought from every endowment between. A second contender was at or below what the run before paid, so that somewhere between it may
    /// have been cheaper; unless the same ones were tied at the same price there and here, for then they are tied all the way.
    /// </summary>
    private bool IsSure(SharesKey? guard, SharesPrice best)
    {
        if (guard?.Project != best.Project || _contenders.Count > _equal.Count)
        {
            return false;
        }

        return _equal.Count == 1 || (Tied().SequenceEqual(guard.Tied) && _prices.Rho(best) == _before!._purchases[_rounds.Count - 1].Rho);
    }

    /// <summary>What supported projects lacked in the end.</summary>
    public IReadOnlyList<EqualSharesShortfall> Shortfalls() =>
    [
        .. Enumerable.Range(0, _table.Costs.Length).Except(Bought)
            .Where(project => _table.Supporters[project].Length > 0)
            .Select(project => (Project: project, Held: _prices.HeldFor(project)))
            .Select(one => new EqualSharesShortfall(one.Project, one.Held, _table.Costs[one.Project] - one.Held)),
    ];

    private void BeginRound()
    {
        _rounds.Add(new SharesRound([]));
        for (; _before is not null && _carried <= _matched && _carried < _before._rounds.Count; _carried++)
        {
            foreach (var bound in _before._rounds[_carried].Looks)
            {
                Carry(bound);
            }
        }
    }

    // What is carried is carried on: the next run starts from it where this one has nothing better.
    private void Carry(SharesBound bound)
    {
        var lower = bound.Price - (bound.Out * _growth / bound.Payers) - 1;
        if (_cuts[bound.Project] == NotBought && lower > _bounds[bound.Project].Price)
        {
            _bounds[bound.Project] = bound with { Price = (long)lower };
            _rounds[^1].Looks.Add(_bounds[bound.Project]);
        }
    }

    /// <summary>Follows the earlier run as far as all it bought is bought here, and adds up how much more anybody can have for it.</summary>
    private void Match()
    {
        while (_before?._rounds[_matched].Key is { } key && _cuts[key.Project] is var cut and not NotBought)
        {
            _growth += Int128.Max(0, key.Cut + 1 - cut) * _table.MaxWorth;
            _matched++;
        }
    }

    /// <summary>The project with the smallest ρ, ties broken; null where none can be paid for. Fills the contenders: those at or below the bound.</summary>
    private SharesPrice? Cheapest(SharesKey? guard)
    {
        _contenders.Clear();
        var round = _rounds.Count;
        _equal.Clear();
        var most = guard?.AtMost ?? 0;
        while (_queue.TryPeek(out var project, out var key) && (_equal.Count == 0 || key <= most))
        {
            _queue.Dequeue();
            var sure = _prices.KeyAtLeast(project, _bounds[project].Price);
            if (key < sure)
            {
                _queue.Enqueue(project, sure);
            }
            else if (_lookedAt[project] != round)
            {
                LookAt(project);
            }
            else if (_prices.Exactly(project, _bounds[project].Price) is { } price)
            {
                Contend(price);
                most = Int128.Max(guard?.AtMost ?? 0, _prices.KeyAtMost(_equal[0]));
            }
        }

        _queue.EnqueueRange(_contenders.Select(project => (project, _prices.KeyAtLeast(project, _bounds[project].Price))));
        return _equal.Count == 0 ? null : One();
    }

    private void Contend(SharesPrice price)
    {
        _contenders.Add(price.Project);
        var order = _equal.Count == 0 ? 0 : price.CompareTo(_equal[0]);
        if (order < 0)
        {
            _equal.Clear();
        }

        if (order <= 0)
        {
            _equal.Add(price);
        }
    }

    private SharesPrice One()
    {
        if (_equal.Count == 1)
        {
            return _equal[0];
        }

        var chosen = _ties.Take(TieOver.Project, _rounds.Count, Tied(), 1)[0];
        return _equal.Single(price => price.Project == chosen);
    }

    private List<int> Tied() => [.. _equal.Select(price => price.Project).Order()];

    private void LookAt(int project)
    {
        if (_prices.AtLeast(project, _bounds[project]) is not { } bound)
        {
            return;
        }

        _lookedAt[project] = _rounds.Count;
        _bounds[project] = bound;
        _rounds[^1].Looks.Add(bound);
        _queue.Enqueue(project, _prices.KeyAtLeast(project, bound.Price));
    }

    private void Buy(SharesPrice price, SharesRound? earlier)
    {
        var cut = _prices.Cut(price);
        _rounds[^1] = _rounds[^1] with { Key = new SharesKey(price.Project, _prices.KeyAtMost(price), cut, Tied()) };
        _isAsBefore = earlier?.Key?.Project == price.Project;
        _cuts[price.Project] = cut;
        Match();
        var kept = _queue.UnorderedItems.Where(item => item.Element != price.Project).ToList();
        _queue.Clear();
        _queue.EnqueueRange(kept);
        _purchases.Add(_prices.Pay(price));
    }
}

/// <summary>What a round found out.</summary>
/// <param name="Looks">The bounds found in it.</param>
/// <param name="Key">What was bought; null in the last round.</param>
internal sealed record SharesRound(List<SharesBound> Looks, SharesKey? Key = null);

/// <summary>A bound that a project's price for each unit of worth is not below, in fixed point, and whom it takes to be out of money.</summary>
/// <param name="Project">The project.</param>
/// <param name="Price">The bound.</param>
/// <param name="Out">How many voters.</param>
/// <param name="Payers">The worth of the project to the others.</param>
internal readonly record struct SharesBound(int Project, long Price, long Out, long Payers);

/// <summary>A purchase, as a later run compares with it.</summary>
/// <param name="Project">What was bought.</param>
/// <param name="AtMost">A bound that its ρ does not exceed, in the fixed point of all runs of one count.</param>
/// <param name="Cut">The price for each unit of worth, in fixed point, cut.</param>
/// <param name="Tied">All that had the same ρ, it among them.</param>
internal sealed record SharesKey(int Project, Int128 AtMost, long Cut, IReadOnlyList<int> Tied);

/// <summary>The exact price of a project for each unit of worth: Numerator / (Denominator of all prices · Payers).</summary>
/// <param name="Project">The project.</param>
/// <param name="Numerator">Above the line.</param>
/// <param name="Payers">The worth of the project to those who pay the price in full.</param>
/// <param name="PayersAndFactor">That times the factor of the project: ρ is Numerator / (Denominator · PayersAndFactor).</param>
internal sealed record SharesPrice(int Project, BigInteger Numerator, long Payers, BigInteger PayersAndFactor) : IComparable<SharesPrice>
{
    public int CompareTo(SharesPrice? other) => other is null ? 1 : (Numerator * other.PayersAndFactor).CompareTo(other.Numerator * PayersAndFactor);
}
