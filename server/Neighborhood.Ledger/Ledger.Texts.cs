using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    /// <summary>The texts beside these entries, from memory or disk.</summary>
    public async Task<ITexts> LoadTextsAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var items = new Dictionary<long, SideItem>(sequences.Count);
        HashSet<long>? missing = null;
        foreach (var sequence in sequences)
        {
            if (_services.Contents.TryGet(Id, sequence, out var item) && item is not null)
            {
                items[sequence] = item;
                continue;
            }

            (missing ??= []).Add(sequence);
        }

        if (missing is not null)
        {
            await LoadFromDiskAsync(missing, items, cancel);
            foreach (var sequence in missing.Where(items.ContainsKey))
            {
                _services.Contents.Put(Id, items[sequence]);
            }
        }

        return new ContentCache.Texts(items);
    }

    /// <summary>The same from disk alone, for a count of very many that would drive everything else out of memory.</summary>
    public async Task<ITexts> LoadSidesAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var items = new Dictionary<long, SideItem>(sequences.Count);
        await LoadFromDiskAsync([.. sequences], items, cancel);
        return new ContentCache.Texts(items);
    }

    private async Task LoadFromDiskAsync(HashSet<long> missing, Dictionary<long, SideItem> items, CancellationToken cancel)
    {
        List<long> starts;
        lock (_mailbox)
        {
            starts = [.. missing.Select(SegmentStartOf).Distinct().Order()];
        }

        foreach (var start in starts)
        {
            var side = await _services.Journal.ReadSideAsync(Id, start, cancel);
            foreach (var item in SideBlock.Parser.ParseFrom(side.Span).Items.Where(item => missing.Contains(item.Sequence)))
            {
                items[item.Sequence] = item;
            }
        }
    }
}
