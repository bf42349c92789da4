using System.Buffers;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Writing;

/// <summary>A segment while it fills: entries are serialized and hashed once, here, and never again. Used under its ledger's mailbox lock.</summary>
internal sealed class PendingSegment(long firstSequence)
{
    private readonly ArrayBufferWriter<byte> _entries = new(4_096);
    private readonly ArrayBufferWriter<byte> _leaves = new(1_024);
    private readonly List<(int Offset, int Length)> _spans = [];
    private readonly List<TaskCompletionSource> _waiters = [];
    private Task? _outcome;
    private int _sideBytes;
    private int _requestBytes;

    public long FirstSequence { get; } = firstSequence;

    public int Count => _spans.Count;

    public List<FeedEvent> Events { get; } = [];

    public List<Entry> Entries { get; } = [];

    public SideBlock Side { get; } = new();

    public RequestRecords Requests { get; } = new();

    /// <summary>Keeps a command's request id beside the segment.</summary>
    public void Remember(RequestRecord record)
    {
        Requests.Records.Add(record);
        _requestBytes += record.CalculateSize() + 8;
    }

    public List<VaultRecord> VaultPuts { get; } = [];

    public List<string> VaultErasures { get; } = [];

    public List<long> SideErasures { get; } = [];

    /// <summary>What its facts erase beyond one write.</summary>
    public List<ErasureNote> Notes { get; } = [];

    /// <summary>The note of which it erases a piece, with nothing else in it; or null.</summary>
    public ErasureNote? Erases { get; init; }

    /// <summary>How many entries its piece is; known once sealed.</summary>
    public int ErasedCount { get; set; }

    /// <summary>How often something was erased in its ledger before it was closed.</summary>
    public long ErasuresBefore { get; private set; }

    /// <summary>Whether it is durable already.</summary>
    public bool IsDurable => Volatile.Read(ref _outcome) is { IsCompletedSuccessfully: true };

    /// <summary>Completes once everything in here is durable; faults with the storage's failure.</summary>
    public Task WaitAsync()
    {
        lock (_waiters)
        {
            if (_outcome is not null)
            {
                return _outcome;
            }

            var waiter = new TaskCompletionSource();
            _waiters.Add(waiter);
            return waiter.Task;
        }
    }

    /// <summary>The tree after this segment; known once sealed.</summary>
    public (long Size, byte[] Root) Tree { get; private set; }

    public LedgerHead? Head { get; private set; }

    /// <summary>Whether an empty segment has room for entries with what stands beside them: leaf hashes, texts, the record of the request.</summary>
    public static bool IsEverRoomFor(int entryBytes, int besideBytes) =>
        entryBytes <= Limits.SegmentEntriesBytes && (long)entryBytes + besideBytes <= Limits.SegmentBytes;

    /// <summary>Whether this one has.</summary>
    public bool HasRoomFor(int entryBytes, int besideBytes) =>
        _entries.WrittenCount + entryBytes <= Limits.SegmentEntriesBytes
        && _entries.WrittenCount + _leaves.WrittenCount + _sideBytes + _requestBytes + entryBytes + besideBytes <= Limits.SegmentBytes;

    /// <summary>Serializes and hashes one entry; gives its leaf hash.</summary>
    public ReadOnlySpan<byte> Add(Entry entry, SideItem? side)
    {
        var size = entry.CalculateSize();
        var prefix = CodedOutputStream.ComputeLengthSize(size);
        var span = _entries.GetSpan(prefix + size)[..(prefix + size)];
        WriteVarint(span, (uint)size);
        entry.WriteTo(span[prefix..]);
        _spans.Add((_entries.WrittenCount + prefix, size));
        var leaf = _leaves.GetSpan(32)[..32];
        MerkleHash.Leaf(span[prefix..], leaf);
        _entries.Advance(prefix + size);
        _leaves.Advance(32);
        Entries.Add(entry);
        if (side is not null)
        {
            side.Sequence = entry.Sequence;
            Side.Items.Add(side);
            _sideBytes += side.CalculateSize() + 8;
        }

        return _leaves.WrittenSpan[^32..];
    }

    /// <summary>Drops the side item of an entry that has not been written yet.</summary>
    public void Forget(long sequence)
    {
        if (Side.Items.FirstOrDefault(item => item.Sequence == sequence) is { } item)
        {
            Side.Items.Remove(item);
        }
    }

    public bool Holds(long sequence) => sequence >= FirstSequence && sequence < FirstSequence + Count;

    /// <summary>The stored bytes. They never change, also when the buffer behind them grows.</summary>
    public ReadOnlyMemory<byte> BytesOf(long sequence)
    {
        var (offset, length) = _spans[(int)(sequence - FirstSequence)];
        return _entries.WrittenMemory.Slice(offset, length);
    }

    public ReadOnlySpan<byte> LeafOf(long sequence) => _leaves.WrittenSpan.Slice((int)(sequence - FirstSequence) * 32, 32);

    /// <summary>Nothing is added any more; <paramref name="head"/> is the ledger's head after it. Under the mailbox lock.</summary>
    public void Close(LedgerHead head, long erasures)
    {
        Head = head;
        ErasuresBefore = erasures;
        Tree = (head.NextSequence, head.Root.ToArray());
    }

    /// <summary>The write of a closed segment. Outside the lock: nothing changes any more.</summary>
    public LedgerWrite Seal(LedgerHead? expected, IReadOnlyList<SideErasure> erasures)
    {
        var segment = Count == 0
            ? null
            : new Segment(FirstSequence, Count, _entries.WrittenMemory, _leaves.WrittenMemory, Head!.Root, Requests.ToByteArray());
        return new LedgerWrite(expected, Head!, segment, Side.ToByteArray(), VaultPuts, VaultErasures, erasures);
    }

    /// <summary>The notes that stand after it, and those that do not any more.</summary>
    public (IEnumerable<ExpiringRecord> Puts, IEnumerable<(string Collection, string Key)> Deletes) NoteChanges()
    {
        var rest = Erases?.RecordAfter(Erases.Done + ErasedCount);
        var puts = Notes.Select(note => note.RecordAfter(0)).Append(rest).OfType<ExpiringRecord>();
        return (puts, Erases is { } note && rest is null ? [note.Name] : []);
    }

    public void Complete() => Answer(Task.CompletedTask);

    public void Fail(Exception failure)
    {
        var failed = Task.FromException(failure);

        // Nobody may be waiting; an unobserved fault would only be noise.
        _ = failed.Exception;
        Answer(failed);
    }

    /// <summary>
    /// Answers the waiters, a share for each processor, those of a share one after the other on one thread: a hop of the thread pool for each of them would
    /// cost more than most answers. (The continuations of one task are run like that by nobody: all but one of them are queued.)
    /// </summary>
    private void Answer(Task outcome)
    {
        lock (_waiters)
        {
            _outcome = outcome;
        }

        foreach (var share in _waiters.Chunk(1 + _waiters.Count / Environment.ProcessorCount))
        {
            ThreadPool.UnsafeQueueUserWorkItem(waiters => Array.ForEach(waiters, waiter => waiter.TrySetFromTask(outcome)), share, preferLocal: false);
        }
    }

    private static void WriteVarint(Span<byte> destination, uint value)
    {
        var i = 0;
        while (value >= 0x80)
        {
            destination[i++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[i] = (byte)value;
    }
}
