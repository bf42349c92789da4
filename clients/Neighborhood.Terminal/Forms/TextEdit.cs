using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Forms;

/// <summary>
/// A text of several lines as it is being written: the words and where the caret stands, as an index between user-perceived characters.
/// Every operation gives the next one.
/// </summary>
public sealed record TextEdit(string Text, int Caret)
{
    /// <summary>Begins at the end of a text.</summary>
    public static TextEdit At(string text) => new(text, text.Length);

    /// <summary>Puts a text in at the caret.</summary>
    public TextEdit Type(string typed)
    {
        var clean = Columns.Clean(typed);
        return new TextEdit(Text.Insert(Caret, clean), Caret + clean.Length);
    }

    /// <summary>Takes the character before the caret away.</summary>
    public TextEdit Backspace()
    {
        var before = Before();
        return new TextEdit(Text.Remove(before, Caret - before), before);
    }

    /// <summary>Takes the character after the caret away.</summary>
    public TextEdit Delete() => this with { Text = Text.Remove(Caret, After() - Caret) };

    /// <summary>One character back.</summary>
    public TextEdit Left() => this with { Caret = Before() };

    /// <summary>One character on.</summary>
    public TextEdit Right() => this with { Caret = After() };

    /// <summary>One row up or down in a text wrapped at the width, staying in the same column where the row is long enough.</summary>
    public TextEdit Move(int rows, int width)
    {
        var all = Rows(width);
        var (row, column) = Place(width);
        var target = row + rows;
        if (target < 0 || target >= all.Length)
        {
            return this with { Caret = target < 0 ? 0 : Text.Length };
        }

        return this with { Caret = all[target].Start + IndexAt(all[target].Text, column) };
    }

    /// <summary>The beginning of the row.</summary>
    public TextEdit Home(int width) => this with { Caret = Rows(width)[Place(width).Row].Start };

    /// <summary>The end of the row.</summary>
    public TextEdit End(int width)
    {
        var row = Rows(width)[Place(width).Row];
        return this with { Caret = row.Start + row.Text.Length };
    }

    /// <summary>The rows of the text, broken where the width ends: what is being written must not jump about.</summary>
    public ImmutableArray<EditRow> Rows(int width)
    {
        var rows = ImmutableArray.CreateBuilder<EditRow>();
        var start = 0;
        foreach (var paragraph in Text.Split('\n'))
        {
            AddRows(paragraph, start, width, rows);
            start += paragraph.Length + 1;
        }

        return rows.ToImmutable();
    }

    /// <summary>The row and column of the caret.</summary>
    public (int Row, int Column) Place(int width)
    {
        var rows = Rows(width);
        var row = rows.Length - 1;
        while (row > 0 && rows[row].Start > Caret)
        {
            row--;
        }

        return (row, Columns.Width(Text[rows[row].Start..Caret]));
    }

    private static void AddRows(string paragraph, int start, int width, ImmutableArray<EditRow>.Builder rows)
    {
        var from = 0;
        var at = 0;
        var used = 0;
        foreach (var grapheme in Columns.Graphemes(paragraph))
        {
            var columns = Columns.Width(grapheme);
            if (used + columns > width)
            {
                rows.Add(new EditRow(start + from, paragraph[from..at]));
                from = at;
                used = 0;
            }

            used += columns;
            at += grapheme.Length;
        }

        rows.Add(new EditRow(start + from, paragraph[from..]));
    }

    private static int IndexAt(string text, int column)
    {
        var index = 0;
        foreach (var grapheme in Columns.Graphemes(text))
        {
            column -= Columns.Width(grapheme);
            if (column < 0)
            {
                break;
            }

            index += grapheme.Length;
        }

        return index;
    }

    private int Before() => Caret - (Columns.Graphemes(Text[..Caret]).LastOrDefault()?.Length ?? 0);

    private int After() => Caret + (Columns.Graphemes(Text[Caret..]).FirstOrDefault()?.Length ?? 0);
}

/// <summary>A row on the screen: where it begins in the text, and its characters.</summary>
public readonly record struct EditRow(int Start, string Text);
