using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>The power went while this was running.</summary>
public sealed class PowerCutException() : IOException("The power was cut.");

/// <summary>
/// A disk in memory that keeps what was not synced apart. At a planned operation the power goes: every later call throws, and
/// <see cref="Restart"/> drops, reorders or tears what was not synced, whole writes as well as sectors of 512 bytes.
/// </summary>
internal sealed class SimulatedDisk(Random random) : IStorageFolder
{
    private readonly Lock guard = new();
    private readonly List<(string From, string To)> renames = [];
    private Dictionary<string, SimulatedFile> names = [];
    private Dictionary<string, SimulatedFile> durableNames = [];
    private long operationsLeft = long.MaxValue;
    private long failuresLeft;

    public long FreeSpaceBytes => failuresLeft > 0 ? 0 : long.MaxValue;

    /// <summary>Whether the power is gone.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Operations made since the beginning.</summary>
    public long Operations { get; private set; }

    /// <summary>Cuts the power at the given operation from now.</summary>
    public void CutAfter(long operations) => operationsLeft = operations;

    /// <summary>Fails operations after some that succeed, as a full or faulty disk does.</summary>
    public void FailAfter(long operations, long failures) => (operationsLeft, failuresLeft) = (operations, failures);

    /// <summary>Space is there again.</summary>
    public void StopFailing() => (operationsLeft, failuresLeft) = (long.MaxValue, 0);

    /// <summary>Whether any file, synced or not, holds these bytes.</summary>
    public bool Holds(ReadOnlySpan<byte> bytes)
    {
        lock (guard)
        {
            foreach (var file in names.Values)
            {
                if (file.Holds(bytes)) return true;
            }

            return false;
        }
    }

    /// <summary>The power is back: what was not synced is there, or not, or in part.</summary>
    public void Restart()
    {
        lock (guard)
        {
            foreach (var (from, to) in renames.Take(random.Next(renames.Count + 1))) Move(durableNames, from, to);
            renames.Clear();
            foreach (var file in durableNames.Values) file.Lose(random);
            names = new(durableNames);
            operationsLeft = long.MaxValue;
            IsDead = false;
        }
    }

    public bool Exists(string name) => Locked(() => names.ContainsKey(name), counts: false);

    public IStorageFile Open(string name) => Locked<IStorageFile>(() =>
    {
        if (!names.TryGetValue(name, out var file)) names[name] = file = new SimulatedFile(this);
        return file;
    }, counts: false);

    public void Rename(string from, string to) => Locked(() =>
    {
        // A new file's own name becomes durable with the rename that the next sync makes durable.
        durableNames.TryAdd(from, names[from]);
        Move(names, from, to);
        renames.Add((from, to));
        return true;
    }, counts: true);

    public void Delete(string name) => throw new NotSupportedException("No journal deletes a file while it runs.");

    public void Sync() => Locked(() =>
    {
        durableNames = new(names);
        renames.Clear();
        return true;
    }, counts: true);

    /// <summary>Runs an operation, unless the power goes or the disk fails at it; then a part of it may have happened.</summary>
    internal T Locked<T>(Func<T> operation, bool counts, Action? partly = null)
    {
        lock (guard)
        {
            if (IsDead) throw new PowerCutException();
            if (!counts || Succeeds()) return operation();
            partly?.Invoke();
            if (IsDead) throw new PowerCutException();
            throw new IOException("No space left on device.");
        }
    }

    private bool Succeeds()
    {
        Operations++;
        if (operationsLeft > 0)
        {
            operationsLeft--;
            return true;
        }

        if (failuresLeft == 0)
        {
            IsDead = true;
            return false;
        }

        if (--failuresLeft == 0) operationsLeft = long.MaxValue;
        return false;
    }

    private static void Move(Dictionary<string, SimulatedFile> folder, string from, string to)
    {
        if (folder.Remove(from, out var file)) folder[to] = file;
    }
}
