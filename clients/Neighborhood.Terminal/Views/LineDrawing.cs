using Neighborhood.Terminal.Text;
using Terminal.Gui.ViewBase;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws the lines of a page on a view.</summary>
internal static class LineDrawing
{
    public static void Draw(View view, int row, int column, int width, Line line, Theme theme, bool isSelected, Tone ground = Tone.Normal)
    {
        view.Move(column, row);
        var used = 0;
        foreach (var span in line.Spans)
        {
            var text = Columns.Truncate(span.Text, width - used);
            view.SetAttribute(isSelected ? theme.Selected(span.Tone) : theme[span.Tone]);
            view.AddStr(text);
            used += Columns.Width(text);
        }

        view.SetAttribute(isSelected ? theme.Selected(Tone.Normal) : theme[ground]);
        view.AddStr(new string(' ', Math.Max(0, width - used)));
    }
}
