namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// Who may use the store: readers together, the committing writer alone, so that nobody reads a transaction that is not yet durable. After
/// any exception the store is closed, and the next call opens it from disk first (fail-stop).
/// </summary>
internal sealed class StoreGate : IDisposable
{
    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.NoRecursion);
    private readonly Func<Store> open;
    private readonly Pause writes;
    private readonly Pause openings;
    private Store? store;
    private volatile bool broken;

    public StoreGate(Func<Store> open, TimeProvider time)
    {
        this.open = open;
        writes = new Pause(time);
        openings = new Pause(time);
        store = open();
    }

    /// <summary>Runs a bounded read.</summary>
    public T Read<T>(Func<Store, T> read)
    {
        while (true)
        {
            if (TryRead(read, out var result)) return result;
            Alone(Reopen);
        }
    }

    /// <summary>Works out a plan and writes it while readers go on, then commits alone. A plan without a batch is not written.</summary>
    public WritePlan Write(Func<Store, WritePlan> plan)
    {
        ThrowIfPaused(writes, "written");
        gate.EnterUpgradeableReadLock();
        try
        {
            if (broken) Alone(Reopen);
            var current = store!;
            var planned = Guarded(() => Prepare(current, plan), outcomeUnknown: false);
            if (planned.Batches == 0) return planned;
            Alone(() => Guarded(() => current.Commit(planned), outcomeUnknown: true));
            writes.Succeed();
            return planned;
        }
        finally
        {
            gate.ExitUpgradeableReadLock();
        }
    }

    /// <summary>Runs something between transactions while nobody else uses the store.</summary>
    public T Exclusive<T>(Func<Store, T> use)
    {
        T result = default!;
        Alone(() =>
        {
            if (broken) Reopen();
            result = use(store!);
        });
        return result;
    }

    public void Dispose()
    {
        store?.Dispose();
        gate.Dispose();
    }

    private static WritePlan Prepare(Store store, Func<Store, WritePlan> plan)
    {
        var planned = plan(store);
        if (planned.Batches > 0) store.Write(planned);
        return planned;
    }

    private bool TryRead<T>(Func<Store, T> read, out T result)
    {
        gate.EnterReadLock();
        try
        {
            result = default!;
            if (broken) return false;
            result = read(store!);
            openings.Succeed();
            return true;
        }
        catch (Exception error) when (error is not JournalException)
        {
            broken = true;
            openings.Fail();
            throw new JournalException("The store could not be read.", error, outcomeUnknown: false);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    private void Alone(Action action)
    {
        gate.EnterWriteLock();
        try
        {
            action();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    private void Guarded(Action action, bool outcomeUnknown) => Guarded(() =>
    {
        action();
        return true;
    }, outcomeUnknown);

    private T Guarded<T>(Func<T> action, bool outcomeUnknown)
    {
        try
        {
            return action();
        }
        catch (Exception error)
        {
            broken = true;
            writes.Fail();
            throw new JournalException("The store could not be written.", error, outcomeUnknown);
        }
    }

    private void Reopen()
    {
        if (!broken) return;
        ThrowIfPaused(openings, "opened");
        try
        {
            Interlocked.Exchange(ref store, null)?.Dispose();
            store = open();
            broken = false;
        }
        catch (Exception error)
        {
            openings.Fail();
            throw new JournalException("The store could not be opened.", error, outcomeUnknown: false);
        }
    }

    private static void ThrowIfPaused(Pause pause, string done)
    {
        if (pause.Left is { Ticks: > 0 } left)
            throw new JournalException($"The store could not be {done} and is tried again in {left.TotalMilliseconds:F0} ms.", null, outcomeUnknown: false);
    }
}
