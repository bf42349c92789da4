using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Requests;
using Neighborhood.Ledger.Writing;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    /// <summary>Loads the ledger, once, before anything else: replays its entries and checks the root that they give against the head.</summary>
    /// <exception cref="LedgerCorruptException">The entries do not give the root of the head.</exception>
    /// <exception cref="UnknownFactException">A newer version wrote it.</exception>
    internal async Task ReplayAsync(CancellationToken cancel)
    {
        var restored = await RestoreNotes.FindAsync(_services.Journal, Id, cancel);
        _head = await _services.Journal.ReadHeadAsync(Id, cancel);
        if (_head is null)
        {
            lock (_mailbox)
            {
                NoteRestore(restored);
            }

            return;
        }

        _epoch = _head.Epoch;
        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, 0, cancel))
        {
            Replay(segment);
        }

        if (_tree.Size != _head.NextSequence || !_tree.Root().AsSpan().SequenceEqual(_head.Root.Span))
        {
            throw new LedgerCorruptException(Id, $"{_tree.Size} entries give another root than its head at {_head.NextSequence}");
        }

        foreach (var record in await _services.Journal.ReadVaultAsync(Id, cancel))
        {
            _state.PutVault(record.Key, record.Value.Span);
        }

        Volatile.Write(ref _durableSize, _tree.Size);
        _lastMicros = _enteredMicros;
        Feed.Start(_tree.Size);

        // As soon as there is something to write the one writer looks at it too.
        lock (_mailbox)
        {
            NoteRestore(restored);
            NoteOutage();
        }
    }

    private void Replay(Segment segment)
    {
        _segmentStarts.Add(segment.FirstSequence);
        var index = 0;
        foreach (var bytes in SegmentReader.EntryBytes(segment))
        {
            var entry = Entry.Parser.ParseFrom(bytes.Span);
            if (entry.Sequence != _tree.Size)
            {
                throw new LedgerCorruptException(Id, $"entry {entry.Sequence} stands at place {_tree.Size}");
            }

            var leaf = segment.LeafHashes.Span.Slice(32 * index++, 32);
            _tree.Append(leaf);
            _enteredMicros = Math.Max(_enteredMicros, entry.TimeMicros);
            NoteEpoch(entry);
            _state.Apply(entry, leaf);
        }

        // What is older than the memory of requests need not be parsed; the clock says what is older.
        if (!segment.Requests.IsEmpty && _services.Clock.NowMicros - _enteredMicros < 2 * Limits.RequestMemoryHours * 3_600L * 1_000_000)
        {
            Recall(RequestRecords.Parser.ParseFrom(segment.Requests.Span));
        }
    }

    private void Recall(RequestRecords requests)
    {
        foreach (var record in requests.Records)
        {
            _requests.Add(
                record.Account,
                new Guid(record.RequestId.Span),
                new RequestTable.Record(BitConverter.ToUInt64(record.Digest.Span), record.FirstSequence, record.Count),
                _enteredMicros);
        }
    }

    /// <summary>A ledger that came out of a backup says so, once: from there on it is another epoch, and no fork of what was lost.</summary>
    private void NoteRestore(Restored? restored)
    {
        if (restored is null || restored.Epoch <= (_restored?.Epoch ?? 0))
        {
            return;
        }

        var decision = Decision.Of(new Fact { Restored = restored });
        Enter(decision, new Entropy(_services.Keys.Seed()), account: 0, Math.Max(_lastMicros, _services.Clock.NowMicros));
    }

    private void NoteEpoch(Entry entry) => _restored = entry.Fact.Restored ?? _restored;

    /// <summary>An absence across a deadline moves it, by a written rule and on record, before the clock does anything else.</summary>
    private void NoteOutage()
    {
        if (_services.Outage is not { } outage)
        {
            return;
        }

        var entropy = new Entropy(_services.Keys.Seed());
        if (_state.DecideOutage(outage.FromMicros, outage.UntilMicros, _tree.Size) is { } decision)
        {
            Enter(decision, entropy, account: 0, Math.Max(_lastMicros, outage.UntilMicros));
        }
    }
}
