using Microsoft.Extensions.Caching.Memory;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Writing;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>What people wrote, by ledger and entry, within a limit of bytes: reading a side block from disk is dear (see design, LiteDB).</summary>
public sealed class ContentCache : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Limits.ContentCacheBytes });

    internal bool TryGet(LedgerId ledger, long sequence, out SideItem? item) => _cache.TryGetValue((ledger, sequence), out item);

    internal void Put(LedgerId ledger, SideItem item)
    {
        using var entry = _cache.CreateEntry((ledger, item.Sequence));
        entry.Size = item.Data.Length + item.Salt.Length + 128;
        entry.Value = item;
    }

    internal void Forget(LedgerId ledger, long sequence) => _cache.Remove((ledger, sequence));

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();

    /// <summary>The texts of one rendering.</summary>
    internal sealed class Texts(Dictionary<long, SideItem> items) : ITexts
    {
        private static readonly SideItem Nothing = new();
        private static readonly WrittenText NoText = new();

        public WrittenText TextOf(long sequence) =>
            items.TryGetValue(sequence, out var item) && !IsErased(item) ? WrittenText.Parser.ParseFrom(item.Data) : NoText;

        public SideItem SideOf(long sequence) => items.TryGetValue(sequence, out var item) && !IsErased(item) ? item : Nothing;

        // An erased item keeps its length, in zeros; a salt of zeros is never drawn. The seed of a sealed roll has no salt and is one itself.
        private static bool IsErased(SideItem item) =>
            !item.Salt.Span.ContainsAnyExcept((byte)0) && (!item.Salt.IsEmpty || !item.Data.Span.ContainsAnyExcept((byte)0));
    }
}
