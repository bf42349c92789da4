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
    private int? pressed;
    private bool isDragged;
    private Presenter? clicked;

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

        // The library calls it a click, too, when the button goes up somewhere else than it went down.
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && !isDragged)
        {
            clicked = shell.Top;
            shell.Click(position.Y, twice: false);
            return true;
        }

        // The second click of two quick ones comes as another event; where the first did something, it did what both were for.
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked) && clicked == shell.Top && !shell.Top.IsOpenedByOneClick)
        {
            shell.Click(position.Y, twice: true);
            return true;
        }

        return Drag(mouse.Flags, position.Y);
    }

    private bool Drag(MouseFlags flags, int row)
    {
        if (flags.HasFlag(MouseFlags.LeftButtonPressed))
        {
            isDragged = false;
            pressed ??= row;
            return false;
        }

        if (!flags.HasFlag(MouseFlags.LeftButtonReleased) || pressed is not { } from)
        {
            return false;
        }

        pressed = null;
        isDragged = from != row;
        if (isDragged)
        {
            shell.Drag(from, row);
        }

        return isDragged;
    }
}
