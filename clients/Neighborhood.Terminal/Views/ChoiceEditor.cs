using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Text;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws a choice; a click turns it.</summary>
internal sealed class ChoiceEditor : View
{
    private readonly Action turn;
    private ImmutableArray<string> label = [];
    private Theme theme = Theme.Dark;

    public ChoiceEditor(Action turn)
    {
        this.turn = turn;
        CanFocus = true;
    }

    public void Render(Field field, Words words, Theme colours, int width)
    {
        label = FormLayout.ChoiceLines(field, words, width);
        theme = colours;
        SetNeedsDraw();
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        for (var row = 0; row < label.Length; row++)
        {
            var text = (HasFocus && row == 0 ? "‹ " : "  ") + label[row] + (HasFocus && row == label.Length - 1 ? " ›" : "");
            LineDrawing.Draw(this, row, 0, Viewport.Width, Line.Of(text, Viewport.Width, HasFocus ? Tone.Accent : Tone.Normal), theme, HasFocus);
        }

        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked))
        {
            return false;
        }

        turn();
        return true;
    }
}
