using System.CommandLine;
using System.Globalization;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>What a poll asks, as staff type it: a file of questions, or one simple question by options.</summary>
internal sealed class QuestionOptions(Grammar grammar)
{
    private readonly Option<string?> _file = grammar.Text("questions");
    private readonly Option<BallotKind> _ballot = grammar.Choice<BallotKind>("ballot");
    private readonly Option<CountingMethod> _count = grammar.Choice<CountingMethod>("counted-by");
    private readonly Option<string[]> _options = grammar.Several("option");
    private readonly Option<int?> _seats = grammar.Value<int?>("seats", null);
    private readonly Option<string?> _budget = grammar.Text("budget");

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> All => [_file, _ballot, _count, _options, _seats, _budget];

    /// <summary>The questions; none for a poll of yes or no.</summary>
    /// <param name="run">What was typed.</param>
    /// <param name="text">What a single question asks.</param>
    public IEnumerable<Question> Of(Invocation run, string text)
    {
        if (run.Get(_file) is { } path)
        {
            return QuestionsFile.Read(run.Phrases, path);
        }

        return run.Get(_ballot) == BallotKind.Unspecified ? [] : [Single(run, text)];
    }

    private Question Single(Invocation run, string text)
    {
        var (kind, method) = (run.Get(_ballot), run.Get(_count));
        return new Question
        {
            Id = "question",
            Text = text,
            Kind = kind,
            Method = method,
            Options = { run.Get(_options)!.Select(option => OptionOf(run, option)) },
            Seats = run.Get(_seats) ?? 0,
            BudgetFen = run.Get(_budget) is { } budget ? Fen(run, budget) : 0,
            MaxScore = kind == BallotKind.Score ? DefaultMaxScore : 0,
            Points = kind == BallotKind.BudgetPoints ? DefaultPoints : 0,
            Utility = method == CountingMethod.EqualShares ? Utility.Cost : default,
            Completion = method == CountingMethod.EqualShares ? Completion.Add1Greedy : default,
        };
    }

    private const int DefaultMaxScore = 5, DefaultPoints = 10;

    private static QuestionOption OptionOf(Invocation run, string typed) => typed.Split('=', StringSplitOptions.TrimEntries) switch
    {
        [var id, var label] => new QuestionOption { Id = id, Label = label },
        [var id, var label, var cost] => new QuestionOption { Id = id, Label = label, CostFen = Fen(run, cost) },
        _ => throw new UsageException(run.Phrases.Say("usage_question_option", typed)),
    };

    private static long Fen(Invocation run, string typed) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && QuestionDraft.FenOf(yuan) is { } fen
            ? fen
            : throw new UsageException(run.Phrases.Say("usage_question_yuan", typed));
}
