using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.Testing;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>The engine over a journal in memory, with a clock of the test, and two ledgers of <see cref="Diary"/>.</summary>
internal sealed class Engine : IAsyncDisposable
{
    public static readonly LedgerId Mine = new("communities/mine");
    public static readonly LedgerId Other = new("communities/other");

    private readonly NoteSigner signer = NoteSigner.Generate("test");
    private readonly GroupCommit commit;
    private readonly ContentCache contents = new();
    private readonly Dictionary<LedgerId, LedgerSlot<Diary>> slots;
    private readonly IJournal any;

    public Engine(IJournal journal, JumpingTime time, Outage? outage = null)
    {
        (any, Time) = (journal, time);
        commit = new GroupCommit(journal, Alarms);
        Clock = new LedgerClock(time);
        var services = new LedgerServices(journal, commit, Clock, contents, new Keys(signer), () => outage, new CosignedHeads(), Alarms);
        slots = new[] { Mine, Other }.ToDictionary(id => id, id => new LedgerSlot<Diary>(id, services, (_, due) => Changed(due), _ => Task.CompletedTask));
    }

    public Engine()
        : this(new MemoryJournal(), new JumpingTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)))
    {
    }

    /// <summary>Where it is over one in memory.</summary>
    public MemoryJournal Journal => (MemoryJournal)any;

    public JumpingTime Time { get; }

    public LedgerClock Clock { get; }

    /// <summary>What was told the operator.</summary>
    public Alarms Alarms { get; } = new();

    /// <summary>What is done when a ledger tells when the clock has something to do next.</summary>
    public Action<long?> Changed { get; set; } = _ => { };

    public LedgerSlot<Diary> Slot(LedgerId id) => slots[id];

    /// <summary>Enters one number.</summary>
    public Task<Outcome<string>> NoteAsync(long number, Guid requestId = default, LedgerId? ledger = null) => NoteAsync([number], 0, requestId, ledger);

    /// <summary>Enters numbers in one command. The first one is the body of the request.</summary>
    public Task<Outcome<string>> NoteAsync(long[] numbers, int sideBytes, Guid requestId = default, LedgerId? ledger = null) =>
        NoteUnlessGoneAsync(numbers, sideBytes, requestId, ledger, CancellationToken.None);

    /// <summary>The same for a caller who may go meanwhile.</summary>
    public async Task<Outcome<string>> NoteUnlessGoneAsync(long[] numbers, int sideBytes, Guid requestId, LedgerId? ledger, CancellationToken cancel)
    {
        var its = await slots[ledger ?? Mine].GetAsync();
        var request = new PasswordChanged { Account = numbers[0] };
        return await its.ExecuteAsync("note", new Note(numbers, sideBytes), request, new Caller(7, IsOperator: false), requestId, cancel);
    }

    public async Task<string> NumbersAsync(LedgerId? ledger = null)
    {
        var its = await slots[ledger ?? Mine].GetAsync();
        var outcome = await its.ReadAsync("read", new ReadNumbers(), new PasswordChanged(), new Caller(7, IsOperator: false), CancellationToken.None);
        return outcome.Value!;
    }

    /// <summary>How many numbers are durable, and all others than tallies.</summary>
    public async Task<string> DurableAsync()
    {
        var its = await slots[Mine].GetAsync();
        var outcome = await its.ReadAsync("read", new ReadDurable(), new PasswordChanged(), new Caller(7, IsOperator: false), CancellationToken.None);
        return outcome.Value!;
    }

    public async Task EraseBesideAsync(IReadOnlyList<long> sequences)
    {
        var caller = new Caller(7, IsOperator: false);
        var its = await slots[Mine].GetAsync();
        await its.ExecuteAsync("erase", new EraseBeside(sequences), new PasswordChanged(), caller, Guid.Empty, CancellationToken.None);
    }

    /// <summary>Which of some entries still have something beside them for a reader.</summary>
    public async Task<IReadOnlyList<long>> BesideAsync(IReadOnlyList<long> sequences)
    {
        var caller = new Caller(7, IsOperator: false);
        var its = await slots[Mine].GetAsync();
        return (await its.ReadAsync("read", new ReadBeside(sequences), new PasswordChanged(), caller, CancellationToken.None)).Value!;
    }

    /// <summary>Reads what stands beside entries without waiting for what is being written, as a reader does who asked before that.</summary>
    public async Task LoadBesideAsync(IReadOnlyList<long> sequences) =>
        await (await slots[Mine].GetAsync()).LoadTextsAsync(sequences, CancellationToken.None);

    /// <summary>What is on disk.</summary>
    public async Task<List<Entry>> EntriesAsync() => [.. (await Batches.ReadAll(any, Mine)).SelectMany(SegmentReader.Entries)];

    public async ValueTask DisposeAsync()
    {
        (any as MemoryJournal)?.ReleaseAppends();
        await commit.DisposeAsync();
        contents.Dispose();
        signer.Dispose();
    }

    private sealed class Keys(NoteSigner signer) : ILedgerKeys
    {
        public NoteSigner Signer => signer;

        public ulong Digest(string rpc, ReadOnlySpan<byte> body) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(body));

        public byte[] Seed() => RandomNumberGenerator.GetBytes(Entropy.SeedBytes);

        public string CodeFor(string purpose, string ledger, long id) => throw new NotSupportedException("A diary has no codes.");

        public byte[] HashOf(string code) => throw new NotSupportedException("A diary has no codes.");
    }
}

/// <summary>A wall clock that can be set while time goes on as it does.</summary>
internal sealed class JumpingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan jumped;

    public void Jump(TimeSpan by) => jumped += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + jumped;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}

/// <summary>Keeps how grave each line of the log was.</summary>
internal sealed class Alarms : ILogger
{
    public List<LogLevel> Levels { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Levels.Add(logLevel);
}
