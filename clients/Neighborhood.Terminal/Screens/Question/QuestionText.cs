using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A question in words: how it is answered, how it is counted, and what its options mean.</summary>
public static class QuestionText
{
    /// <summary>What an option is called; of yes and no in the language spoken.</summary>
    public static string LabelOf(Question question, QuestionOption option, Words words)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(words);
        return question.Kind == BallotKind.YesNo && words.Find($"YesNo_{option.Id}") is { } known ? known : option.Label;
    }

    /// <summary>What an option of an outcome is called; its id where the question does not have it.</summary>
    public static string LabelOf(Question question, string id, Words words)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Options.FirstOrDefault(option => option.Id == id) is { } option ? LabelOf(question, option, words) : id;
    }

    /// <summary>How the question is answered.</summary>
    public static string How(Question question, Words words)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(words);
        var (least, most) = (Traits.LeastOf(question), Traits.MostOf(question));
        var how = question.Kind switch
        {
            BallotKind.Score => words.Say("question_how_Score", question.MaxScore),
            BallotKind.BudgetPoints => words.Say("question_how_BudgetPoints", question.Points, Traits.MostPointsOf(question)),
            BallotKind.BudgetKnapsack => words.Say("question_how_BudgetKnapsack", Amounts.Money(question.BudgetFen)),
            var kind when Traits.HasChoices(kind) => words.Say($"question_how_{kind}", least, most),
            _ => words["question_how_Single"],
        };
        return question.TiesAllowed && Traits.IsRanking(question.Kind) ? how + words["question_how_ties"] : how;
    }

    /// <summary>How it is counted, in sentences: the method, the seats, the money, and what parts equal ones.</summary>
    public static IEnumerable<string> Counting(Question question, Words words)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(words);
        yield return words.Of(question.Method);
        if (Traits.HasSeats(question.Method))
        {
            var seats = Math.Max(1, question.Seats);
            yield return question.Reserve > 0 ? words.Say("question_seats_reserve", seats, question.Reserve) : words.Say("question_seats", seats);
        }

        if (question.BudgetFen > 0)
        {
            yield return words.Say("question_budget", Amounts.Money(question.BudgetFen));
        }

        if (question.Method == CountingMethod.EqualShares)
        {
            yield return words.Of(question.Utility);
            yield return words.Of(question.Completion);
        }

        if (question.Kind != BallotKind.YesNo)
        {
            yield return words.Of(question.TieBreak);
        }

        yield return words.Of(question.Reason);
    }

    /// <summary>The question and what follows from an answer.</summary>
    public static void Title(PageWriter page, Question question)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(question);
        page.Tell(question.Text, Tone.Title, indent: 1);
        if (question.Meaning.Length > 0)
        {
            page.Tell(question.Meaning, indent: 1);
        }
    }

    /// <summary>How it is answered and counted, and its options with what each means.</summary>
    public static void Terms(PageWriter page, Question question, Words words)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(words);
        page.Gap();
        page.Fact(" " + words["question_kind"], words.Say("question_kind_how", words.Of(question.Kind), How(question, words)));
        page.Fact(" " + words["question_method"], string.Join(words.IsChinese ? "" : " ", Counting(question, words)));
        page.Heading(" " + words["question_options"]);
        foreach (var (place, option) in question.Options.Index())
        {
            Show(page, question, option, place + 1, words);
        }
    }

    private static void Show(PageWriter page, Question question, QuestionOption option, int number, Words words)
    {
        var cost = Traits.IsBudget(question.Kind) ? $"  {Amounts.Money(option.CostFen)}" : "";
        page.Tell($"{number} {LabelOf(question, option, words)}{cost}", Tone.Accent, 2, option.Id);
        if (option.IsStatusQuo)
        {
            page.Tell(words["question_status_quo"], Tone.Muted, 4, option.Id);
        }

        if (option.Meaning.Length > 0)
        {
            page.Tell(option.Meaning, Tone.Muted, 4, option.Id);
        }
    }
}
