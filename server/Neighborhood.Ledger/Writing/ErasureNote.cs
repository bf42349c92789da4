using Google.Protobuf;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Writing;

/// <summary>
/// Entries whose side items a fact on record says to be erased and that are still there. The note is written with the fact, shrinks with each write that
/// erases some of them and goes with the last, so a ledger that wakes finds what is left to do. Like the notes of a restore it stands in an expiring
/// collection and never expires. It names entries, not segments, because a compaction merges those.
/// </summary>
/// <param name="ledger">Whose they are.</param>
/// <param name="sequences">The entries, in ascending order; no two notes of a ledger share one.</param>
internal sealed class ErasureNote(LedgerId ledger, IReadOnlyList<long> sequences)
{
    private readonly IReadOnlyList<long> _sequences = sequences;

    // The last one stays until the end.
    private readonly string _key = $"{sequences[^1]:D19}";

    /// <summary>What is left.</summary>
    public IEnumerable<long> Left => _sequences.Skip(Done);

    /// <summary>How many of them were erased.</summary>
    public int Done { get; set; }

    /// <summary>The record once <paramref name="done"/> of them are erased, or null where none is left then.</summary>
    public ExpiringRecord? RecordAfter(int done) => done == _sequences.Count
        ? null
        : new ExpiringRecord(CollectionOf(ledger), _key, new ErasureRecord { Sequences = { _sequences.Skip(done) } }.ToByteArray(), DateTimeOffset.MaxValue);

    /// <summary>The name of its record.</summary>
    public (string Collection, string Key) Name => (CollectionOf(ledger), _key);

    /// <summary>The notes of a ledger, oldest entries first.</summary>
    public static async Task<IEnumerable<ErasureNote>> FindAsync(IJournal journal, LedgerId ledger, CancellationToken cancel)
    {
        var records = await journal.ReadExpiringAsync(CollectionOf(ledger), DateTimeOffset.UnixEpoch, cancel);
        return records.OrderBy(record => record.Key, StringComparer.Ordinal)
            .Select(record => new ErasureNote(ledger, ErasureRecord.Parser.ParseFrom(record.Value.Span).Sequences));
    }

    private static string CollectionOf(LedgerId ledger) => "erasing/" + ledger.Name;
}
