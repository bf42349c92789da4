using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>Everything a terminal of a given size shows, ready to be drawn.</summary>
/// <param name="Title">The first line.</param>
/// <param name="Body">The lines of a page; of a form those above its fields.</param>
/// <param name="Message">The line above the commands.</param>
/// <param name="Bar">The commands.</param>
/// <param name="Form">Where the fields of a form stand; null for a page.</param>
/// <param name="Rest">The first lines of a message that is too long for one, below the fields of a form.</param>
public sealed record Frame(Line Title, ImmutableArray<FrameLine> Body, Line Message, Bar Bar, FormPlan? Form, ImmutableArray<Line> Rest);

/// <summary>A line of the body and whether it belongs to the selected item.</summary>
public readonly record struct FrameLine(Line Line, bool IsSelected);
