using Microsoft.Extensions.Caching.Memory;

namespace Neighborhood.Ledger;

/// <summary>What people wrote, by ledger and entry, within a limit of bytes: reading a side block from disk is dear (see design, LiteDB).</summary>
public sealed class ContentCache : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Limits.ContentCacheBytes });

    /// <summary>What is here of these entries, and what is missing; null where nothing is.</summary>
    internal (Dictionary<long, Content> Found, HashSet<long>? Missing) Find(LedgerId ledger, IReadOnlyList<long> sequences)
    {
        var found = new Dictionary<long, Content>(sequences.Count);
        HashSet<long>? missing = null;
        foreach (var sequence in sequences)
        {
            if (_cache.TryGetValue((ledger, sequence), out Content? content) && content is not null)
            {
                found[sequence] = content;
                continue;
            }

            (missing ??= []).Add(sequence);
        }

        return (found, missing);
    }

    internal void Put(LedgerId ledger, Content content)
    {
        using var entry = _cache.CreateEntry((ledger, content.Item.Sequence));
        entry.Size = content.Bytes;
        entry.Value = content;
    }

    internal void Forget(LedgerId ledger, long sequence) => _cache.Remove((ledger, sequence));

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
