using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Line = Neighborhood.Terminal.Text.Line;

namespace Neighborhood.Terminal.Views;

/// <summary>Draws a form: words by lines as everywhere, and the library's editors for what is written.</summary>
internal sealed class FormView : View
{
    private readonly List<View> editors = [];
    private FormPresenter? form;
    private FormPlan? plan;
    private Frame? frame;
    private Theme theme = Theme.Dark;
    private bool isRendering;

    /// <summary>Makes an empty one.</summary>
    public FormView() => CanFocus = true;

    /// <summary>Shows a form as it is now, and below it the rest of a long message; the editors stay as long as it is the same form.</summary>
    public void Render(FormPresenter shown, Frame next, Words words, Theme colours)
    {
        isRendering = true;
        if (form != shown)
        {
            Rebuild(shown);
        }

        theme = colours;
        frame = next;
        plan = next.Form!;
        for (var index = 0; index < editors.Count; index++)
        {
            Place(editors[index], plan.Places[index]);
            (editors[index] as ChoiceEditor)?.Render(shown.State.Fields[index], words, theme, plan.InputWidth);
        }

        var focused = editors[shown.State.Focus];
        if (!focused.HasFocus)
        {
            focused.SetFocus();
        }

        isRendering = false;
        SetNeedsDraw();
    }

    /// <summary>Lets go of a form that has been left.</summary>
    public void Clear()
    {
        if (form is not null)
        {
            Rebuild(null);
        }
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        for (var row = 0; row < Viewport.Height; row++)
        {
            LineDrawing.Draw(this, row, 0, Viewport.Width, Line.Empty, theme, isSelected: false);
        }

        if (form is null || plan is null || frame is null)
        {
            return true;
        }

        for (var index = 0; index < frame.Body.Length; index++)
        {
            DrawAt(index, 0, Viewport.Width, frame.Body[index].Line);
        }

        for (var index = 0; index < plan.Places.Length; index++)
        {
            DrawField(plan.Places[index], isFocused: index == form.State.Focus);
        }

        for (var index = 0; index < frame.Rest.Length; index++)
        {
            LineDrawing.Draw(this, plan.Height + index, 0, Viewport.Width, frame.Rest[index], theme, isSelected: false);
        }

        return true;
    }

    private void DrawField(FieldPlace place, bool isFocused)
    {
        var label = Columns.PadRight(" " + place.Label, plan!.LabelWidth);
        DrawAt(place.Row, 0, plan.LabelWidth, new Line([new Span(label, isFocused ? Tone.Accent : Tone.Normal)]));
        foreach (var (row, line) in place.Note.Lines.Index())
        {
            DrawAt(place.Row + place.Rows + row, plan.LabelWidth, plan.InputWidth, Line.Of(line, plan.InputWidth, place.Note.Tone));
        }
    }

    private void DrawAt(int row, int column, int width, Line line)
    {
        var visible = row - plan!.Top;
        if (visible >= 0 && visible < plan.Height)
        {
            LineDrawing.Draw(this, visible, column, width, line, theme, isSelected: false);
        }
    }

    private void Rebuild(FormPresenter? shown)
    {
        foreach (var editor in editors)
        {
            Remove(editor);
            editor.Dispose();
        }

        editors.Clear();
        form = shown;
        for (var index = 0; shown is not null && index < shown.State.Fields.Length; index++)
        {
            var editor = Editor(shown, index);
            editors.Add(editor);
            Add(editor);
        }
    }

    private View Editor(FormPresenter shown, int index)
    {
        var field = shown.State.Fields[index];
        View editor = field.Kind switch
        {
            FieldKind.LongText => new TextEditor(field.Value, text => Write(shown, index, text)),
            FieldKind.Choice => new ChoiceEditor(() => Turn(shown, index)),
            _ => OneLine(shown, index, field.Kind == FieldKind.Secret),
        };
        editor.HasFocusChanged += (_, change) =>
        {
            if (change.NewValue && !isRendering)
            {
                shown.Focus(index);
            }
        };
        return editor;
    }

    private TextField OneLine(FormPresenter shown, int index, bool isSecret)
    {
        var editor = new TextField { Text = shown.State.Fields[index].Value, Secret = isSecret };
        editor.TextChanged += (_, _) => Write(shown, index, editor.Text);
        return editor;
    }

    private void Write(FormPresenter shown, int index, string text)
    {
        if (!isRendering)
        {
            shown.Write(index, text.ReplaceLineEndings("\n"));
        }
    }

    private void Place(View editor, FieldPlace place)
    {
        editor.Y = place.Row - plan!.Top;
        editor.Visible = place.Row >= plan.Top && place.Row + place.Rows - plan.Top <= plan.Height;
        editor.X = plan.LabelWidth;
        editor.Width = plan.InputWidth;
        editor.Height = place.Rows;
        editor.SetScheme(theme.Scheme);
        (editor as TextEditor)?.Render(theme);
    }

    private static void Turn(FormPresenter shown, int index)
    {
        shown.Focus(index);
        shown.Press(Keys.Right);
    }
}
