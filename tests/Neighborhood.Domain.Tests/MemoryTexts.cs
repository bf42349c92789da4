using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests;

/// <summary>Side items in memory. Only what a reading named in <c>Needs</c> is handed to its rendering.</summary>
public sealed class MemoryTexts
{
    private readonly Dictionary<long, SideItem> _items = [];

    /// <summary>The side item of an entry, or null where it has none or lost it.</summary>
    public SideItem? Find(long sequence) => _items.GetValueOrDefault(sequence);

    /// <summary>What stands beside an entry from now on; null for nothing.</summary>
    public void Put(long sequence, SideItem? side)
    {
        if (side is null)
        {
            _items.Remove(sequence);
            return;
        }

        _items[sequence] = side;
    }

    /// <summary>Renders a reading that is not refused.</summary>
    public TResponse Render<TResponse>(Reading<TResponse> reading) => reading.Render(new Loaded(this, [.. reading.Needs]));

    private sealed class Loaded(MemoryTexts all, HashSet<long> needs) : ITexts
    {
        public WrittenText TextOf(long sequence) => WrittenText.Parser.ParseFrom(SideOf(sequence).Data);

        public SideItem SideOf(long sequence) => needs.Contains(sequence)
            ? all.Find(sequence) ?? new SideItem { Sequence = sequence }
            : throw new InvalidOperationException($"The rendering reads the text of entry {sequence}, which the reading does not name in Needs.");
    }
}
