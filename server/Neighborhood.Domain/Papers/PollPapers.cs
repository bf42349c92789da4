using Google.Protobuf;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Papers;

/// <summary>The papers of one poll, folded from facts.</summary>
public sealed class PollPapers
{
    private readonly List<PaperInfo> _papers = [];
    private readonly Dictionary<long, int> _newest = [];

    /// <summary>All papers, by serial.</summary>
    public IReadOnlyList<PaperInfo> All => _papers;

    /// <summary>How often papers were issued.</summary>
    public int Batches { get; private set; }

    /// <summary>How many came back.</summary>
    public long Returned { get; private set; }

    /// <summary>How many are void.</summary>
    public long Spoiled { get; private set; }

    /// <summary>How many became ballots.</summary>
    public long Counted { get; private set; }

    /// <summary>How many came back and are neither counted nor void.</summary>
    public long Uncounted { get; private set; }

    /// <summary>How many were never seen again: neither returned nor void.</summary>
    public long Outstanding => _papers.Count - Returned - _spoiledOutside;

    /// <summary>The entry that put the numbers on record, or 0.</summary>
    public long FinishSequence { get; private set; }

    /// <summary>When it did, in microseconds, or 0.</summary>
    public long FinishedMicros { get; private set; }

    private long _spoiledOutside;

    /// <summary>A paper, or null.</summary>
    public PaperInfo? Find(long serial) => serial >= 1 && serial <= _papers.Count ? _papers[(int)serial - 1] : null;

    /// <summary>The newest paper of a voter, or null.</summary>
    public PaperInfo? Of(long voter) => _newest.TryGetValue(voter, out var serial) ? _papers[serial - 1] : null;

    /// <summary>The paper of a voter that is not void, or null.</summary>
    public PaperInfo? LiveOf(long voter) => Of(voter) is { State: not PaperState.Spoiled } paper ? paper : null;

    /// <summary>The numbers as they go on record.</summary>
    public PaperCountFinished Finished(long poll) => new()
    {
        Poll = poll,
        Issued = _papers.Count,
        Returned = Returned,
        Spoiled = Spoiled,
        Counted = Counted,
        Uncounted = Uncounted,
    };

    internal void Issue(PaperIssued issued, long sequence)
    {
        Batches++;
        foreach (var voter in issued.Voters)
        {
            _papers.Add(new PaperInfo(_papers.Count + 1, voter, sequence));
            _newest[voter] = _papers.Count;
        }
    }

    internal void Return(PaperReturned returned, long micros)
    {
        foreach (var serial in returned.Serials)
        {
            Put(Find(serial)! with { State = PaperState.Returned, ReturnedMicros = micros });
            Returned++;
            Uncounted++;
        }
    }

    internal void Enter(PaperEntered entered, long sequence) => Put(Find(entered.Serial)! with
    {
        State = PaperState.Entered,
        Entry = sequence,
        EnteredBy = entered.ByResident,
        Commitment = entered.Commitment,
    });

    internal void VoidEntry(long serial) => Put(WithoutEntry(Find(serial)!, PaperState.Returned));

    internal void Spoil(long serial)
    {
        var paper = Find(serial)!;
        Put(WithoutEntry(paper, PaperState.Spoiled));
        Spoiled++;
        if (paper.IsReturned)
        {
            Uncounted--;
            return;
        }

        _spoiledOutside++;
    }

    internal void Count(long voter)
    {
        Put(WithoutEntry(Of(voter)!, PaperState.Counted));
        Counted++;
        Uncounted--;
    }

    internal void Finish(long sequence, long micros) => (FinishSequence, FinishedMicros) = (sequence, micros);

    private static PaperInfo WithoutEntry(PaperInfo paper, PaperState state) =>
        paper with { State = state, Entry = 0, EnteredBy = 0, Commitment = ByteString.Empty };

    private void Put(PaperInfo paper) => _papers[(int)paper.Serial - 1] = paper;
}
