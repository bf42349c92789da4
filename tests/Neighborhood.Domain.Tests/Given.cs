using System.Buffers.Binary;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Proofs;
using Neighborhood.Testing;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests;

/// <summary>
/// A ledger in memory: given these facts, when this request comes, then those facts (or that refusal) follow. It does what the engine does
/// around a decision and nothing else. After every command the whole ledger is replayed twice from its bytes, and the states compared.
/// </summary>
public sealed class Given<TState>
    where TState : class, ILedgerState, new()
{
    private readonly List<byte[]> _entries = [];
    private readonly Dictionary<string, byte[]> _vault = [];
    private int _seeds;

    /// <summary>The state after all facts.</summary>
    public TState State { get; } = new();

    /// <summary>What people wrote.</summary>
    public MemoryTexts Texts { get; } = new();

    /// <summary>Ledger time in microseconds.</summary>
    public long NowMicros { get; private set; } = 1_767_225_600_000_000;

    /// <summary>The sequence of the next entry.</summary>
    public long Next => _entries.Count;

    /// <summary>The sequence of the newest entry: the id of what it made.</summary>
    public long Last => Next - 1;

    /// <summary>All entries, oldest first.</summary>
    public IEnumerable<Entry> Entries => _entries.Select(bytes => Entry.Parser.ParseFrom(bytes));

    /// <summary>The stored bytes of all entries, oldest first.</summary>
    public IReadOnlyList<byte[]> Stored => _entries;

    /// <summary>All vault records, by key.</summary>
    public IReadOnlyDictionary<string, byte[]> VaultRecords => _vault;

    /// <summary>Takes facts that have no text.</summary>
    public Given<TState> And(params IEnumerable<Fact> facts)
    {
        foreach (var fact in facts)
        {
            Append(fact, null, account: 0);
        }

        return this;
    }

    /// <summary>Takes a fact that commits to text.</summary>
    public Given<TState> And(WrittenText text, Func<Neighborhood.V1.Facts.TextCommitment, Fact> fact)
    {
        var (commitment, side) = Command(Caller.Ledger).Commit(text);
        Append(fact(commitment), side, account: 0);
        return this;
    }

    /// <summary>Puts a vault record.</summary>
    public Given<TState> Vault(string key, IMessage record)
    {
        var bytes = record.ToByteArray();
        _vault[key] = bytes;
        State.PutVault(key, bytes);
        return this;
    }

    /// <summary>Lets time pass.</summary>
    public Given<TState> Later(TimeSpan by)
    {
        NowMicros += by.Ticks / TimeSpan.TicksPerMicrosecond;
        return this;
    }

    /// <summary>Does what is due by now, each thing at its own time, as the engine does before anything else.</summary>
    public Given<TState> Due()
    {
        var now = NowMicros;
        while (State.NextDueMicros is { } due && due <= now)
        {
            NowMicros = due;
            var decision = State.DecideDue(due, Next, NextEntropy());
            Enter(decision);
            Keep(decision);
        }

        NowMicros = now;
        MustReplayEqually();
        return this;
    }

    /// <summary>Was away: time passes, and what the absence means is on record before anything that is due.</summary>
    public Given<TState> Away(TimeSpan by)
    {
        var from = NowMicros;
        Later(by);
        if (State.DecideOutage(from, NowMicros, Next) is { } decision)
        {
            Enter(decision);
        }

        return Due();
    }

    /// <summary>
    /// A request that changes something: authorised by its rpc's row in the access table, decided, its facts applied, its answer rendered.
    /// </summary>
    public Outcome<TState, TResponse> When<TRequest, TResponse>(ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller)
        where TRequest : IMessage
    {
        var outcome = Try(command, request, caller);
        MustReplayEqually();
        return outcome;
    }

    /// <summary>As <see cref="When"/>, without the replay: for long sequences, which call <see cref="MustReplayEqually"/> at their end.</summary>
    public Outcome<TState, TResponse> Try<TRequest, TResponse>(ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller)
        where TRequest : IMessage
    {
        var context = Command(caller);
        var before = request.ToByteString();
        var decision = Forbidden(request, caller) is { } forbidden ? forbidden : command.Decide(context, request);
        Assert.Equal(before, request.ToByteString());
        if (decision.Refusal is not null)
        {
            Assert.Empty(decision.Facts);
            return new(this, decision, [], default);
        }

        var made = decision.Facts.Select(fact => Append(fact.Fact, fact.Side, caller.Account)).ToList();
        Keep(decision);
        var answer = command.Answer(Query(caller), request, made);
        Assert.Null(answer.Refusal);
        return new(this, decision, made, Texts.Render(answer));
    }

    /// <summary>A question that must be answered.</summary>
    public TResponse Read<TRequest, TResponse>(IQuery<TState, TRequest, TResponse> query, TRequest request, Caller caller)
        where TRequest : IMessage
    {
        var reading = Ask(query, request, caller);
        Assert.Null(reading.Refusal);
        return Texts.Render(reading);
    }

    /// <summary>A question that must be refused.</summary>
    public Refusal RefusalOf<TRequest, TResponse>(IQuery<TState, TRequest, TResponse> query, TRequest request, Caller caller)
        where TRequest : IMessage
    {
        var reading = Ask(query, request, caller);
        Assert.NotNull(reading.Refusal);
        return reading.Refusal;
    }

    /// <summary>Replays all entries twice from their bytes into empty states, which must hold what this one holds.</summary>
    public void MustReplayEqually()
    {
        var live = StateDigest.Describe(State);
        Assert.Equal(live, StateDigest.Describe(Replay()));
        Assert.Equal(live, StateDigest.Describe(Replay()));
    }

    private Reading<TResponse> Ask<TRequest, TResponse>(IQuery<TState, TRequest, TResponse> query, TRequest request, Caller caller)
        where TRequest : IMessage
    {
        State.NoteDurable(Next);
        var state = StateDigest.Of(State);
        var reading = Forbidden(request, caller) is { } forbidden ? forbidden : query.Read(Query(caller), request);
        Assert.Equal(state, StateDigest.Of(State));
        return reading;
    }

    private TState Replay()
    {
        var state = new TState();
        foreach (var bytes in _entries)
        {
            state.Apply(Entry.Parser.ParseFrom(bytes), MerkleHash.Leaf(bytes));
        }

        foreach (var (key, record) in _vault)
        {
            state.PutVault(key, record);
        }

        return state;
    }

    private void Enter(Decision decision)
    {
        Assert.NotEmpty(decision.Facts);
        decision.Facts.ForEach(fact => Append(fact.Fact, fact.Side, account: 0));
    }

    private Entry Append(Fact fact, SideItem? side, long account)
    {
        Assert.NotEqual(Fact.KindOneofCase.None, fact.KindCase);
        var nonce = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(nonce, Next);
        var entry = new Entry
        {
            Sequence = Next,
            TimeMicros = NowMicros,
            Account = account,
            Nonce = UnsafeByteOperations.UnsafeWrap(nonce),
            Fact = fact,
        };
        var bytes = entry.ToByteArray();
        MustOpen(fact, side);
        Texts.Put(Next, side is null ? null : new SideItem(side) { Sequence = Next });
        _entries.Add(bytes);
        State.Apply(entry, MerkleHash.Leaf(bytes));
        return entry;
    }

    // A commitment nobody can open, or words no fact commits to, would make a receipt that proves nothing.
    private static void MustOpen(Fact fact, SideItem? side)
    {
        var commitments = FactComparison.Commitments(fact).ToList();
        if (side is not null && commitments.Count > 0)
        {
            Assert.Equal(Rules.Proofs.TextCommitment.Compute(side.Data.Span, side.Salt.Span), Assert.Single(commitments).Hash.ToByteArray());
        }
    }

    private void Keep(Decision decision)
    {
        foreach (var (key, record) in decision.VaultPuts)
        {
            Vault(key, record);
        }

        foreach (var key in decision.VaultErasures)
        {
            _vault.Remove(key);
            State.EraseVault(key);
        }

        decision.SideErasures.ForEach(sequence => Texts.Put(sequence, null));
    }

    private CommandContext<TState> Command(Caller caller) => new(State, caller, NowMicros, Next, NextEntropy(), new FixedCodes());

    private Entropy NextEntropy()
    {
        var seed = new byte[Entropy.SeedBytes];
        BinaryPrimitives.WriteInt32BigEndian(seed, ++_seeds);
        return new Entropy(seed);
    }

    private QueryContext<TState> Query(Caller caller) => new(State, caller, NowMicros);

    // The relay's commands have a fact for a request and no row in the table.
    private Refusal? Forbidden(IMessage request, Caller caller) => RpcOf(request) is { Length: > 0 } rpc ? State.Authorize(caller, rpc) : null;

    private static string RpcOf(IMessage request) => request.Descriptor.File.Services
        .SelectMany(service => service.Methods)
        .Where(method => method.InputType == request.Descriptor)
        .Select(method => $"{method.Service.Name}.{method.Name}")
        .SingleOrDefault("");
}

/// <summary>What came of a command.</summary>
/// <param name="Given">The ledger after it.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Made">The entries it made.</param>
/// <param name="Response">The rendered answer; default where it was refused.</param>
public sealed record Outcome<TState, TResponse>(Given<TState> Given, Decision Decision, IReadOnlyList<Entry> Made, TResponse? Response)
    where TState : class, ILedgerState, new()
{
    /// <summary>The answer; fails where the request was refused.</summary>
    public TResponse Answer
    {
        get
        {
            Assert.Null(Decision.Refusal);
            return Response!;
        }
    }

    /// <summary>Exactly these facts were made, commitments to text aside.</summary>
    public Outcome<TState, TResponse> Then(params Fact[] facts)
    {
        Assert.Null(Decision.Refusal);
        Assert.Equal(facts.Select(FactComparison.WithoutCommitments), Decision.Facts.Select(made => FactComparison.WithoutCommitments(made.Fact)));
        return this;
    }

    /// <summary>It was refused for this reason, at this field, and nothing was made.</summary>
    public Refusal Refused(ErrorReason reason, string? field = null)
    {
        Assert.Equal((reason, field), (Decision.Refusal?.Reason ?? ErrorReason.Unspecified, Decision.Refusal?.Field));
        return Decision.Refusal!;
    }

    /// <summary>The answer is what this question answers now.</summary>
    public Outcome<TState, TResponse> AnsweredAs<TRequest>(IQuery<TState, TRequest, TResponse> query, TRequest request, Caller caller)
        where TRequest : IMessage
    {
        Assert.Equal(Given.Read(query, request, caller), Answer);
        return this;
    }
}
