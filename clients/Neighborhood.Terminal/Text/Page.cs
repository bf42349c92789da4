using System.Collections.Immutable;

namespace Neighborhood.Terminal.Text;

/// <summary>What a screen shows between the two bars.</summary>
public sealed record Page(string Title, ImmutableArray<Line> Lines)
{
    /// <summary>The selectable items, in their order.</summary>
    public ImmutableArray<string> Items { get; } = [.. Lines.Where(line => line.Item is not null).Select(line => line.Item!).Distinct()];
}
