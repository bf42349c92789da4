using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Forms;

/// <summary>Where each field of a form stands on the screen.</summary>
public static class FormLayout
{
    private const int LeastLongTextRows = 3;
    private const int MostLongTextRows = 8;

    /// <summary>
    /// Labels on the left, inputs on the right, what is said about a field in full below it. Long texts share the rows that are
    /// left; what does not fit is scrolled so that the focused field is in sight.
    /// </summary>
    public static FormPlan Of(FormState state, int introductionRows, Words words, int width, int height)
    {
        var labelWidth = Math.Min((width / 3) - 2, state.Fields.Max(field => Columns.Width(words[field.Label])) + 4);
        var inputWidth = width - labelWidth - 1;
        var notes = state.Fields.Select(field => Note(state, field, words, inputWidth)).ToImmutableArray();
        var longTexts = state.Fields.Count(field => field.Kind == FieldKind.LongText);
        var fixedRows = introductionRows + 1 + notes.Sum(note => note.Lines.Length)
            + state.Fields.Where(field => field.Kind != FieldKind.LongText).Sum(field => ChoiceLines(field, words, inputWidth).Length);
        var longRows = longTexts == 0 ? 0 : Math.Clamp((height - fixedRows) / longTexts, LeastLongTextRows, MostLongTextRows);
        var places = ImmutableArray.CreateBuilder<FieldPlace>();
        var row = introductionRows + 1;
        foreach (var (field, note) in state.Fields.Zip(notes))
        {
            var rows = field.Kind == FieldKind.LongText ? longRows : ChoiceLines(field, words, inputWidth).Length;
            places.Add(new FieldPlace(row, rows, Label(field, words), note));
            row += rows + note.Lines.Length;
        }

        var focused = places[state.Focus];
        var top = Math.Clamp(focused.Row + focused.Rows + focused.Note.Lines.Length - height, 0, Math.Max(0, row - height));
        return new FormPlan(labelWidth, inputWidth, top, height, Math.Max(0, row - top - height), places.ToImmutable());
    }

    /// <summary>The chosen value in full, between the marks of a choice that has the focus; one line for what is typed.</summary>
    public static ImmutableArray<string> ChoiceLines(Field field, Words words, int width) => field.Kind == FieldKind.Choice
        ? [.. Columns.Wrap(field.ChosenLabel(words), Math.Max(1, width - 4))]
        : [""];

    // Some labels are words of sentences elsewhere.
    private static string Label(Field field, Words words)
    {
        var label = words[field.Label];
        return char.ToUpper(label[0], words.Culture) + label[1..] + (field.IsRequired ? " *" : "");
    }

    private static FieldNote Note(FormState state, Field field, Words words, int width)
    {
        if (state.Problems.TryGetValue(field.Name, out var problem))
        {
            return new FieldNote([.. Columns.Wrap(problem(words), width)], Tone.Bad);
        }

        return new FieldNote(field.Hint is null ? [] : [.. Columns.Wrap(words[field.Hint], width)], Tone.Muted);
    }
}

/// <summary>
/// The plan of a form: columns of the labels and inputs, rows scrolled away above, rows shown, rows left below, and a place for each field.
/// </summary>
public sealed record FormPlan(int LabelWidth, int InputWidth, int Top, int Height, int Below, ImmutableArray<FieldPlace> Places);

/// <summary>A field's first row, its rows, its label and what is said below it.</summary>
public sealed record FieldPlace(int Row, int Rows, string Label, FieldNote Note);

/// <summary>A hint or a problem, a line for each row; none where nothing is said.</summary>
public sealed record FieldNote(ImmutableArray<string> Lines, Tone Tone);
