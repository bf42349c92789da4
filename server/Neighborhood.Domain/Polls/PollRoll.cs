using System.Collections.Immutable;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// The roll of one poll with what each voter did, in flat arrays: 49 bytes a voter and no object each, since it is kept as long as the poll, and
/// for each ballot of the chain the row it is of, and for each that was replaced its entry. A row is found by binary search.
/// </summary>
public sealed class PollRoll
{
    private readonly long[] _voters;
    private readonly long[] _areas;
    private readonly int[] _heads;
    private readonly int[] _ordinals;
    private readonly long[] _sequences;
    private readonly long[] _micros;
    private readonly List<int> _chain = [];
    private readonly List<long> _replaced = [];
    private readonly long[] _devices;
    private readonly SortedDictionary<int, long> _castBy = [];
    private readonly byte[] _channels;

    // Replaced and never changed: a bundle that is being made reads the roll outside the mailbox.
    private ImmutableHashSet<int> _struck = [];

    internal PollRoll(RollDrafted drafted)
    {
        _voters = [.. drafted.Rows.Voters];
        _areas = [.. drafted.Rows.AreasCm2];
        _heads = [.. drafted.Rows.Heads];
        _ordinals = new int[_voters.Length];
        _sequences = new long[_voters.Length];
        _micros = new long[_voters.Length];
        _devices = new long[_voters.Length];
        _channels = new byte[_voters.Length];
        if (_heads.Length == 0)
        {
            _heads = new int[_voters.Length];
            Array.Fill(_heads, 1);
        }

        TotalHeadcount = drafted.TotalHeadcount;
        TotalAreaCm2 = drafted.TotalAreaCm2;
    }

    /// <summary>Rows, one per voter.</summary>
    public int Count => _voters.Length;

    /// <summary>All persons of the electorate, those without a row included.</summary>
    public long TotalHeadcount { get; }

    /// <summary>All exclusive area of the electorate in square centimetres, that without a voter included.</summary>
    public long TotalAreaCm2 { get; }

    /// <summary>The voters in ascending order.</summary>
    internal ReadOnlySpan<long> Voters => _voters;

    /// <summary>The row of a resident; negative where there is none.</summary>
    public int IndexOf(long resident) => Array.BinarySearch(_voters, resident);

    /// <summary>A row as it stands now.</summary>
    public RollRow this[int index] => new(
        _voters[index], _areas[index], _heads[index], _ordinals[index], _sequences[index], _micros[index], _devices[index],
        _castBy.GetValueOrDefault(index), _struck.Contains(index))
    {
        Channel = (BallotChannel)_channels[index],
    };

    /// <summary>Whether a row has a ballot.</summary>
    internal bool HasVoted(int index) => _ordinals[index] != 0;

    /// <summary>The rows whose ballots count, in the order of the chain, behind an ordinal; 0 for all. Others are passed over.</summary>
    internal IEnumerable<RollRow> CountedBehind(int ordinal)
    {
        for (var next = ordinal + 1; next <= _chain.Count; next++)
        {
            if (_ordinals[_chain[next - 1]] == next && !_struck.Contains(_chain[next - 1]))
            {
                yield return this[_chain[next - 1]];
            }
        }
    }

    /// <summary>Voters whose ballot that counts was cast by this proxy.</summary>
    internal int CountCastBy(long proxy) => _castBy.Values.Count(by => by == proxy);

    /// <summary>The first row behind a voter, or the number of rows.</summary>
    internal int IndexBehind(long voter)
    {
        var index = IndexOf(voter);
        return index < 0 ? ~index : index + 1;
    }

    /// <summary>The entries of all ballots, replaced ones included.</summary>
    internal IEnumerable<long> BallotSequences => _sequences.Where(sequence => sequence != 0).Concat(_replaced);

    internal void Put(int index, BallotCast cast, long sequence, long micros)
    {
        _chain.Add(index);
        if (_sequences[index] != 0)
        {
            _replaced.Add(_sequences[index]);
        }

        _ordinals[index] = checked((int)cast.Ordinal);
        _sequences[index] = sequence;
        _micros[index] = micros;
        _devices[index] = cast.Device;
        _castBy.Remove(index);
        if (cast.CastBy != 0)
        {
            _castBy.Add(index, cast.CastBy);
        }

        _channels[index] = (byte)(cast.Channel == BallotChannel.ChannelUnspecified ? BallotChannel.Online : cast.Channel);
    }

    internal void Strike(int index) => _struck = _struck.Add(index);

    internal RollRows ToRows()
    {
        var rows = new RollRows { Voters = { _voters }, AreasCm2 = { _areas } };
        if (_heads.Any(heads => heads != 1))
        {
            rows.Heads.AddRange(_heads);
        }

        return rows;
    }
}

/// <summary>One row of a roll.</summary>
/// <param name="Voter">The resident.</param>
/// <param name="AreaCm2">The area the ballot weighs.</param>
/// <param name="Heads">The persons it counts for.</param>
/// <param name="Ordinal">The ordinal of the ballot that counts, or 0.</param>
/// <param name="Sequence">The entry of that ballot.</param>
/// <param name="TimeMicros">When it was cast.</param>
/// <param name="Device">The device that signed it, or 0.</param>
/// <param name="CastBy">The proxy who cast it; 0 for the voter.</param>
/// <param name="IsStruck">Whether it was struck after the close and does not count.</param>
public readonly record struct RollRow(
    long Voter, long AreaCm2, int Heads, int Ordinal, long Sequence, long TimeMicros, long Device, long CastBy, bool IsStruck)
{
    /// <summary>How it came in.</summary>
    public BallotChannel Channel { get; init; }

    /// <summary>Whether there is a ballot.</summary>
    public bool HasVoted => Ordinal != 0;
}
