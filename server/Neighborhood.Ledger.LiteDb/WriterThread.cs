using System.Collections.Concurrent;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// The one thread that writes: LiteDB's transactions belong to a thread. It takes everything that waits, up to
/// <see cref="Limits.JournalGroupBytes"/>, into one transaction, so that the two syncs are shared by all ledgers.
/// </summary>
internal sealed class WriterThread : IDisposable
{
    private const int ExpiredPerSweep = 500;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly StoreGate gate;
    private readonly TimeProvider time;
    private readonly JournalCounters counters;
    private readonly BlockingCollection<Pending> queue = [];
    private readonly SemaphoreSlim places = new(Limits.JournalQueueBatches);
    private readonly Thread thread;
    private DateTimeOffset nextSweep;

    public WriterThread(StoreGate gate, TimeProvider time, JournalCounters counters)
    {
        this.gate = gate;
        this.time = time;
        this.counters = counters;
        nextSweep = time.GetUtcNow();
        thread = new Thread(Loop) { IsBackground = true, Name = "journal writer" };
        thread.Start();
    }

    /// <summary>Queues a batch; completes when it is durable.</summary>
    public async Task Append(JournalBatch batch, CancellationToken cancel)
    {
        await places.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var pending = new Pending(batch, cancel);
            queue.Add(pending, CancellationToken.None);
            await pending.Done.Task.ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
        places.Dispose();
    }

    private void Loop()
    {
        foreach (var first in queue.GetConsumingEnumerable()) WriteGroup(first);
    }

    private void WriteGroup(Pending first)
    {
        var group = new List<Pending>();
        try
        {
            var plan = gate.Write(store => Plan(store, first, group));
            if (plan.Batches > 0) counters.Committed(plan.Batches, plan.SegmentCount);
            foreach (var pending in group) pending.Done.SetResult();
        }
        catch (JournalException error)
        {
            // An unsuccessful plan may not even have looked at the first one.
            if (!first.Done.Task.IsCompleted && !group.Contains(first)) group.Add(first);
            foreach (var pending in group) pending.Done.SetException(error);
        }
    }

    private WritePlan Plan(Store store, Pending first, List<Pending> group)
    {
        var plan = store.NewPlan();
        Take(first, plan, group);
        while (plan.Bytes < Limits.JournalGroupBytes && queue.TryTake(out var next)) Take(next, plan, group);
        if (plan.Batches == 0) return plan;
        Sweep(store, plan);
        return plan;
    }

    private static void Take(Pending pending, WritePlan plan, List<Pending> group)
    {
        if (pending.Cancel.IsCancellationRequested)
        {
            pending.Done.SetCanceled(pending.Cancel);
            return;
        }

        try
        {
            var its = plan.Next();
            its.Add(pending.Batch);
            plan.Merge(its);
            group.Add(pending);
        }
        catch (Exception error) when (error is StaleHeadException or ArgumentException)
        {
            pending.Done.SetException(error);
        }
        catch
        {
            group.Add(pending);
            throw;
        }
    }

    /// <summary>Now and then what has expired is deleted with a batch that is written anyway.</summary>
    private void Sweep(Store store, WritePlan plan)
    {
        var now = time.GetUtcNow();
        if (now < nextSweep) return;
        plan.Forget(store.Expired(now, ExpiredPerSweep));
        nextSweep = now + BetweenSweeps;
    }

    private sealed record Pending(JournalBatch Batch, CancellationToken Cancel)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
