using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Neighborhood.Client;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What is wrong with a ballot, beside the field where it is.</summary>
/// <param name="Question">The place of the question in the poll.</param>
/// <param name="Option">The id of the option it is about; empty where it is the whole answer.</param>
/// <param name="Sentence">What is wrong and what would be right.</param>
public sealed record AnswerProblem(int Question, string Option, string Sentence);

/// <summary>Checks answers as the server does before anything is sent, and finds the fields that the server names.</summary>
public static partial class AnswerCheck
{
    private const long FenOfYuan = 100;

    /// <summary>All that is wrong; a blank answer never is.</summary>
    public static ImmutableArray<AnswerProblem> Of(IReadOnlyList<AnswerState> answers, Words words)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [.. answers.Index().Where(answer => !answer.Item.IsBlank).SelectMany(answer => Of(answer.Item, answer.Index, words))];
    }

    /// <summary>The fields of a refusal beside the answers that were sent.</summary>
    public static ImmutableArray<AnswerProblem> Of(RefusedException refused, IReadOnlyList<AnswerState> answers, Words words)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var sent = answers.Index().Where(answer => !answer.Item.IsBlank).ToList();
        return [.. refused.Fields.Select(field => (field, match: Path().Match(field.Field)))
            .Where(found => found.match.Success && Number(found.match, 1) is { } answer && answer < sent.Count)
            .Select(found =>
            {
                var (place, answer) = sent[Number(found.match, 1)!.Value];
                var marks = answer.Answer!.Marks;
                var option = Number(found.match, 2) is { } mark && mark < marks.Count ? marks[mark].Option : "";
                return new AnswerProblem(place, option, FieldProblems.Explain(found.field, refused, words));
            })];
    }

    private static IEnumerable<AnswerProblem> Of(AnswerState answer, int place, Words words)
    {
        var entries = answer.Values.Index().Where(value => value.Item > 0).Select(value => new BallotEntry(value.Index, value.Item));
        foreach (var problem in FormOf(answer.Question).Check([.. entries]))
        {
            var option = problem.Option is { } at ? answer.Question.Options[at].Id : "";
            yield return new AnswerProblem(place, option, Say(problem, words));
        }

        if (answer.Question.Reason == ReasonMode.Required && string.IsNullOrWhiteSpace(answer.Reason))
        {
            yield return new AnswerProblem(place, "", words.Say("ballot_reason_required", AnswerState.ReasonChars));
        }
    }

    private static string Say(BallotProblem problem, Words words)
    {
        var isMoney = problem.Fault == BallotFault.OverBudget;
        var figures = new Dictionary<string, string>
        {
            ["is"] = isMoney ? Yuan(problem.Is) : $"{problem.Is}",
            ["min"] = problem.Fault == BallotFault.MarkOutOfRange ? "1" : $"{problem.May}",
            ["max"] = isMoney ? Yuan(problem.May) : $"{problem.May}",
        };
        return FieldProblems.Say(ProblemOf(problem.Fault), figures, words);
    }

    private static FieldProblem ProblemOf(BallotFault fault) => fault switch
    {
        BallotFault.TooFew => FieldProblem.TooFewChoices,
        BallotFault.TooMany => FieldProblem.TooManyChoices,
        BallotFault.SharedRank => FieldProblem.SharedRank,
        BallotFault.TooManyPoints => FieldProblem.TooManyPoints,
        BallotFault.OverBudget => FieldProblem.OverBudget,
        BallotFault.RepeatedOption => FieldProblem.NamedTwice,
        BallotFault.UnknownOption => FieldProblem.UnknownValue,
        _ => FieldProblem.OutOfRange,
    };

    private static BallotForm FormOf(Question question)
    {
        var options = question.Options.Count;
        return question.Kind switch
        {
            BallotKind.Approval or BallotKind.BudgetApproval => new ApprovalForm(options, Traits.LeastOf(question), Traits.MostOf(question)),
            BallotKind.Ranked or BallotKind.BudgetRanking =>
                new RankedForm(options, Traits.LeastOf(question), Traits.MostOf(question), question.TiesAllowed),
            BallotKind.Score => new ScoreForm(options, 0, question.MaxScore),
            BallotKind.BudgetKnapsack => new KnapsackForm([.. question.Options.Select(option => option.CostFen)], question.BudgetFen),
            BallotKind.BudgetPoints => new PointsForm(options, question.Points, Traits.MostPointsOf(question)),
            _ => new SingleChoiceForm(options),
        };
    }

    private static string Yuan(long fen) => new Fraction(fen, FenOfYuan).ToDecimal(2);

    private static int? Number(Match match, int group) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^choice\.answers\[(\d+)\](?:\.marks(?:\[(\d+)\](?:\.\w+)?)?|\.\w+)?$")]
    private static partial Regex Path();
}
