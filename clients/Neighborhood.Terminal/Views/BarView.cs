using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws one line of the frame: the title, the message or the commands, which can be clicked.</summary>
internal sealed class BarView(ShellPresenter shell, Tone ground) : View
{
    private Line line = Line.Empty;
    private Bar? bar;
    private Theme theme = Theme.Dark;

    /// <summary>Shows this line from now on.</summary>
    public void Render(Line shown, Theme colours, Bar? commands = null)
    {
        line = shown;
        bar = commands;
        theme = colours;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        LineDrawing.Draw(this, 0, 0, Viewport.Width, line, theme, isSelected: false, ground);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } position || bar?.At(position.X) is not { } command)
        {
            return false;
        }

        shell.Run(command);
        return true;
    }
}
