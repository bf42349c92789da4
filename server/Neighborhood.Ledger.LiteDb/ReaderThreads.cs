using System.Collections.Concurrent;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// A few threads that do nothing but read: LiteDB ties cursors to threads and refuses the 101st reading one. They start with the first read.
/// </summary>
internal sealed class ReaderThreads(StoreGate gate) : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly SemaphoreSlim places = new(Limits.JournalReads);
    private readonly List<Thread> threads = [];
    private readonly Lock guard = new();

    /// <summary>Runs a bounded read on one of the threads.</summary>
    public async Task<T> Run<T>(Func<Store, T> read, CancellationToken cancel)
    {
        await places.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            EnsureStarted();
            var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            work.Add(() => Complete(done, read, cancel), CancellationToken.None);
            return await done.Task.ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        work.CompleteAdding();
        foreach (var thread in threads) thread.Join();
        work.Dispose();
        places.Dispose();
    }

    private void Complete<T>(TaskCompletionSource<T> done, Func<Store, T> read, CancellationToken cancel)
    {
        try
        {
            cancel.ThrowIfCancellationRequested();
            done.SetResult(gate.Read(read));
        }
        catch (OperationCanceledException)
        {
            done.SetCanceled(cancel);
        }
        catch (Exception error)
        {
            done.SetException(error);
        }
    }

    private void EnsureStarted()
    {
        lock (guard)
        {
            while (threads.Count < Limits.JournalReaderThreads)
            {
                var thread = new Thread(Loop) { IsBackground = true, Name = "journal reader" };
                threads.Add(thread);
                thread.Start();
            }
        }
    }

    private void Loop()
    {
        foreach (var read in work.GetConsumingEnumerable()) read();
    }
}
