using System.Security.Cryptography;
using System.Text;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>
/// What a reader can see of a journal, as one digest. Two journals of the same content may have merged their segments differently, so segments are put
/// together up to given ends before they are compared.
/// </summary>
internal static class StoreContent
{
    /// <summary>Where the segments of each ledger end.</summary>
    public static async Task<IReadOnlySet<(LedgerId Ledger, long End)>> Ends(IJournal journal, IEnumerable<LedgerId> ledgers)
    {
        var ends = new HashSet<(LedgerId, long)>();
        foreach (var ledger in ledgers)
        {
            foreach (var segment in await Batches.ReadAll(journal, ledger)) ends.Add((ledger, segment.FirstSequence + segment.Count));
        }

        return ends;
    }

    /// <summary>The digest; the root and the side block of a segment count where it ends.</summary>
    public static async Task<string> Describe(IJournal journal, IEnumerable<LedgerId> ledgers, IReadOnlySet<(LedgerId Ledger, long End)> ends)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var ledger in ledgers)
        {
            var head = await journal.ReadHeadAsync(ledger, CancellationToken.None);
            Add(hash, $"{ledger} {head?.NextSequence} {head?.Epoch}", head?.Root ?? default);
            await AddSegments(hash, journal, ledger, ends);
            foreach (var record in await journal.ReadVaultAsync(ledger, CancellationToken.None)) Add(hash, record.Key, record.Value);
        }

        var sessions = await journal.ReadExpiringAsync("sessions", DateTimeOffset.UnixEpoch, CancellationToken.None);
        foreach (var record in sessions.OrderBy(record => record.Key, StringComparer.Ordinal)) Add(hash, record.Key, record.Value);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static async Task AddSegments(
        IncrementalHash hash, IJournal journal, LedgerId ledger, IReadOnlySet<(LedgerId Ledger, long End)> ends)
    {
        var parts = new List<byte>[] { [], [], [], [] };
        foreach (var segment in await Batches.ReadAll(journal, ledger))
        {
            var side = await journal.ReadSideAsync(ledger, segment.FirstSequence, CancellationToken.None);
            ReadOnlyMemory<byte>[] its = [segment.Entries, segment.LeafHashes, segment.Requests, side];
            for (var i = 0; i < parts.Length; i++) parts[i].AddRange(its[i].Span);
            var end = segment.FirstSequence + segment.Count;
            if (!ends.Contains((ledger, end))) continue;
            Add(hash, $"{end}", [segment.Root, .. parts.Select(part => (ReadOnlyMemory<byte>)part.ToArray())]);
            foreach (var part in parts) part.Clear();
        }

        // What stands behind the last end makes the difference too.
        Add(hash, "", [.. parts.Select(part => (ReadOnlyMemory<byte>)part.ToArray())]);
    }

    private static void Add(IncrementalHash hash, string label, params ReadOnlyMemory<byte>[] parts)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(label));
        foreach (var part in parts)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(part.Span);
        }
    }
}
