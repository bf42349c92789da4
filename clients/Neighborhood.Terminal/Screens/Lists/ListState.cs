using System.Collections.Immutable;

namespace Neighborhood.Terminal.Screens;

/// <summary>A list as far as it has been read.</summary>
public sealed record ListState<TItem, TFilter>(TFilter Filter, ImmutableArray<TItem> Items, string NextToken, bool IsRead);

/// <summary>One page of a list as the server gave it.</summary>
public sealed record ListPage<TItem>(IEnumerable<TItem> Items, string NextToken);
