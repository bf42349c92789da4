using LiteDB;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Maintenance;
using Neighborhood.Testing;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>
/// One store's life on a <see cref="SimulatedDisk"/>, all of it following from its seed: batches of all kinds go to the journal and, once
/// acknowledged, to a model in memory; after every cut the journal must hold what the model holds, give or take the one batch in doubt, whole.
/// </summary>
internal sealed class SimulatedStore : IAsyncDisposable
{
    private const int LongestLifeOperations = 160;

    private static readonly LedgerId[] Ledgers = [LedgerId.Directory, new("communities/a"), new("communities/b")];

    private readonly int seed;
    private readonly StoreRules rules;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly MemoryJournal model = new();
    private readonly Dictionary<(LedgerId Ledger, string Key), byte[]> vault = [];
    private readonly List<LedgerWrite> sides = [];
    private JournalBatch? inDoubt;
    private (byte[] Bytes, bool IsErased) erasing = ([], false);

    public SimulatedStore(int seed, StoreRules rules, TimeProvider time)
    {
        (this.seed, this.time) = (seed, time);
        random = new Random(seed);
        this.rules = rules with { RecentBytes = random.Next(3) switch { 0 => 0, 1 => 4_000, _ => rules.RecentBytes } };
        Disk = new SimulatedDisk(new Random(seed + 1));
    }

    public SimulatedDisk Disk { get; }

    /// <summary>Batches acknowledged so far.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Lives through a number of power cuts and a last opening; null, or what went wrong.</summary>
    public async Task<string?> LiveThroughCuts(int cuts)
    {
        try
        {
            for (var cut = 0; cut <= cuts; cut++) await LiveOnce(isLast: cut == cuts);
            return null;
        }
        catch (SimulationException error)
        {
            return $"seed {seed}: {error.Message}";
        }
    }

    public LiteDbJournal Open() => LiteDbJournal.Open(Disk, new MemoryStream(), rules, time);

    /// <summary>Appends a random batch; false where the journal says it failed.</summary>
    public async Task<bool> Append(LiteDbJournal journal)
    {
        var batch = await NextBatch();
        try
        {
            await journal.AppendAsync(await AsStored(journal, batch), CancellationToken.None);
        }
        catch (JournalException error)
        {
            if (error is StaleHeadException) throw new SimulationException("an expected head was called stale");
            inDoubt = error.OutcomeUnknown ? batch : null;
            return false;
        }

        await Acknowledge(batch);
        if (erasing.IsErased && Disk.Holds(erasing.Bytes)) throw new SimulationException("erased bytes are still in a file");
        return true;
    }

    /// <summary>Compares everything that the journal holds with the model.</summary>
    public async Task Verify(LiteDbJournal journal)
    {
        var ends = await StoreContent.Ends(journal, Ledgers);
        var held = await StoreContent.Describe(journal, Ledgers, ends);
        if (held == await StoreContent.Describe(model, Ledgers, ends))
        {
            inDoubt = null;
            return;
        }

        if (inDoubt is null) throw new SimulationException("the journal does not hold what it acknowledged");
        await Acknowledge(inDoubt);
        inDoubt = null;
        if (held != await StoreContent.Describe(model, Ledgers, ends))
            throw new SimulationException("a batch in doubt is there in part, or acknowledged ones are not");
    }

    public ValueTask DisposeAsync() => model.DisposeAsync();

    private async Task LiveOnce(bool isLast)
    {
        if (!isLast) Disk.CutAfter(random.Next(3) == 0 ? random.Next(12) : random.Next(LongestLifeOperations));
        try
        {
            if (random.Next(8) == 0) Compact.Run(Disk);
            await using var journal = Open();
            await Verify(journal);
            for (var appends = 0; !isLast || appends < 2; appends++)
            {
                if (await Append(journal)) continue;
                if (!Disk.IsDead) throw new SimulationException("an append failed without a cut");
                break;
            }

            if (isLast) await Verify(journal);
        }
        catch (Exception error) when (error is not SimulationException && !Disk.IsDead)
        {
            // A compaction reads the store by the engine alone, which says what it cannot read in exceptions of every kind.
            throw new SimulationException($"the store does not open or read: {error.InnerException?.Message ?? error.Message}");
        }
        catch (Exception error) when (error is JournalException or IOException or LiteException && Disk.IsDead)
        {
            // The power went while the store was being opened, read or compacted.
        }

        Disk.Restart();
    }

    private async Task<JournalBatch> NextBatch()
    {
        erasing = ([], false);
        var writes = new List<LedgerWrite>();
        foreach (var ledger in Ledgers.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Ledgers[0])) writes.Add(await NextWrite(ledger));
        var session = new ExpiringRecord("sessions", $"s{random.Next(5)}", Batches.Bytes(random.Next(), random.Next(60)), DateTimeOffset.MaxValue);
        return new JournalBatch(writes, random.Next(3) == 0 ? [session] : [], random.Next(6) == 0 ? [("sessions", "s0")] : []);
    }

    private async Task<LedgerWrite> NextWrite(LedgerId ledger)
    {
        var head = await model.ReadHeadAsync(ledger, CancellationToken.None);
        var entries = random.Next(12) == 0 ? random.Next(20_000) : random.Next(600);
        var write = Batches.Write(head, ledger, random.Next(), entries, random.Next(3) == 0 ? random.Next(900) : 0, random.Next(1, 4));
        if (random.Next(4) == 0) write = write with { VaultPuts = [new($"name/{random.Next(4)}", Batches.Bytes(random.Next(), 40))] };
        if (head is null || random.Next(5) > 0) return write;
        if (random.Next(2) == 0) return ErasingBeside(write);
        var known = vault.Where(pair => pair.Key.Ledger == ledger && write.VaultPuts.All(put => put.Key != pair.Key.Key)).ToArray();
        if (known.Length == 0) return write;
        var (key, value) = known[random.Next(known.Length)];
        erasing = (value, true);
        return write with { VaultErasures = [key.Key] };
    }

    private LedgerWrite ErasingBeside(LedgerWrite write)
    {
        var known = sides.Where(side => side.Next.Ledger == write.Next.Ledger).ToArray();
        if (known.Length == 0) return write;
        var erased = known[random.Next(known.Length)];
        erasing = (erased.Side.ToArray(), true);
        var leaf = erased.Segment!.LeafHashes[..32];
        return write with { SideErasures = [new(erased.Segment.FirstSequence, 0, erased.Side.Length, leaf)] };
    }

    /// <summary>The batch as the journal must be told it: a compaction may have put side blocks one behind the other, in the model they stand alone.</summary>
    private async Task<JournalBatch> AsStored(LiteDbJournal journal, JournalBatch batch)
    {
        var writes = new List<LedgerWrite>();
        foreach (var write in batch.Ledgers)
        {
            if (write.SideErasures is not [var erasure])
            {
                writes.Add(write);
                continue;
            }

            var ledger = write.Next.Ledger;
            var first = (await Batches.ReadAll(journal, ledger, erasure.FirstSequence))[0].FirstSequence;
            var before = 0;
            foreach (var segment in (await Batches.ReadAll(model, ledger, first)).TakeWhile(segment => segment.FirstSequence < erasure.FirstSequence))
                before += (await model.ReadSideAsync(ledger, segment.FirstSequence, CancellationToken.None)).Length;
            writes.Add(write with { SideErasures = [erasure with { FirstSequence = first, Offset = erasure.Offset + before }] });
        }

        return batch with { Ledgers = writes };
    }

    private async Task Acknowledge(JournalBatch batch)
    {
        await model.AppendAsync(batch, CancellationToken.None);
        Acknowledged++;
        foreach (var write in batch.Ledgers)
        {
            foreach (var put in write.VaultPuts) vault[(write.Next.Ledger, put.Key)] = put.Value.ToArray();
            foreach (var key in write.VaultErasures) vault.Remove((write.Next.Ledger, key));
            foreach (var erasure in write.SideErasures)
                sides.RemoveAll(side => side.Next.Ledger == write.Next.Ledger && side.Segment!.FirstSequence == erasure.FirstSequence);
            if (write.Side.Length > 40) sides.Add(write);
        }
    }
}

/// <summary>What a journal must never do.</summary>
public sealed class SimulationException(string message) : Exception(message);
