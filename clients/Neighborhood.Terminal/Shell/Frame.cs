using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>Everything a terminal of a given size shows, ready to be drawn.</summary>
public sealed record Frame(Line Title, ImmutableArray<FrameLine> Body, Line Message, Bar Bar);

/// <summary>A line of the body and whether it belongs to the selected item.</summary>
public readonly record struct FrameLine(Line Line, bool IsSelected);
