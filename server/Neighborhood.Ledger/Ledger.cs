using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Requests;
using Neighborhood.Ledger.Watching;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>
/// One ledger in memory: its mailbox, the fold of its facts, the tree over its entries, and the segment that fills. The mailbox is a lock:
/// commands and reads go through it one at a time, and each decision is applied at once, so the next one sees it. Answers wait until what
/// they saw is durable.
/// </summary>
public sealed partial class Ledger<TState> : ICommitSource
    where TState : class, ILedgerState, new()
{
    private readonly LedgerServices _services;
    private readonly Lock _mailbox = new();
    private readonly TState _state = new();
    private readonly MerkleTree _tree = new();
    private readonly RequestTable _requests = new();
    private readonly List<long> _segmentStarts = [];
    private readonly Queue<PendingSegment> _pending = [];
    private LedgerHead? _head;
    private PendingSegment? _newest;
    private long _lastMicros;
    private long _epoch;
    private Exception? _failure;

    internal Ledger(LedgerId id, LedgerServices services)
    {
        Id = id;
        _services = services;
        Feed = new Feed(services.Clock.Provider);
    }

    /// <summary>Its name.</summary>
    public LedgerId Id { get; }

    /// <summary>What watchers follow.</summary>
    public Feed Feed { get; }

    /// <summary>Whether it failed and must be loaded again.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Raised within the mailbox after facts were applied.</summary>
    internal Action<TState>? Changed { get; set; }

    /// <summary>Entries known, durable or not.</summary>
    public long Size
    {
        get
        {
            lock (_mailbox)
            {
                return _tree.Size;
            }
        }
    }

    /// <summary>Entries that are durable.</summary>
    public long DurableSize => Volatile.Read(ref _durableSize);

    private long _durableSize;

    /// <summary>Commands that wait for the disk.</summary>
    public int PendingCount
    {
        get
        {
            lock (_mailbox)
            {
                return _pending.Sum(segment => segment.Count);
            }
        }
    }

    /// <summary>Executes a command and answers once its facts are durable.</summary>
    /// <param name="rpc">Service and method, for the table of access and the digest of the request.</param>
    /// <param name="command">The operation.</param>
    /// <param name="request">The request; its field <c>request_id</c> makes a repeat harmless.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestId">The request id, or the empty one.</param>
    /// <param name="cancel">Gives up waiting; what was decided stays decided.</param>
    public async Task<Outcome<TResponse>> ExecuteAsync<TRequest, TResponse>(
        string rpc, ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller, Guid requestId, CancellationToken cancel)
        where TRequest : IMessage
    {
        var digest = requestId == Guid.Empty ? 0 : _services.Keys.Digest(rpc, request.ToByteArray());
        var seed = _services.Keys.Seed();
        Step<TResponse> step;
        lock (_mailbox)
        {
            step = Decide(rpc, command, request, caller, requestId, digest, seed);
        }

        if (step.Repeat is { } repeat)
        {
            return await AnswerRepeatAsync(command, request, caller, repeat, step.WaitFor, cancel);
        }

        return await RenderAsync(step.Reading!, step.WaitFor, step.First, cancel);
    }

    private readonly record struct Step<TResponse>(Reading<TResponse>? Reading, PendingSegment? WaitFor, StoredEntry First, RequestTable.Record? Repeat)
    {
        public static implicit operator Step<TResponse>(Refusal refusal) => new(refusal, null, default, null);
    }

    private Step<TResponse> Decide<TRequest, TResponse>(
        string rpc, ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller, Guid requestId, ulong digest, byte[] seed)
        where TRequest : IMessage
    {
        if (Begin(caller, rpc, isCommand: true) is { } refused)
        {
            return refused;
        }

        if (requestId != Guid.Empty && _requests.TryFind(caller.Account, requestId, out var repeat))
        {
            return repeat.Digest == digest
                ? new Step<TResponse>(null, _newest, default, repeat)
                : new Refusal(ErrorReason.RequestIdReused, "request_id");
        }

        var context = new CommandContext<TState>(_state, caller, _lastMicros, _tree.Size, new Entropy(seed), _services.Keys);
        var decision = command.Decide(context, request);
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        var (made, segment) = Enter(decision, context.Entropy, caller.Account, _lastMicros);
        if (segment is null && HasEffect(decision))
        {
            return Busy();
        }

        if (requestId != Guid.Empty && made.Count > 0)
        {
            Remember(segment!, caller.Account, requestId, digest, made[0].Sequence, made.Count);
        }

        var reading = command.Answer(new QueryContext<TState>(_state, caller, _lastMicros), request, made);
        var first = made.Count > 0 ? new StoredEntry(made[0].Sequence, segment!.BytesOf(made[0].Sequence)) : default;
        return new(reading, segment ?? _newest, first, null);
    }

    private async Task<Outcome<TResponse>> AnswerRepeatAsync<TRequest, TResponse>(
        ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller, RequestTable.Record repeat, PendingSegment? waitFor, CancellationToken cancel)
        where TRequest : IMessage
    {
        await WaitAsync(waitFor, cancel);
        var made = await ReadEntriesAsync(repeat.FirstSequence, repeat.Count, cancel);
        Reading<TResponse> reading;
        PendingSegment? newest;
        lock (_mailbox)
        {
            reading = command.Answer(
                new QueryContext<TState>(_state, caller, _lastMicros), request, [.. made.Select(bytes => Entry.Parser.ParseFrom(bytes.Span))]);
            newest = _newest;
        }

        return await RenderAsync(reading, newest, new StoredEntry(repeat.FirstSequence, made[0]), cancel);
    }

    /// <summary>Answers a query once everything it could have seen is durable.</summary>
    public async Task<Outcome<TResponse>> ReadAsync<TRequest, TResponse>(
        string rpc, IQuery<TState, TRequest, TResponse> query, TRequest request, Caller caller, CancellationToken cancel)
        where TRequest : IMessage
    {
        Reading<TResponse> reading;
        PendingSegment? waitFor;
        lock (_mailbox)
        {
            if (Begin(caller, rpc, isCommand: false) is { } refused)
            {
                return refused;
            }

            reading = query.Read(new QueryContext<TState>(_state, caller, _lastMicros), request);
            waitFor = _newest;
        }

        return await RenderAsync(reading, waitFor, default, cancel);
    }

    /// <summary>Looks at the state within the mailbox, for the engine's own parts. Nothing mutable may be handed out.</summary>
    public T Peek<T>(Func<TState, T> look)
    {
        lock (_mailbox)
        {
            return look(_state);
        }
    }

    /// <summary>Does what the clock has to do by now.</summary>
    public async Task TickAsync(CancellationToken cancel)
    {
        PendingSegment? waitFor;
        lock (_mailbox)
        {
            if (_failure is not null || _services.Clock.HasJumped)
            {
                return;
            }

            AdvanceClock();
            DoDue();
            waitFor = _newest;
        }

        await WaitAsync(waitFor, cancel);
    }

    /// <summary>The texts beside these entries, from memory or disk.</summary>
    public async Task<ITexts> LoadTextsAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var items = new Dictionary<long, SideItem>(sequences.Count);
        HashSet<long>? missing = null;
        foreach (var sequence in sequences)
        {
            if (_services.Contents.TryGet(Id, sequence, out var item) && item is not null)
            {
                items[sequence] = item;
                continue;
            }

            (missing ??= []).Add(sequence);
        }

        if (missing is not null)
        {
            await LoadFromDiskAsync(missing, items, cancel);
            foreach (var sequence in missing.Where(items.ContainsKey))
            {
                _services.Contents.Put(Id, items[sequence]);
            }
        }

        return new ContentCache.Texts(items);
    }

    /// <summary>The same from disk alone, for a count of very many that would drive everything else out of memory.</summary>
    public async Task<ITexts> LoadSidesAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var items = new Dictionary<long, SideItem>(sequences.Count);
        await LoadFromDiskAsync([.. sequences], items, cancel);
        return new ContentCache.Texts(items);
    }

    private async Task LoadFromDiskAsync(HashSet<long> missing, Dictionary<long, SideItem> items, CancellationToken cancel)
    {
        List<long> starts;
        lock (_mailbox)
        {
            starts = [.. missing.Select(SegmentStartOf).Distinct().Order()];
        }

        foreach (var start in starts)
        {
            var side = await _services.Journal.ReadSideAsync(Id, start, cancel);
            foreach (var item in SideBlock.Parser.ParseFrom(side.Span).Items.Where(item => missing.Contains(item.Sequence)))
            {
                items[item.Sequence] = item;
            }
        }
    }

    private async Task<Outcome<TResponse>> RenderAsync<TResponse>(Reading<TResponse> reading, PendingSegment? waitFor, StoredEntry first, CancellationToken cancel)
    {
        await WaitAsync(waitFor, cancel);
        if (reading.Refusal is { } refusal)
        {
            return refusal;
        }

        var texts = reading.Needs.Count == 0 ? NoTexts : await LoadTextsAsync(reading.Needs, cancel);
        return new Outcome<TResponse>(reading.Render(texts), null, first);
    }

    private static readonly ITexts NoTexts = new ContentCache.Texts([]);

    private static Task WaitAsync(PendingSegment? segment, CancellationToken cancel)
    {
        if (segment is null || segment.Durable.IsCompletedSuccessfully)
        {
            return Task.CompletedTask;
        }

        return cancel.CanBeCanceled ? segment.Durable.WaitAsync(cancel) : segment.Durable;
    }

    private static bool HasEffect(Decision decision) =>
        decision.Facts.Count + decision.VaultPuts.Count + decision.VaultErasures.Count + decision.SideErasures.Count > 0;

    private static Refusal Busy() => new(ErrorReason.LedgerBusy, RetryAfterMicros: Limits.BusyRetryMilliseconds * 1_000L);

    /// <summary>What comes before everything: the ledger works, the clock has done its part, and the caller may ask this.</summary>
    private Refusal? Begin(Caller caller, string rpc, bool isCommand)
    {
        if (_failure is not null)
        {
            return new Refusal(ErrorReason.StorageUnavailable, RetryAfterMicros: Limits.ReloadDelayMilliseconds * 1_000L);
        }

        var jumped = _services.Clock.HasJumped;
        if (isCommand && jumped)
        {
            // Whoever may not ask learns nothing of the ledger, not even that it stands still.
            return (rpc.Length == 0 ? null : _state.Authorize(caller, rpc)) ?? new Refusal(ErrorReason.ClockJumped);
        }

        if (!jumped)
        {
            AdvanceClock();
            DoDue();
        }

        return rpc.Length == 0 ? null : _state.Authorize(caller, rpc);
    }

    private void AdvanceClock() => _lastMicros = Math.Max(_lastMicros, _services.Clock.NowMicros);

    private void DoDue()
    {
        for (var i = 0; i < Limits.DueFactsCount && _state.NextDueMicros is { } due && due <= _lastMicros; i++)
        {
            var entropy = new Entropy(_services.Keys.Seed());
            var decision = _state.DecideDue(due, _tree.Size, entropy);
            if (Enter(decision, entropy, account: 0, due).Segment is null)
            {
                return;
            }
        }
    }

    /// <summary>Enters a decision: serialized, hashed, applied, and in the segment that fills. No segment where there was no room.</summary>
    private (IReadOnlyList<Entry> Made, PendingSegment? Segment) Enter(Decision decision, Entropy entropy, long account, long micros)
    {
        if (!HasEffect(decision))
        {
            return ([], null);
        }

        var entries = new List<(Entry Entry, SideItem? Side)>(decision.Facts.Count);
        var (entryBytes, sideBytes) = (0, 0);
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
            sideBytes += (side?.CalculateSize() ?? 0) + 16;
        }

        if (SegmentFor(entryBytes, sideBytes) is not { } segment)
        {
            return ([], null);
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

        return ([.. entries.Select(pair => pair.Entry)], segment);
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

        foreach (var sequence in decision.SideErasures)
        {
            EraseSide(segment, sequence);
        }

        Changed?.Invoke(_state);
    }

    private void EraseSide(PendingSegment segment, long sequence)
    {
        _services.Contents.Forget(Id, sequence);
        var unwritten = _pending.FirstOrDefault(pending => pending.Head is null && pending.Holds(sequence));
        if (unwritten is null)
        {
            segment.SideErasures.Add(sequence);
            return;
        }

        // What has not reached the disk need not be erased from it.
        unwritten.Forget(sequence);
    }

    /// <summary>The segment that fills, or a new one; null where too many wait for the disk already or nothing would ever have room.</summary>
    private PendingSegment? SegmentFor(int entryBytes, int sideBytes)
    {
        if (_newest is { Head: null } open && open.HasRoomFor(entryBytes, sideBytes))
        {
            return open;
        }

        if (_pending.Count >= Limits.PendingSegmentsCount)
        {
            return null;
        }

        var segment = new PendingSegment(_tree.Size);
        if (!segment.HasRoomFor(entryBytes, sideBytes))
        {
            return null;
        }

        _pending.Enqueue(segment);
        _newest = segment;
        _services.Commit.Enqueue(this);
        return segment;
    }

    private void Remember(PendingSegment segment, long account, Guid requestId, ulong digest, long first, int count)
    {
        _requests.Add(account, requestId, new RequestTable.Record(digest, first, count), _lastMicros);
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
        var toSeal = new List<(PendingSegment Segment, LedgerHead? Expected, LedgerHead Next)>();
        lock (_mailbox)
        {
            foreach (var segment in _pending.Where(segment => segment.Head is null))
            {
                var size = segment.FirstSequence + segment.Count;
                DateTimeOffset? due = _state.NextDueMicros is { } micros ? LedgerClock.FromMicros(micros) : null;
                var next = new LedgerHead(Id, size, _tree.RootAt(size), _epoch, due);
                segment.Close(next);
                toSeal.Add((segment, _head, next));
                _head = next;
            }
        }

        var writes = new List<(PendingSegment, LedgerWrite)>(toSeal.Count);
        foreach (var (segment, expected, next) in toSeal)
        {
            writes.Add((segment, segment.Seal(expected, await ErasuresAsync(segment))));
        }

        return writes;
    }

    private async Task<IReadOnlyList<SideErasure>> ErasuresAsync(PendingSegment segment)
    {
        if (segment.SideErasures.Count == 0)
        {
            return [];
        }

        ILookup<long, long> byStart;
        lock (_mailbox)
        {
            byStart = segment.SideErasures.ToLookup(SegmentStartOf);
        }

        var ranges = new List<SideErasure>();
        foreach (var group in byStart)
        {
            var side = await _services.Journal.ReadSideAsync(Id, group.Key, CancellationToken.None);
            ranges.AddRange(SegmentReader.ErasuresOf(group.Key, side, group.ToHashSet()));
        }

        return ranges;
    }

    void ICommitSource.Complete(PendingSegment segment)
    {
        lock (_mailbox)
        {
            _pending.Dequeue();
            if (segment.Count > 0)
            {
                _segmentStarts.Add(segment.FirstSequence);
            }

            Volatile.Write(ref _durableSize, segment.Tree.Size);
        }

        foreach (var item in segment.Side.Items.Where(item => segment.Entries[(int)(item.Sequence - segment.FirstSequence)].Fact.KindCase != Fact.KindOneofCase.BallotCast))
        {
            _services.Contents.Put(Id, item);
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
            foreach (var sequence in segment.Side.Items.Select(item => item.Sequence))
            {
                _services.Contents.Forget(Id, sequence);
            }
        }

        _pending.Clear();
        Feed.End();
    }

    private long SegmentStartOf(long sequence)
    {
        var index = _segmentStarts.BinarySearch(sequence);
        return _segmentStarts[index >= 0 ? index : Math.Max(0, ~index - 1)];
    }

    [LoggerMessage(2, LogLevel.Error, "Ledger {Ledger} failed and will be loaded again")]
    private static partial void LogFailed(ILogger logger, string ledger, Exception failure);
}

/// <summary>A ledger whose entries do not give the root of its head. It is set aside; others go on.</summary>
public sealed class LedgerCorruptException(LedgerId ledger, string what) : Exception($"Ledger {ledger} cannot be served: {what}");
