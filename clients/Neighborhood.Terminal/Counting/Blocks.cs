namespace Neighborhood.Terminal.Counting;

/// <summary>A piece of an explained count. Terminal, SVG and printed page draw the same pieces.</summary>
public abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Text">What it says.</param>
public sealed record HeadingBlock(string Text) : Block;

/// <summary>A sentence.</summary>
/// <param name="Text">What it says.</param>
public sealed record SentenceBlock(string Text) : Block;

/// <summary>Amounts beside each other.</summary>
/// <param name="Bars">The bars.</param>
public sealed record BarsBlock(IReadOnlyList<Bar> Bars) : Block;

/// <summary>One bar.</summary>
/// <param name="Label">Whose.</param>
/// <param name="Part">Its length, of <paramref name="Whole"/>.</param>
/// <param name="Whole">The full length.</param>
/// <param name="Amount">The amount in words.</param>
/// <param name="Mark">✓ for elected, ✗ for out, or nothing.</param>
public sealed record Bar(string Label, long Part, long Whole, string Amount, string Mark = "");

/// <summary>Rows and columns.</summary>
/// <param name="Headings">The headings.</param>
/// <param name="Rows">The rows; a cell that wins is marked.</param>
/// <param name="LeftColumns">How many columns from the left hold words, which stand on the left.</param>
public sealed record GridBlock(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<Cell>> Rows, int LeftColumns = 1) : Block;

/// <summary>Parts that may stand beside each other where there is room, and stand below each other where there is none.</summary>
/// <param name="Parts">The parts in order.</param>
public sealed record BesideBlock(IReadOnlyList<IReadOnlyList<Block>> Parts) : Block;

/// <summary>One cell.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsStrong">Whether it is the winning one.</param>
public sealed record Cell(string Text, bool IsStrong = false);
