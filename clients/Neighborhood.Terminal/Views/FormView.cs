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
    private Page introduction = new("", []);
    private Theme theme = Theme.Dark;
    private bool isRendering;

    /// <summary>Makes an empty one.</summary>
    public FormView() => CanFocus = true;

    /// <summary>Shows a form as it is now; the editors stay as long as it is the same form.</summary>
    public void Render(FormPresenter shown, Words words, Theme colours, int width, int height)
    {
        isRendering = true;
        if (form != shown)
        {
            Rebuild(shown);
        }

        theme = colours;
        introduction = shown.Show(width);
        plan = FormLayout.Of(shown.State, introduction.Lines.Length, words, width, height);
        for (var index = 0; index < editors.Count; index++)
        {
            Place(editors[index], plan.Places[index], height);
            (editors[index] as ChoiceEditor)?.Render(shown.State.Fields[index], words, theme);
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

        if (form is null || plan is null)
        {
            return true;
        }

        for (var index = 0; index < introduction.Lines.Length; index++)
        {
            DrawAt(index, 0, Viewport.Width, introduction.Lines[index]);
        }

        for (var index = 0; index < plan.Places.Length; index++)
        {
            DrawField(plan.Places[index], isFocused: index == form.State.Focus);
        }

        return true;
    }

    private void DrawField(FieldPlace place, bool isFocused)
    {
        var label = Columns.PadRight(" " + place.Label, plan!.LabelWidth);
        DrawAt(place.Row, 0, plan.LabelWidth, new Line([new Span(label, isFocused ? Tone.Accent : Tone.Normal)]));
        if (place.Note is { } note)
        {
            DrawAt(place.Row + place.Rows, plan.LabelWidth, plan.InputWidth, Line.Of(note.Text, plan.InputWidth, note.Tone));
        }
    }

    private void DrawAt(int row, int column, int width, Line line)
    {
        var visible = row - plan!.Top;
        if (visible >= 0 && visible < Viewport.Height)
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

    private void Place(View editor, FieldPlace place, int height)
    {
        editor.Y = place.Row - plan!.Top;
        editor.Visible = place.Row >= plan.Top && place.Row + place.Rows - plan.Top <= height;
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
