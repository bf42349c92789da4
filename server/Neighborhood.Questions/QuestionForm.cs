using Neighborhood.Rules.Counting;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>What an answer to one question may say.</summary>
public sealed class QuestionForm
{
    private readonly Dictionary<string, int> _places;
    private readonly BallotForm _form;

    public QuestionForm(Question question)
    {
        Question = question;
        _places = question.Options.Index().ToDictionary(option => option.Item.Id, option => option.Index, StringComparer.Ordinal);
        _form = FormOf(question);
    }

    /// <summary>The question as it was announced. Not to be changed.</summary>
    public Question Question { get; }

    /// <summary>Its id.</summary>
    public string Id => Question.Id;

    /// <summary>Whether marks have numbers of the voter's own: ranks, scores or points.</summary>
    public static bool HasNumbers(BallotKind kind) =>
        kind is BallotKind.Ranked or BallotKind.Score or BallotKind.BudgetPoints or BallotKind.BudgetRanking;

    /// <summary>Whether answers are rankings; else they are marks.</summary>
    public static bool IsRanking(BallotKind kind) => kind is BallotKind.YesNo or BallotKind.Single or BallotKind.Ranked;

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    /// <param name="answer">The answer, which names this question.</param>
    /// <param name="path">Where it stands in the request.</param>
    public QuestionFault? Check(QuestionAnswer answer, string path)
    {
        foreach (var (index, mark) in answer.Marks.Index())
        {
            if (!_places.ContainsKey(mark.Option))
            {
                return QuestionFault.UnknownOption($"{path}.marks[{index}].option");
            }

            if (!HasNumbers(Question.Kind) && mark.Value is not (0 or 1))
            {
                return QuestionFault.BadField($"{path}.marks[{index}].value", FieldProblem.OutOfRange, ("min", 1), ("max", 1));
            }
        }

        return _form.Check(Entries(answer)) is [var problem, ..] ? FaultOf(problem, answer, path) : CheckReason(answer.Reason, path);
    }

    /// <summary>The answer's one spelling.</summary>
    public QuestionAnswer Canonical(QuestionAnswer answer) => new()
    {
        Question = Id,
        Marks =
        {
            answer.Marks.OrderBy(mark => _places[mark.Option])
                .Select(mark => new Mark { Option = mark.Option, Value = HasNumbers(Question.Kind) ? mark.Value : 1 }),
        },
        Reason = answer.Reason,
    };

    /// <summary>An answer than which none has more bytes.</summary>
    public QuestionAnswer Longest() => new()
    {
        Question = Id,
        Marks =
        {
            Question.Options.OrderByDescending(option => option.Id.Length)
                .Take(MostMarks)
                .Select(option => new Mark { Option = option.Id, Value = MostValue }),
        },
        Reason = Question.Reason == ReasonMode.Off ? "" : new string('由', QuestionLimits.ReasonChars),
    };

    /// <summary>The options of an answer with their numbers, by place.</summary>
    public IReadOnlyList<BallotEntry> Entries(QuestionAnswer answer) =>
        [.. answer.Marks.Select(mark => new BallotEntry(_places[mark.Option], HasNumbers(Question.Kind) ? mark.Value : 1))];

    /// <summary>How many options an answer marks at least.</summary>
    public int LeastMarks => Question.Kind is BallotKind.YesNo or BallotKind.Single ? 1 : Question.MinChoices;

    /// <summary>How many options an answer marks at most.</summary>
    public int MostMarks => Question.Kind switch
    {
        BallotKind.YesNo or BallotKind.Single => 1,
        BallotKind.Approval or BallotKind.Ranked or BallotKind.BudgetApproval or BallotKind.BudgetRanking => Question.MaxChoices,
        _ => Question.Options.Count,
    };

    private long MostValue => Question.Kind switch
    {
        BallotKind.Ranked or BallotKind.BudgetRanking => CountingLimits.MaxCandidates,
        BallotKind.Score => Question.MaxScore,
        BallotKind.BudgetPoints => Question.MaxPointsEach,
        _ => 1,
    };

    private int LeastValue => Question.Kind == BallotKind.Score ? 0 : 1;

    private static BallotForm FormOf(Question question) => question.Kind switch
    {
        BallotKind.Approval or BallotKind.BudgetApproval => new ApprovalForm(question.Options.Count, question.MinChoices, question.MaxChoices),
        BallotKind.Ranked or BallotKind.BudgetRanking =>
            new RankedForm(question.Options.Count, question.MinChoices, question.MaxChoices, question.TiesAllowed),
        BallotKind.Score => new ScoreForm(question.Options.Count, 0, question.MaxScore),
        BallotKind.BudgetKnapsack => new KnapsackForm([.. question.Options.Select(option => option.CostFen)], question.BudgetFen),
        BallotKind.BudgetPoints => new PointsForm(question.Options.Count, question.Points, question.MaxPointsEach),
        _ => new SingleChoiceForm(question.Options.Count),
    };

    private QuestionFault FaultOf(BallotProblem problem, QuestionAnswer answer, string path)
    {
        var marks = $"{path}.marks";
        return problem.Fault switch
        {
            BallotFault.TooFew => QuestionFault.BadField(marks, FieldProblem.TooFewChoices, ("is", problem.Is), ("min", problem.May)),
            BallotFault.TooMany => QuestionFault.BadField(marks, FieldProblem.TooManyChoices, ("is", problem.Is), ("max", problem.May)),
            BallotFault.TooManyPoints => QuestionFault.BadField(marks, FieldProblem.TooManyPoints, ("is", problem.Is), ("max", problem.May)),
            BallotFault.OverBudget => QuestionFault.BadField(marks, FieldProblem.OverBudget, ("is", Yuan(problem.Is)), ("max", Yuan(problem.May))),
            BallotFault.SharedRank => QuestionFault.BadField(AtMark("value"), FieldProblem.SharedRank),
            BallotFault.MarkOutOfRange => QuestionFault.BadField(AtMark("value"), FieldProblem.OutOfRange, ("min", LeastValue), ("max", MostValue)),
            _ => QuestionFault.BadField(AtMark("option"), FieldProblem.NamedTwice),
        };

        string AtMark(string field) => $"{marks}[{answer.Marks.Index().Last(mark => _places[mark.Item.Option] == problem.Option).Index}].{field}";
    }

    private static string Yuan(long fen) => new Fraction(fen, 100).ToDecimal(2);

    private QuestionFault? CheckReason(string reason, string path)
    {
        var field = $"{path}.reason";
        return Question.Reason switch
        {
            ReasonMode.Off => reason.Length > 0 ? QuestionFault.BadField(field, FieldProblem.NotAsked) : null,
            ReasonMode.Required when string.IsNullOrWhiteSpace(reason) => QuestionFault.BadField(field, FieldProblem.Required),
            _ when reason.Length > QuestionLimits.ReasonChars =>
                QuestionFault.BadField(field, FieldProblem.TooManyCharacters, ("max", QuestionLimits.ReasonChars)),
            _ => null,
        };
    }
}
