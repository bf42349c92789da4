using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Text;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws a choice; a click turns it.</summary>
internal sealed class ChoiceEditor : View
{
    private readonly Action turn;
    private string label = "";
    private Theme theme = Theme.Dark;

    public ChoiceEditor(Action turn)
    {
        this.turn = turn;
        CanFocus = true;
    }

    public void Render(Field field, Words words, Theme colours)
    {
        label = field.ChosenLabel(words);
        theme = colours;
        SetNeedsDraw();
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var text = HasFocus ? $"‹ {label} ›" : $"  {label}";
        LineDrawing.Draw(this, 0, 0, Viewport.Width, Line.Of(text, Viewport.Width, HasFocus ? Tone.Accent : Tone.Normal), theme, HasFocus);
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
