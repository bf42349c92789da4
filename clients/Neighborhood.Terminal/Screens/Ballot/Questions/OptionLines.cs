using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The options of a ballot with their marks.</summary>
internal static class OptionLines
{
    private const int ScoreBarWidth = 10;

    /// <summary>One option after another, those of a ranking by rank and below them those that are not ranked.</summary>
    public static void Show(PageWriter page, QuestionBallotState state, Words words)
    {
        var answer = state.Answer;
        var isRanking = Traits.IsRanking(state.Question.Kind);
        var wasRanked = true;
        foreach (var option in answer.Order)
        {
            var isRanked = answer.Values[option] > 0;
            if (isRanking && wasRanked && !isRanked)
            {
                page.Tell(words[state.Question.Kind == BallotKind.Ranked ? "ballot_unranked" : "ballot_unranked_budget"], Tone.Muted, indent: 1);
            }

            wasRanked = isRanked;
            Show(page, state, option, words);
        }
    }

    private static void Show(PageWriter page, QuestionBallotState state, int place, Words words)
    {
        var (answer, option) = (state.Answer, state.Question.Options[place]);
        var mark = MarkOf(answer, place);
        var note = NoteOf(answer, place, words);
        var isOut = answer.Question.Kind == BallotKind.BudgetKnapsack && answer.MissingFen(place) > 0;
        var tone = answer.Values[place] > 0 ? Tone.Good : isOut ? Tone.Muted : Tone.Normal;
        var label = $"{place + 1} {QuestionText.LabelOf(answer.Question, option, words)}";
        var room = Math.Max(20, page.Width - Columns.Width(mark) - Columns.Width(note) - 3);
        foreach (var (row, line) in Columns.Wrap(label, room).Index())
        {
            page.Add(Line.Of(page.Width,
                new Span(" " + (row == 0 ? mark : new string(' ', Columns.Width(mark))), tone),
                new Span(" " + Columns.PadRight(line, room), tone),
                new Span(row == 0 ? note : "", isOut ? Tone.Warning : Tone.Muted)).At(option.Id));
        }

        var indent = Columns.Width(mark) + 4;
        if (option.IsStatusQuo)
        {
            page.Tell(words["question_status_quo"], Tone.Muted, indent, option.Id);
        }

        if (option.Meaning.Length > 0)
        {
            page.Tell(option.Meaning, Tone.Muted, indent, option.Id);
        }

        foreach (var problem in state.Problems.Where(problem => problem.Question == state.At && problem.Option == option.Id))
        {
            page.Tell("✗ " + problem.Sentence, Tone.Bad, indent, option.Id);
        }
    }

    private static string MarkOf(AnswerState answer, int place)
    {
        var (question, value) = (answer.Question, answer.Values[place]);
        var digits = $"{Traits.MostNumberOf(question)}".Length;
        return question.Kind switch
        {
            BallotKind.YesNo or BallotKind.Single => value > 0 ? "(✓)" : "( )",
            BallotKind.Ranked or BallotKind.BudgetRanking => $"[{(value > 0 ? $"{value}" : "").PadLeft(digits)}]",
            BallotKind.Score => $"[{$"{value}".PadLeft(digits)}] {Bars.Of(value, question.MaxScore, ScoreBarWidth)}",
            BallotKind.BudgetPoints => $"[{$"{value}".PadLeft(digits)}] {Bars.Of(value, question.Points, ScoreBarWidth)}",
            _ => value > 0 ? "[✓]" : "[ ]",
        };
    }

    private static string NoteOf(AnswerState answer, int place, Words words)
    {
        if (!Traits.IsBudget(answer.Question.Kind))
        {
            return "";
        }

        var cost = Amounts.Money(answer.Question.Options[place].CostFen);
        var missing = answer.MissingFen(place);
        return answer.Question.Kind == BallotKind.BudgetKnapsack && missing > 0 ? words.Say("ballot_missing", cost, Amounts.Money(missing)) : cost;
    }
}
