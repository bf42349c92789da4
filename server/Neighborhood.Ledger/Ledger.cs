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
    private PendingSegment? _newestBesideTallies;
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

    /// <summary>Raised within the mailbox after facts were applied, with when the clock has something to do next.</summary>
    internal Action<TState, long?>? Changed { get; set; }

    /// <summary>Raises <see cref="Changed"/>.</summary>
    internal void NoteChange()
    {
        lock (_mailbox)
        {
            Changed?.Invoke(_state, NextDueMicros);
        }
    }

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
    /// <param name="cancel">Gives up reading texts; what was decided stays decided.</param>
    public Task<Outcome<TResponse>> ExecuteAsync<TRequest, TResponse>(
        string rpc, ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller, Guid requestId, CancellationToken cancel)
        where TRequest : IMessage
    {
        var digest = requestId == Guid.Empty ? 0 : _services.Keys.Digest(rpc, command.Meant(request).ToByteArray());
        var seed = _services.Keys.Seed();
        Step<TResponse> step;
        lock (_mailbox)
        {
            step = Decide(rpc, command, request, caller, requestId, digest, seed);
        }

        return step.Repeat is { } repeat
            ? AnswerRepeatAsync(command, request, caller, repeat, step.WaitFor, cancel)
            : RenderAsync(step.Reading!, step.WaitFor, step.First, cancel);
    }

    private readonly record struct Step<TResponse>(Reading<TResponse>? Reading, PendingSegment? WaitFor, StoredEntry First, Request? Repeat)
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

        var (made, segment, noRoom) = Enter(decision, context.Entropy, caller.Account, _lastMicros);
        if (noRoom is not null)
        {
            return noRoom;
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
        ICommand<TState, TRequest, TResponse> command,
        TRequest request,
        Caller caller,
        Request repeat,
        PendingSegment? waitFor,
        CancellationToken cancel)
        where TRequest : IMessage
    {
        await WaitAsync(waitFor);
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
    public Task<Outcome<TResponse>> ReadAsync<TRequest, TResponse>(
        string rpc, IQuery<TState, TRequest, TResponse> query, TRequest request, Caller caller, CancellationToken cancel)
        where TRequest : IMessage
    {
        Reading<TResponse> reading;
        PendingSegment? waitFor;
        lock (_mailbox)
        {
            if (Begin(caller, rpc, isCommand: false) is { } refused)
            {
                return Task.FromResult<Outcome<TResponse>>(refused);
            }

            reading = query.Read(new QueryContext<TState>(_state, caller, _lastMicros), request);
            waitFor = reading.ShowsDurableTallies ? _newestBesideTallies : _newest;
        }

        return RenderAsync(reading, waitFor, default, cancel);
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
    public async Task TickAsync()
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

        await WaitAsync(waitFor);
    }

    private Task<Outcome<TResponse>> RenderAsync<TResponse>(
        Reading<TResponse> reading, PendingSegment? waitFor, StoredEntry first, CancellationToken cancel) =>
        waitFor is null or { IsDurable: true } && FindTexts(reading.Needs) is { } texts
            ? Task.FromResult(Rendered(reading, texts, first))
            : LoadAndRenderAsync(reading, waitFor, first, cancel);

    private async Task<Outcome<TResponse>> LoadAndRenderAsync<TResponse>(
        Reading<TResponse> reading, PendingSegment? waitFor, StoredEntry first, CancellationToken cancel)
    {
        await WaitAsync(waitFor);
        return Rendered(reading, FindTexts(reading.Needs) ?? await LoadTextsAsync(reading.Needs, cancel), first);
    }

    private static Outcome<TResponse> Rendered<TResponse>(Reading<TResponse> reading, ITexts texts, StoredEntry first) =>
        reading.Refusal is { } refusal ? refusal : new Outcome<TResponse>(reading.Render(texts), null, first);

    /// <summary>Until the disk has it or has failed, whether or not the caller still waits: a timer for each would cost more than the wait.</summary>
    private static Task WaitAsync(PendingSegment? segment) => segment?.WaitAsync() ?? Task.CompletedTask;

    private static bool HasEffect(Decision decision) =>
        decision.Facts.Count + decision.VaultPuts.Count + decision.VaultErasures.Count + decision.SideErasures.Count > 0;

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
}

/// <summary>A ledger whose entries do not give the root of its head. It is set aside; others go on.</summary>
public sealed class LedgerCorruptException(LedgerId ledger, string what) : Exception($"Ledger {ledger} cannot be served: {what}");
