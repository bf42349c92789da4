using System.Diagnostics;
using Neighborhood.Domain;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Hosting;
using Neighborhood.V1.Facts;

namespace Neighborhood.Benchmarks;

/// <summary>
/// How long a ledger of very many ballots takes to load, written as it comes under load (packed) and with every entry in a segment of its own
/// (trickled), beside merely parsing the same entries; and the managed memory it takes with all request ids live.
/// </summary>
internal static class Activation
{
    private const int Runs = 5;

    public static async Task MeasureAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-benchmark-").FullName;
        try
        {
            var (packed, trickled) = (Path.Combine(folder, "packed"), Path.Combine(folder, "trickled"));
            var estate = await Estate.BuildAsync(packed, report.Sizes.Voters, topics: 0);
            await Ballots.CastAsync(packed, [estate], report.Sizes.Ballots, report);
            await TrickleAsync(packed, trickled, report);

            var parsing = await ParseAsync(packed, new LedgerId(estate.Community), report);
            var packedTime = await ActivateAsync(packed, "packed", estate, report);
            var trickledTime = await ActivateAsync(trickled, "trickled", estate, report);
            report.Set("activation_packed_ratio", packedTime / parsing);
            report.Set("activation_trickled_ratio", trickledTime / parsing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CastOneAsync(Ledger<CommunityState> community, Estate estate)
    {
        if ((await Ballots.CastAsync(community, estate, voter: 0)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The ledger takes no ballot: {refusal}.");
        }
    }

    private static async Task TrickleAsync(string from, string to, Report report)
    {
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(to);
        File.Copy(Path.Combine(from, "server.keys"), Path.Combine(to, "server.keys"));
        await using var source = LiteDbJournal.Open(new LiteDbJournalOptions(from, TimeProvider.System));
        await using var target = LiteDbJournal.Open(new LiteDbJournalOptions(to, TimeProvider.System));
        foreach (var head in await source.ReadHeadsAsync(CancellationToken.None))
        {
            await TrickleAsync(source, target, head);
        }

        report.Say($"trickled in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task TrickleAsync(LiteDbJournal source, LiteDbJournal target, LedgerHead head)
    {
        const int batchCount = 2_000;
        var tree = new MerkleTree();
        LedgerHead? last = null;
        var writes = new List<LedgerWrite>();
        var vault = await source.ReadVaultAsync(head.Ledger, CancellationToken.None);
        await foreach (var segment in source.ReadSegmentsAsync(head.Ledger, 0, CancellationToken.None))
        {
            var requests = RequestRecords.Parser.ParseFrom(segment.Requests.Span).Records.ToLookup(record => record.FirstSequence);
            var index = 0;
            foreach (var bytes in SegmentReader.EntryBytes(segment))
            {
                var sequence = segment.FirstSequence + index;
                var leaf = segment.LeafHashes.Slice(32 * index++, 32);
                tree.Append(leaf.Span);
                var next = new LedgerHead(head.Ledger, tree.Size, tree.Root(), head.Epoch, sequence + 1 == head.NextSequence ? head.NextDue : null);
                var records = new RequestRecords { Records = { requests[sequence] } };
                var single = new Segment(sequence, 1, WithLength(bytes), leaf, next.Root, Google.Protobuf.MessageExtensions.ToByteArray(records));
                writes.Add(new LedgerWrite(last, next, single, default, sequence == 0 ? vault : [], [], []));
                last = next;
                if (writes.Count == batchCount)
                {
                    await target.AppendAsync(new JournalBatch([.. writes], [], []), CancellationToken.None);
                    writes.Clear();
                }
            }
        }

        await target.AppendAsync(new JournalBatch(writes, [], []), CancellationToken.None);
    }

    private static byte[] WithLength(ReadOnlyMemory<byte> entry)
    {
        var stream = new MemoryStream();
        var output = new Google.Protobuf.CodedOutputStream(stream);
        output.WriteLength(entry.Length);
        output.Flush();
        stream.Write(entry.Span);
        return stream.ToArray();
    }

    private static async Task<double> ParseAsync(string folder, LedgerId ledger, Report report)
    {
        await using var journal = LiteDbJournal.Open(new LiteDbJournalOptions(folder, TimeProvider.System));
        var entries = new List<ReadOnlyMemory<byte>>();
        await foreach (var segment in journal.ReadSegmentsAsync(ledger, 0, CancellationToken.None))
        {
            entries.AddRange(SegmentReader.EntryBytes(segment));
        }

        var best = Enumerable.Range(0, Runs).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            foreach (var bytes in entries)
            {
                Entry.Parser.ParseFrom(bytes.Span);
            }

            return watch.Elapsed.TotalMilliseconds;
        });
        report.Say($"parsing {entries.Count} entries: {best:0} ms");
        return best;
    }

    private static async Task<double> ActivateAsync(string folder, string name, Estate estate, Report report)
    {
        var best = double.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            await using var app = Estate.Compose(folder);
            await app.StartAsync();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watch = Stopwatch.StartNew();
            var community = await app.Services.GetRequiredService<LedgerRouter>().CommunityAsync(estate.Id);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);

            // Pages that LiteDB read stay in its cache until the next write, which every ledger in use soon has.
            await CastOneAsync(community!, estate);
            var perBallot = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / report.Sizes.Ballots;
            GC.KeepAlive(community);
            if (name == "packed")
            {
                report.Set("bytes_per_ballot", perBallot);
            }

            await app.StopAsync();
        }

        report.Say($"activation, {name}: {best:0} ms");
        return best;
    }
}
