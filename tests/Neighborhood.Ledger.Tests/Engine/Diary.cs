using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>
/// The smallest fold there is: it keeps numbers. The engine does not know what facts mean, so one fact serves for all: its account is the number.
/// </summary>
internal sealed class Diary : ILedgerState
{
    /// <summary>A number at which the fold throws, as a fault of ours would.</summary>
    public const long Poison = 666;

    /// <summary>What the clock enters.</summary>
    public const long Chime = 12;

    /// <summary>What an absence of the server enters.</summary>
    public const long Absence = 13;

    /// <summary>A number that is a tally.</summary>
    public const long Tally = 14;

    public List<long> Numbers { get; } = [];

    /// <summary>How many of them are durable.</summary>
    public long DurableCount { get; private set; }

    public long? NextDueMicros { get; private set; }

    public static Fact FactOf(long number) => new() { PasswordChanged = new PasswordChanged { Account = number } };

    public void Apply(Entry entry, ReadOnlySpan<byte> leafHash)
    {
        var number = entry.Fact.PasswordChanged?.Account ?? 0;
        if (number == Poison) throw new InvalidOperationException("The fold fails.");
        Numbers.Add(number);
        NextDueMicros = number > 1_000_000 ? number : number == Chime ? null : NextDueMicros;
    }

    public Decision DecideDue(long dueMicros, long nextSequence, Entropy entropy) => Decision.Of(FactOf(Chime));

    public Decision? DecideOutage(long fromMicros, long untilMicros, long nextSequence) => Decision.Of(FactOf(Absence));

    public bool IsTally(Entry entry) => entry.Fact.PasswordChanged?.Account == Tally;

    public void NoteDurable(long size) => DurableCount = size;

    public void PutVault(string key, ReadOnlySpan<byte> record)
    {
    }

    public void EraseVault(string key)
    {
    }

    public FeedEvent? EventOf(Entry entry) => null;

    public IEnumerable<FeedEvent> CoalescedNow() => [];

    public bool MayRead(Caller caller, Entry entry) => true;

    public Refusal? Authorize(Caller caller, string rpc) => null;
}

/// <summary>Writes numbers, and answers how many there are before and with them.</summary>
/// <param name="numbers">One fact each.</param>
/// <param name="sideBytes">What stands beside each.</param>
internal sealed class Note(long[] numbers, int sideBytes = 0) : ICommand<Diary, PasswordChanged, string>
{
    public Decision Decide(CommandContext<Diary> context, PasswordChanged request)
    {
        var decision = new Decision();
        foreach (var number in numbers)
        {
            var side = new SideItem { Salt = ByteString.CopyFrom(context.Entropy.Take32()), Data = ByteString.CopyFrom(new byte[sideBytes]) };
            decision.Add(Diary.FactOf(number), sideBytes == 0 ? null : side);
        }

        return decision;
    }

    public Reading<string> Answer(QueryContext<Diary> context, PasswordChanged request, IReadOnlyList<Entry> made) =>
        Reading.Of($"{made[0].Sequence}+{made.Count}");
}

/// <summary>Erases what stands beside entries, and says so in a fact.</summary>
internal sealed class EraseBeside(IReadOnlyList<long> sequences) : ICommand<Diary, PasswordChanged, string>
{
    public Decision Decide(CommandContext<Diary> context, PasswordChanged request)
    {
        var decision = Decision.Of(Diary.FactOf(request.Account));
        decision.SideErasures.AddRange(sequences);
        return decision;
    }

    public Reading<string> Answer(QueryContext<Diary> context, PasswordChanged request, IReadOnlyList<Entry> made) => Reading.Of("erased");
}

/// <summary>Reads which of some entries still have something beside them.</summary>
internal sealed class ReadBeside(IReadOnlyList<long> sequences) : IQuery<Diary, PasswordChanged, IReadOnlyList<long>>
{
    public Reading<IReadOnlyList<long>> Read(QueryContext<Diary> context, PasswordChanged request) =>
        Reading.Of<IReadOnlyList<long>>(sequences, texts => [.. sequences.Where(sequence => !texts.SideOf(sequence).Salt.IsEmpty)]);
}

/// <summary>Reads how many numbers are durable, and all others than tallies.</summary>
internal sealed class ReadDurable : IQuery<Diary, PasswordChanged, string>
{
    public Reading<string> Read(QueryContext<Diary> context, PasswordChanged request) => Reading
        .OfDurableTallies(context.State.DurableCount + ": " + string.Join(' ', context.State.Numbers.Where(number => number != Diary.Tally)))
        .Then(shown => shown + ".");
}

/// <summary>Reads all numbers.</summary>
internal sealed class ReadNumbers : IQuery<Diary, PasswordChanged, string>
{
    public Reading<string> Read(QueryContext<Diary> context, PasswordChanged request) => Reading.Of(string.Join(' ', context.State.Numbers));
}
