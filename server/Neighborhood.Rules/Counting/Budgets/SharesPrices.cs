using System.Numerics;

namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>What everybody still has, and what projects would cost them.</summary>
internal sealed class SharesPrices
{
    private const long NoMoney = -1;

    // Another step of Newton's would change a bound that rose by less than this by far less still.
    private const int NearBits = 12;
    private readonly SharesTable _table;
    private readonly List<BigInteger> _numerators = [];
    private readonly int[] _boughtAs;
    private readonly long[] _money;
    private BigInteger _denominator;
    private BigInteger _share;

    public SharesPrices(SharesTable table, Fraction endowment)
    {
        _table = table;
        (_share, _denominator) = (endowment.Numerator, endowment.Denominator);
        _boughtAs = new int[table.Costs.Length];
        Array.Fill(_boughtAs, -1);
        _money = new long[table.Counts.Length];
        Array.Fill(_money, (long)((_share << _table.PointBits) / _denominator));
    }

    /// <summary>
    /// A bound that the price of a project is not below, given another such bound; null where its supporters certainly cannot pay for it. Newton's method on
    /// a sum that bends only where a voter runs out of money; it rises to the answer and never passes it.
    /// </summary>
    public SharesBound? AtLeast(int project, SharesBound bound)
    {
        var (rows, worths) = (_table.Supporters[project], _table.SupporterWorths[project]);
        var cost = _table.Costs[project] << _table.PointBits;
        while (true)
        {
            long held = 0;
            long payers = 0;
            long all = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                var most = _money[rows[i]] + 1;
                var count = _table.Counts[rows[i]];
                all += count;
                if (most < bound.Price * worths[i])
                {
                    held += count * most;
                    all -= count;
                    continue;
                }

                payers += count * worths[i];
            }

            if (payers == 0)
            {
                return held >= cost ? bound : null;
            }

            var next = (cost - held) / payers;
            if (next <= bound.Price)
            {
                return bound;
            }

            var isNear = next - bound.Price <= bound.Price >> NearBits;
            bound = new SharesBound(project, next, _table.SupporterCounts[project] - all, payers);
            if (isNear)
            {
                return bound;
            }
        }
    }

    /// <summary>The exact price; null where the supporters cannot pay it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="atLeast">A bound that the price is not below.</param>
    public SharesPrice? Exactly(int project, long atLeast)
    {
        var (rows, worths) = (_table.Supporters[project], _table.SupporterWorths[project]);
        var isOut = new bool[rows.Length];
        var sum = new ExactSum(this);
        long payers = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            isOut[i] = atLeast > 0 && _money[rows[i]] + 1 <= atLeast * worths[i];
            payers += isOut[i] ? 0 : _table.Counts[rows[i]] * worths[i];
            sum.Add(isOut[i] ? rows[i] : -1);
        }

        while (payers > 0)
        {
            var numerator = (_table.Costs[project] * _denominator) - sum.Value;
            var above = numerator.Sign <= 0 ? 0 : ((numerator << _table.PointBits) / (_denominator * payers)) + 1;
            var ceiling = (long)BigInteger.Min(long.MaxValue / _table.MaxWorth, above);
            var before = payers;
            for (var i = 0; i < rows.Length; i++)
            {
                if (!isOut[i] && _money[rows[i]] - _numerators.Count <= ceiling * worths[i] && MoneyOf(rows[i]) * before < numerator * worths[i])
                {
                    isOut[i] = true;
                    payers -= _table.Counts[rows[i]] * worths[i];
                    sum.Add(rows[i]);
                }
            }

            if (payers == before)
            {
                return new SharesPrice(project, numerator, payers, (BigInteger)payers * _table.Factors[project]);
            }
        }

        return null;
    }

    /// <summary>Takes the price of a project from its supporters.</summary>
    public EqualSharesPurchase Pay(SharesPrice price)
    {
        var (rows, worths) = (_table.Supporters[price.Project], _table.SupporterWorths[price.Project]);
        var cuts = new Dictionary<long, long>();
        long inFull = 0;
        long allTheyHad = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            ref var money = ref _money[rows[i]];
            if (money == NoMoney)
            {
                continue;
            }

            var cut = CutFor(price, worths[i], cuts);
            var order = Compare(rows[i], worths[i], cut, price);
            inFull += order >= 0 ? _table.Counts[rows[i]] : 0;
            allTheyHad += order < 0 ? _table.Counts[rows[i]] : 0;
            money = order <= 0 ? NoMoney : money - cut;
        }

        var rho = Rho(price);
        Keep(price);
        return new EqualSharesPurchase(price.Project, rho, inFull, allTheyHad);
    }

    /// <summary>What the supporters of a project have together.</summary>
    public Fraction HeldFor(int project)
    {
        var sum = new ExactSum(this);
        foreach (var row in _table.Supporters[project])
        {
            sum.Add(row);
        }

        return new Fraction(sum.Value, _denominator);
    }

    /// <summary>What is paid per unit of utility.</summary>
    public Fraction Rho(SharesPrice price) => new(price.Numerator, _denominator * price.PayersAndFactor);

    /// <summary>The price in fixed point, cut.</summary>
    public long Cut(SharesPrice price) => (long)((price.Numerator << _table.PointBits) / (_denominator * price.Payers));

    /// <summary>A bound that ρ is not below, from one of the price.</summary>
    public Int128 KeyAtLeast(int project, long price) => ((Int128)price << _table.KeyBits) / _table.Factors[project];

    /// <summary>A bound that ρ does not exceed.</summary>
    public Int128 KeyAtMost(SharesPrice price) =>
        (Int128)(((price.Numerator << (_table.PointBits + _table.KeyBits)) / (_denominator * price.PayersAndFactor)) + 1);

    private long CutFor(SharesPrice price, long worth, Dictionary<long, long> cuts)
    {
        if (!cuts.TryGetValue(worth, out var cut))
        {
            cuts[worth] = cut = (long)((price.Numerator * worth << _table.PointBits) / (_denominator * price.Payers));
        }

        return cut;
    }

    /// <summary>How a voter's money compares with the price: the fixed point where that is sure, the fractions where it is close.</summary>
    private int Compare(int row, long worth, long cut, SharesPrice price)
    {
        if (_money[row] + 1 <= cut)
        {
            return -1;
        }

        return _money[row] - _numerators.Count > cut ? 1 : (MoneyOf(row) * price.Payers).CompareTo(price.Numerator * worth);
    }

    /// <summary>A voter's money over the common denominator.</summary>
    private BigInteger MoneyOf(int row)
    {
        var sum = new ExactSum(this);
        sum.AddOne(row, 1);
        return sum.Value;
    }

    private void Keep(SharesPrice price)
    {
        var divisor = BigInteger.GreatestCommonDivisor(price.Numerator, price.Payers);
        var widening = price.Payers / divisor;
        for (var i = 0; i < _numerators.Count; i++)
        {
            _numerators[i] *= widening;
        }

        _denominator *= widening;
        _share *= widening;
        _boughtAs[price.Project] = _numerators.Count;
        _numerators.Add(price.Numerator / divisor);
    }

    /// <summary>Adds up the money of voters as so many shares less so many of each price: whole numbers until the end.</summary>
    private sealed class ExactSum(SharesPrices prices)
    {
        private readonly long[] _times = new long[prices._numerators.Count];
        private long _shares;

        public BigInteger Value
        {
            get
            {
                var value = prices._share * _shares;
                for (var i = 0; i < _times.Length; i++)
                {
                    value -= _times[i] == 0 ? 0 : prices._numerators[i] * _times[i];
                }

                return value;
            }
        }

        public void Add(int row)
        {
            if (row >= 0)
            {
                AddOne(row, prices._table.Counts[row]);
            }
        }

        public void AddOne(int row, long count)
        {
            if (prices._money[row] == NoMoney)
            {
                return;
            }

            _shares += count;
            var (projects, worths) = (prices._table.Projects[row], prices._table.Worths[row]);
            for (var i = 0; i < projects.Length; i++)
            {
                if (prices._boughtAs[projects[i]] is var bought and >= 0)
                {
                    _times[bought] += count * worths[i];
                }
            }
        }
    }
}
