using Google.Protobuf;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>
/// What a restore leaves for the ledgers to say, each at its next loading. The notes stand in an expiring collection of the restored store itself, so
/// that no crash can part them from it, and they never expire: a ledger that has said its own is in that epoch already.
/// </summary>
public static class RestoreNotes
{
    /// <summary>The collection; its keys are the names of ledgers.</summary>
    public const string Collection = "restored";

    /// <summary>The length of the mark that tells apart what was restored from one backup, in bytes.</summary>
    public const int MarkBytes = 4;

    /// <summary>The notes of a restore.</summary>
    /// <param name="restored">How far each ledger reaches in the backup.</param>
    /// <param name="replaced">How far each was known to reach.</param>
    /// <param name="earlier">The notes of the backup and of what it replaces: the new epoch comes after all of them.</param>
    /// <param name="mark">Chance, <see cref="MarkBytes"/> long.</param>
    public static IReadOnlyList<ExpiringRecord> Of(
        IEnumerable<LedgerHead> restored, IEnumerable<LedgerHead> replaced, IEnumerable<ExpiringRecord> earlier, ReadOnlySpan<byte> mark)
    {
        var lost = replaced.ToDictionary(head => head.Ledger.Name);
        var epochs = earlier.ToLookup(note => note.Key, note => Restored.Parser.ParseFrom(note.Value.Span).Epoch);
        var reach = restored.ToDictionary(head => head.Ledger.Name, head => head.NextSequence);
        var its = ByteString.CopyFrom(mark);
        return [.. reach.Keys.Union(lost.Keys).Union(epochs.Select(known => known.Key)).Select(ledger =>
        {
            var note = new Restored { Epoch = epochs[ledger].DefaultIfEmpty().Max() + 1, Mark = its };
            if (lost.TryGetValue(ledger, out var head) && head.NextSequence > reach.GetValueOrDefault(ledger))
            {
                (note.LostSize, note.LostRoot) = (head.NextSequence, ByteString.CopyFrom(head.Root.Span));
            }

            return new ExpiringRecord(Collection, ledger, note.ToByteArray(), DateTimeOffset.MaxValue);
        })];
    }

    /// <summary>What a ledger has to say, said or not; null where it was never restored.</summary>
    internal static async Task<Restored?> FindAsync(IJournal journal, LedgerId ledger, CancellationToken cancel)
    {
        var notes = await journal.ReadExpiringAsync(Collection, DateTimeOffset.UnixEpoch, cancel);
        return notes.FirstOrDefault(note => note.Key == ledger.Name) is { } found ? Restored.Parser.ParseFrom(found.Value.Span) : null;
    }
}
