using System.Collections.Immutable;
using System.Globalization;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The form of one question. It asks what goes with its kind of ballot and its method, and nothing else.</summary>
public static class QuestionForm
{
    private const int OptionsChars = 60_000;

    /// <summary>Opens the form; what is written is handed on and goes to the server with the whole announcement.</summary>
    public static void Open(Workspace workspace, Question question, Action<Question> written)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(written);
        workspace.Navigator.Open(new FormPresenter(workspace, "field_question", FieldsOf(question), (form, _) => Task.FromResult<Action>(() =>
        {
            workspace.Navigator.Back();
            written(QuestionOf(form, question));
        }))
        { SendLabel = "command_keep", Introduction = words => $"{words.Of(question.Kind)} · {words.Of(question.Method)}" });
    }

    private static ImmutableArray<Field> FieldsOf(Question question)
    {
        var (kind, method, isBudget) = (question.Kind, question.Method, Traits.IsBudget(question.Kind));
        var fields = ImmutableArray.CreateBuilder<Field>();
        fields.Add(Fields.LongText("text", "field_question", 500) with { Value = question.Text });
        if (kind != BallotKind.YesNo)
        {
            fields.Add(Fields.LongText("options", "question_options", OptionsChars) with
            {
                Value = OptionList.Write(question),
                Hint = isBudget ? "hint_options_budget" : Traits.MayKeepStatusQuo(method) ? "hint_options_star" : "hint_options",
                Check = lines => OptionList.Check(lines, isBudget),
            });
        }

        fields.Add(Fields.LongText("meaning", "field_question_meaning", 1000, isRequired: false) with { Value = question.Meaning });
        Add(isBudget, new Field("budget_fen", "field_question_budget")
        {
            IsRequired = true,
            Value = question.BudgetFen == 0 ? "" : $"{question.BudgetFen / 100}.{question.BudgetFen % 100:00}",
            Check = text => Fields.ParseYuan(text) is > 0 ? null : "form_not_money",
            Hint = "hint_money",
        });
        Add(Traits.HasSeats(method), Number("seats", "field_seats", question.Seats, "hint_empty_is_one"));
        Add(method == CountingMethod.TransferableVote, Number("reserve", "field_reserve", question.Reserve, "hint_reserve"));
        Add(Traits.HasChoices(kind), Number("min_choices", "field_min_choices", question.MinChoices, "hint_empty_is_one"));
        Add(Traits.HasChoices(kind), Number("max_choices", "field_max_choices", question.MaxChoices, "hint_empty_is_all"));
        Add(kind == BallotKind.Score, Number("max_score", "field_max_score", question.MaxScore, null));
        Add(kind == BallotKind.BudgetPoints, Number("points", "field_points", question.Points, null));
        Add(kind == BallotKind.BudgetPoints, Number("max_points_each", "field_max_points_each", question.MaxPointsEach, "hint_empty_is_all"));
        Add(method == CountingMethod.EqualShares, Fields.Choice("utility", "field_utility", question.Utility));
        Add(method == CountingMethod.EqualShares, Fields.Choice("completion", "field_completion", question.Completion));
        Add(Traits.MayShareRanks(method), new Field("ties_allowed", "field_ties_allowed", FieldKind.Choice)
        {
            Value = question.TiesAllowed ? bool.TrueString : bool.FalseString,
            Choices =
            [
                new FieldChoice(bool.FalseString, words => words["ties_forbidden"]),
                new FieldChoice(bool.TrueString, words => words["question_how_ties"].Trim()),
            ],
        });
        Add(kind != BallotKind.YesNo, Fields.Choice("tie_break", "field_tie_break", question.TieBreak));
        fields.Add(Fields.Choice("reason", "field_ballot_reason", question.Reason));
        return fields.ToImmutable();

        void Add(bool belongs, Field field)
        {
            if (belongs)
            {
                fields.Add(field);
            }
        }
    }

    private static Field Number(string name, string label, long value, string? hint) => new(name, label)
    {
        Value = value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture),
        Hint = hint,
        IsRequired = hint is null,
        MaxLength = 9,
        Check = text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? null : "form_not_whole",
    };

    private static Question QuestionOf(FormState form, Question before)
    {
        var question = new Question(before) { Text = form["text"], Meaning = form["meaning"], Reason = Enum.Parse<ReasonMode>(form["reason"]) };
        question.Options.Clear();
        if (Has("options"))
        {
            question.Options.AddRange(OptionList.Read(form["options"], before));
        }

        question.BudgetFen = Has("budget_fen") ? Fields.ParseYuan(form["budget_fen"]) ?? 0 : 0;
        question.Seats = (int)Of("seats");
        question.Reserve = (int)Of("reserve");
        question.MinChoices = (int)Of("min_choices");
        question.MaxChoices = (int)Of("max_choices");
        question.MaxScore = Of("max_score");
        question.Points = Of("points");
        question.MaxPointsEach = Of("max_points_each");
        question.Utility = Has("utility") ? Enum.Parse<Utility>(form["utility"]) : default;
        question.Completion = Has("completion") ? Enum.Parse<Completion>(form["completion"]) : default;
        question.TiesAllowed = Has("ties_allowed") && form["ties_allowed"] == bool.TrueString;
        question.TieBreak = Has("tie_break") ? Enum.Parse<TieBreak>(form["tie_break"]) : default;
        return question;

        bool Has(string name) => form.Fields.Any(field => field.Name == name);

        long Of(string name) => Has(name) && form[name].Length > 0 ? long.Parse(form[name], CultureInfo.InvariantCulture) : 0;
    }
}
