using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws the body of any screen that is a page of lines, and passes clicks on.</summary>
internal sealed class PageView(ShellPresenter shell) : View
{
    private ImmutableArray<FrameLine> lines = [];
    private Theme theme = Theme.Dark;

    /// <summary>Shows these lines from now on.</summary>
    public void Render(ImmutableArray<FrameLine> body, Theme colours)
    {
        lines = body;
        theme = colours;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        for (var row = 0; row < Viewport.Height; row++)
        {
            var line = row < lines.Length ? lines[row] : new FrameLine(Line.Empty, IsSelected: false);
            LineDrawing.Draw(this, row, 0, Viewport.Width, line.Line, theme, line.IsSelected);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is not { } position)
        {
            return false;
        }

        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            shell.Wheel(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 3 : -3);
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked))
        {
            return false;
        }

        shell.Click(position.Y, twice: false);
        return true;
    }
}
