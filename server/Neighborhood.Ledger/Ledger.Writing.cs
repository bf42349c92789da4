using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Requests;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    /// <summary>More than the record of a request takes in a segment.</summary>
    private const int RequestRecordBytes = 128;

    /// <summary>Enters a decision: serialized, hashed, applied, and in the segment that fills. A refusal where there was no room.</summary>
    private (IReadOnlyList<Entry> Made, PendingSegment? Segment, Refusal? Refused) Enter(Decision decision, Entropy entropy, long account, long micros)
    {
        if (!HasEffect(decision))
        {
            return ([], null, null);
        }

        var entries = new List<(Entry Entry, SideItem? Side)>(decision.Facts.Count);
        var (entryBytes, besideBytes) = (0, RequestRecordBytes);
        foreach (var (fact, side) in decision.Facts)
        {
            var entry = new Entry
            {
                Sequence = _tree.Size + entries.Count,
                TimeMicros = Math.Max(micros, _enteredMicros),
                Account = account,
                Nonce = UnsafeByteOperations.UnsafeWrap(entropy.Take16()),
                Fact = fact,
            };
            entries.Add((entry, side));
            entryBytes += entry.CalculateSize() + 5;
            besideBytes += MerkleHash.Size + (side?.CalculateSize() ?? 0) + 16;
        }

        if (SegmentFor(entryBytes, besideBytes) is not { } segment)
        {
            return ([], null, PendingSegment.IsEverRoomFor(entryBytes, besideBytes) ? Busy() : TooLarge());
        }

        try
        {
            Apply(decision, entries, segment);
        }
        catch (Exception failure)
        {
            // A fold that throws is our mistake; the state in memory cannot be trusted, the one on disk can.
            FailInMailbox(failure);
            throw;
        }

        return ([.. entries.Select(pair => pair.Entry)], segment, null);
    }

    private long _enteredMicros;

    private void Apply(Decision decision, List<(Entry Entry, SideItem? Side)> entries, PendingSegment segment)
    {
        foreach (var (entry, side) in entries)
        {
            var leaf = segment.Add(entry, side);
            _tree.Append(leaf);
            _enteredMicros = entry.TimeMicros;
            NoteEpoch(entry);
            _state.Apply(entry, leaf);
        }

        if (!entries.TrueForAll(pair => _state.IsTally(pair.Entry)) || decision.VaultPuts.Count + decision.VaultErasures.Count > 0)
        {
            _newestBesideTallies = segment;
        }

        foreach (var (entry, _) in entries)
        {
            if (_state.EventOf(entry) is { } feedEvent)
            {
                segment.Events.Add(feedEvent);
            }
        }

        foreach (var (key, record) in decision.VaultPuts)
        {
            var bytes = record.ToByteArray();
            segment.VaultPuts.Add(new VaultRecord(key, bytes));
            _state.PutVault(key, bytes);
        }

        foreach (var key in decision.VaultErasures)
        {
            segment.VaultErasures.Add(key);
            _state.EraseVault(key);
        }

        if (decision.SideErasures.Count > 0)
        {
            EraseSides(segment, decision.SideErasures);
        }

        NoteChange();
    }

    private static Refusal Busy() => new(ErrorReason.LedgerBusy, RetryAfterMicros: Limits.BusyRetryMilliseconds * 1_000L);

    /// <summary>One command never spans two segments, so waiting would not help.</summary>
    private static Refusal TooLarge() => Refusal.With(ErrorReason.LimitExceeded, "limit", Limits.SegmentEntriesBytes);

    /// <summary>The segment that fills, or a new one; null where too many wait for the disk already or nothing would ever have room.</summary>
    private PendingSegment? SegmentFor(int entryBytes, int besideBytes)
    {
        if (_newest is { Head: null } open && open.HasRoomFor(entryBytes, besideBytes))
        {
            return open;
        }

        if (_pending.Count >= Limits.PendingSegmentsCount || !PendingSegment.IsEverRoomFor(entryBytes, besideBytes))
        {
            return null;
        }

        var segment = new PendingSegment(_tree.Size);
        _newest = segment;
        Enqueue(segment);
        return segment;
    }

    private void Remember(PendingSegment segment, long account, Guid requestId, ulong digest, long first, int count)
    {
        _requests.AddRange([new Request(account, requestId, digest, first, count)], _lastMicros);
        segment.Remember(new RequestRecord
        {
            Account = account,
            RequestId = ByteString.CopyFrom(requestId.ToByteArray()),
            Digest = ByteString.CopyFrom(BitConverter.GetBytes(digest)),
            FirstSequence = first,
            Count = count,
        });
    }

    async Task<IReadOnlyList<(PendingSegment Segment, LedgerWrite Write)>> ICommitSource.SealAsync()
    {
        var toSeal = new List<(PendingSegment Segment, LedgerHead? Expected, int Noted)>();
        lock (_mailbox)
        {
            foreach (var segment in _pending.Where(segment => segment.Head is null))
            {
                var size = segment.Count > 0 ? segment.FirstSequence + segment.Count : _head?.NextSequence ?? 0;
                DateTimeOffset? due = _state.NextDueMicros is { } micros ? LedgerClock.FromMicros(micros) : null;
                var next = new LedgerHead(Id, size, _tree.RootAt(size), _epoch, due);
                segment.Close(next, _erasures);
                toSeal.Add((segment, _head, _noted.Count));
                _head = next;
            }
        }

        var writes = new List<(PendingSegment, LedgerWrite)>(toSeal.Count);
        var erased = 0;
        foreach (var (segment, expected, noted) in toSeal)
        {
            var write = segment.Seal(expected, await ErasuresAsync(segment));
            erased += segment.ErasedCount;
            writes.Add((segment, noted > erased ? write with { Next = write.Next with { NextDue = DateTimeOffset.UnixEpoch } } : write));
        }

        return writes;
    }

    void ICommitSource.Complete(PendingSegment segment)
    {
        foreach (var item in segment.Side.Items)
        {
            // The opening of a ballot is nobody's reading.
            if (segment.Entries[(int)(item.Sequence - segment.FirstSequence)].Fact.KindCase != Fact.KindOneofCase.BallotCast)
            {
                _services.Contents.Put(Id, new Content(item));
            }
        }

        lock (_mailbox)
        {
            if (_failure is not null)
            {
                // It failed while this was being written, and its callers know: what is on disk is found when it is loaded again.
                Forget(segment);
                return;
            }

            if (segment.ErasuresBefore != _erasures)
            {
                // What was erased meanwhile may be what was just put into memory.
                Forget(segment);
            }

            _pending.Dequeue();
            _newest = _newest == segment ? null : _newest;
            _newestBesideTallies = _newestBesideTallies == segment ? null : _newestBesideTallies;
            if (segment.Count > 0)
            {
                _segmentStarts.Add(segment.FirstSequence);
            }

            Volatile.Write(ref _durableSize, segment.Tree.Size);
            _state.NoteDurable(segment.Tree.Size);
            GoOnErasing(segment);
        }

        segment.Complete();
        Feed.Publish(segment.Events, segment.Tree.Size);
    }

    void ICommitSource.Fail(Exception failure)
    {
        lock (_mailbox)
        {
            FailInMailbox(failure);
        }
    }

    private void FailInMailbox(Exception failure)
    {
        if (_failure is null)
        {
            LogFailed(_services.Logger, Id.Name, failure);
        }

        Volatile.Write(ref _failure, failure);
        foreach (var segment in _pending)
        {
            segment.Fail(failure);
            Forget(segment);
        }

        _pending.Clear();
        Feed.End();
    }

    private void Forget(PendingSegment segment)
    {
        foreach (var item in segment.Side.Items)
        {
            _services.Contents.Forget(Id, item.Sequence);
        }
    }

    private long SegmentStartOf(long sequence)
    {
        var index = _segmentStarts.BinarySearch(sequence);
        return _segmentStarts[index >= 0 ? index : Math.Max(0, ~index - 1)];
    }

    [LoggerMessage(2, LogLevel.Error, "Ledger {Ledger} failed and will be loaded again")]
    private static partial void LogFailed(ILogger logger, string ledger, Exception failure);
}
