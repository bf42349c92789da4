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
    private readonly List<Action<Dictionary<string, SimulatedFile>>> unsyncedNames = [];
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

    /// <summary>All of a file.</summary>
    public byte[] ReadAll(string name)
    {
        var file = Open(name);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }

    /// <summary>Another disk with the same files, all of them synced.</summary>
    public SimulatedDisk Copy(Random its)
    {
        var copy = new SimulatedDisk(its);
        foreach (var name in names.Keys)
        {
            var file = copy.Open(name);
            file.Write(0, ReadAll(name));
            file.Sync();
        }

        copy.Sync();
        return copy;
    }

    /// <summary>
    /// The power is back: what was not synced is there, or not, or in part. Of the changes of names since the last sync of the folder the first ones
    /// are there, as a journaling file system has it, or any, one or all but one, as others may; each is there as a whole or not at all.
    /// </summary>
    public void Restart()
    {
        lock (guard)
        {
            var (mood, which) = (random.Next(4), random.Next(unsyncedNames.Count + 1));
            foreach (var (number, change) in unsyncedNames.Index())
            {
                if (mood switch { 0 => number < which, 1 => number == which, 2 => number != which, _ => random.Next(2) == 0 }) change(durableNames);
            }

            unsyncedNames.Clear();
            foreach (var file in durableNames.Values) file.Lose(random);
            names = new(durableNames);
            operationsLeft = long.MaxValue;
            IsDead = false;
        }
    }

    public bool Exists(string name) => Locked(() => names.ContainsKey(name), counts: false);

    public IStorageFile Open(string name) => Locked<IStorageFile>(() =>
    {
        if (names.TryGetValue(name, out var known)) return known;
        var file = new SimulatedFile(this);
        return Change(folder => folder.TryAdd(name, file), file);
    }, counts: false);

    public void Rename(string from, string to) => Locked(() =>
    {
        var file = names[from];
        return Change(folder =>
        {
            folder.Remove(from);
            folder[to] = file;
        }, true);
    }, counts: true);

    public void Delete(string name) => Locked(() => Change(folder => folder.Remove(name), true), counts: true);

    public void Sync() => Locked(() =>
    {
        durableNames = new(names);
        unsyncedNames.Clear();
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

    private T Change<T>(Action<Dictionary<string, SimulatedFile>> change, T result)
    {
        change(names);
        unsyncedNames.Add(change);
        return result;
    }
}
