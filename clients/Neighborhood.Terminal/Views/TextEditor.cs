using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Text;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws a <see cref="TextEdit"/> and turns keys into its operations.</summary>
internal sealed class TextEditor : View
{
    private readonly Action<string> written;
    private TextEdit edit;
    private Theme theme = Theme.Dark;
    private int top;

    public TextEditor(string text, Action<string> written)
    {
        this.written = written;
        edit = TextEdit.At(text);
        CanFocus = true;
    }

    public void Render(Theme colours)
    {
        theme = colours;
        SetNeedsDraw();
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var width = RowWidth;
        var rows = edit.Rows(width);
        var (row, column) = edit.Place(width);
        top = Math.Clamp(top, Math.Max(0, row - Viewport.Height + 1), row);
        for (var line = 0; line < Viewport.Height; line++)
        {
            var text = top + line < rows.Length ? rows[top + line].Text : "";
            Move(0, line);
            SetAttribute(HasFocus ? theme.Scheme.Focus : theme.Input);
            AddStr(Columns.PadRight(text, Viewport.Width));
        }

        Cursor = new Cursor { Position = ViewportToScreen(new System.Drawing.Point(column, row - top)), Style = CursorStyle.BlinkingBar };
        return true;
    }

    protected override bool OnKeyDown(Key key)
    {
        var next = Next(key);
        if (next is null)
        {
            return false;
        }

        Show(next);
        return true;
    }

    protected override bool OnPaste(string text)
    {
        Show(edit.Type(text));
        return true;
    }

    // One column stays free for the caret behind a full row.
    private int RowWidth => Math.Max(2, Viewport.Width - 1);

    private TextEdit? Next(Key key)
    {
        if (key == Key.Enter)
        {
            return edit.Type("\n");
        }

        if (key == Key.Backspace)
        {
            return edit.Backspace();
        }

        if (key == Key.Delete)
        {
            return edit.Delete();
        }

        return Moved(key) ?? (key.IsCtrl || key.IsAlt || key.AsRune.Value < ' ' ? null : edit.Type(key.AsRune.ToString()));
    }

    private TextEdit? Moved(Key key) => key switch
    {
        _ when key == Key.CursorLeft => edit.Left(),
        _ when key == Key.CursorRight => edit.Right(),
        _ when key == Key.CursorUp => edit.Move(-1, RowWidth),
        _ when key == Key.CursorDown => edit.Move(1, RowWidth),
        _ when key == Key.Home => edit.Home(RowWidth),
        _ when key == Key.End => edit.End(RowWidth),
        _ => null,
    };

    private void Show(TextEdit next)
    {
        var isChanged = next.Text != edit.Text;
        edit = next;
        SetNeedsDraw();
        if (isChanged)
        {
            written(edit.Text);
        }
    }
}
