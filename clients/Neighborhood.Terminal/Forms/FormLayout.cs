using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Forms;

/// <summary>Where each field of a form stands on the screen.</summary>
public static class FormLayout
{
    private const int LeastLongTextRows = 3;
    private const int MostLongTextRows = 8;

    /// <summary>
    /// Labels on the left, inputs on the right, a row for the problem or hint below where there is one. Long texts share the rows that are
    /// left; what does not fit is scrolled so that the focused field is in sight.
    /// </summary>
    public static FormPlan Of(FormState state, int introductionRows, Words words, int width, int height)
    {
        var labelWidth = Math.Min((width / 3) - 2, state.Fields.Max(field => Columns.Width(words[field.Label])) + 4);
        var notes = state.Fields.Select(field => Note(state, field, words)).ToImmutableArray();
        var longTexts = state.Fields.Count(field => field.Kind == FieldKind.LongText);
        var fixedRows = introductionRows + notes.Count(note => note is not null) + state.Fields.Length - longTexts + 1;
        var longRows = longTexts == 0 ? 0 : Math.Clamp((height - fixedRows) / longTexts, LeastLongTextRows, MostLongTextRows);
        var places = ImmutableArray.CreateBuilder<FieldPlace>();
        var row = introductionRows + 1;
        for (var index = 0; index < state.Fields.Length; index++)
        {
            var rows = state.Fields[index].Kind == FieldKind.LongText ? longRows : 1;
            places.Add(new FieldPlace(row, rows, Label(state.Fields[index], words), notes[index]));
            row += rows + (notes[index] is null ? 0 : 1);
        }

        var focused = places[state.Focus];
        var bottom = focused.Row + focused.Rows + (focused.Note is null ? 0 : 1);
        return new FormPlan(labelWidth, width - labelWidth - 1, Math.Clamp(bottom - height, 0, Math.Max(0, row - height)), places.ToImmutable());
    }

    private static string Label(Field field, Words words) => words[field.Label] + (field.IsRequired ? " *" : "");

    private static FieldNote? Note(FormState state, Field field, Words words)
    {
        if (state.Problems.TryGetValue(field.Name, out var problem))
        {
            return new FieldNote(problem(words), Tone.Bad);
        }

        return field.Hint is null ? null : new FieldNote(words[field.Hint], Tone.Muted);
    }
}

/// <summary>The plan of a form: columns of the labels and inputs, rows scrolled away above, and a place for each field.</summary>
public sealed record FormPlan(int LabelWidth, int InputWidth, int Top, ImmutableArray<FieldPlace> Places);

/// <summary>A field's first row, its rows, its label and what is said below it.</summary>
public sealed record FieldPlace(int Row, int Rows, string Label, FieldNote? Note);

/// <summary>A hint or a problem.</summary>
public sealed record FieldNote(string Text, Tone Tone);
