using Neighborhood.Ledger.Writing;
using Neighborhood.Testing;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>Everybody who waits for a segment is answered, with an answer of their own, also where the write fails or a caller has gone.</summary>
public sealed class AnswerTests
{
    private static readonly int Shares = Environment.ProcessorCount;

    /// <summary>Against waiting for ever for what does not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Waiters => [0, 1, Shares - 1, Shares, Shares + 1, 2 * Shares, 1_000];

    [Theory]
    [MemberData(nameof(Waiters))]
    public async Task All_waiters_of_a_segment_are_told_what_became_of_it_and_those_who_come_later_too(int count)
    {
        var (written, lost) = (new PendingSegment(0), new PendingSegment(0));
        var told = Enumerable.Range(0, count).Select(_ => (Written: written.WaitAsync(), Lost: lost.WaitAsync())).ToList();
        Assert.All(told, task => Assert.False(task.Written.IsCompleted || task.Lost.IsCompleted));
        written.Complete();
        lost.Fail(new JournalException("The test asked for it.", null, outcomeUnknown: false));
        foreach (var task in told.Append((Written: written.WaitAsync(), Lost: lost.WaitAsync())))
        {
            await task.Written.WaitAsync(Patience, Cancel);
            await Assert.ThrowsAsync<JournalException>(() => task.Lost.WaitAsync(Patience, Cancel));
        }

        Assert.Equal((true, false), (written.IsDurable, lost.IsDurable));
    }

    [Fact]
    public async Task Commands_of_one_segment_each_get_their_own_answer_also_beside_callers_who_have_gone()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(0).WaitAsync(Patience, Cancel);
        engine.Journal.HoldAppends();
        var notes = new List<Task<Outcome<string>>> { engine.NoteAsync(1) };
        await engine.Journal.WhenHeld();
        using var gone = new CancellationTokenSource();
        notes.AddRange(Enumerable.Range(2, 98).Select(number =>
            engine.NoteUnlessGoneAsync(
                [.. Enumerable.Repeat((long)number, 1 + (number % 3))], 0, Guid.Empty, Engine.Mine, number % 2 == 0 ? gone.Token : Cancel)));
        await gone.CancelAsync();
        engine.Journal.ReleaseAppends();

        var answers = await Task.WhenAll(notes).WaitAsync(Patience, Cancel);
        var entries = await engine.EntriesAsync();
        foreach (var (index, answer) in answers.Index())
        {
            var its = entries.Where(entry => entry.Fact.PasswordChanged.Account == index + 1).ToList();
            Assert.Equal($"{its[0].Sequence}+{its.Count}", answer.Value);
            Assert.Equal(its[0].Sequence, answer.First.Sequence);
        }

        Assert.Equal(3, (await Batches.ReadAll(engine.Journal, Engine.Mine)).Count);
    }

    [Fact]
    public async Task When_the_write_of_a_segment_fails_each_of_its_commands_is_told_and_no_command_of_another_ledger_in_the_next_write()
    {
        await using var engine = new Engine();
        await Task.WhenAll(engine.NoteAsync(0), engine.NoteAsync(0, ledger: Engine.Other)).WaitAsync(Patience, Cancel);
        engine.Journal.HoldAppends();
        var first = engine.NoteAsync(1);
        await engine.Journal.WhenHeld();
        engine.Journal.FailNextAppend(AppendFault.None);
        engine.Journal.FailNextAppend(AppendFault.NotWritten);
        var lost = Enumerable.Range(2, 98).Select(number => engine.NoteAsync(number)).ToList();
        engine.Journal.ReleaseOneAppend();
        Assert.Equal("1+1", (await first.WaitAsync(Patience, Cancel)).Value);
        await engine.Journal.WhenHeld();
        var other = engine.NoteAsync(5, ledger: Engine.Other);
        engine.Journal.ReleaseAppends();

        foreach (var task in lost) await Assert.ThrowsAsync<JournalException>(() => task.WaitAsync(Patience, Cancel));
        Assert.Equal("1+1", (await other.WaitAsync(Patience, Cancel)).Value);
        Assert.Equal([0, 1], (await engine.EntriesAsync()).Select(entry => entry.Fact.PasswordChanged.Account));
    }
}
