using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    /// <summary>The texts beside these entries, from memory or disk.</summary>
    public async Task<ITexts> LoadTextsAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var (contents, missing) = _services.Contents.Find(Id, sequences);
        if (missing is null)
        {
            return new Texts(contents);
        }

        var erasures = await LoadFromDiskAsync(missing, contents, cancel);
        lock (_mailbox)
        {
            // What was erased while it was being read must not stay in memory.
            foreach (var sequence in missing.Where(sequence => erasures == _erasures && contents.ContainsKey(sequence)))
            {
                _services.Contents.Put(Id, contents[sequence]);
            }
        }

        return new Texts(contents);
    }

    /// <summary>The texts beside these entries where all of them are in memory; otherwise null.</summary>
    private Texts? FindTexts(IReadOnlyList<long> sequences) =>
        sequences.Count == 0 ? Texts.None : _services.Contents.Find(Id, sequences) is (var found, null) ? new Texts(found) : null;

    /// <summary>The same from disk alone, for a count of very many that would drive everything else out of memory.</summary>
    public async Task<ITexts> LoadSidesAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var contents = new Dictionary<long, Content>(sequences.Count);
        await LoadFromDiskAsync([.. sequences], contents, cancel);
        return new Texts(contents);
    }

    /// <returns>How often something had been erased before.</returns>
    private async Task<long> LoadFromDiskAsync(HashSet<long> missing, Dictionary<long, Content> contents, CancellationToken cancel)
    {
        List<long> starts;
        long erasures;
        lock (_mailbox)
        {
            erasures = _erasures;
            missing.RemoveWhere(_noted.Contains);
            starts = [.. missing.Select(SegmentStartOf).Distinct().Order()];
        }

        foreach (var start in starts)
        {
            var side = await _services.Journal.ReadSideAsync(Id, start, cancel);
            foreach (var item in SideBlock.Parser.ParseFrom(side.Span).Items.Where(item => missing.Contains(item.Sequence)))
            {
                contents[item.Sequence] = new Content(item);
            }
        }

        return erasures;
    }
}
