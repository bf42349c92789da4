using Google.Protobuf.Collections;
using Neighborhood.Formats;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>The answers to one question of a poll as an election that files can hold.</summary>
internal static class PollBallots
{
    private const long FenOfYuan = 100;

    /// <summary>The election.</summary>
    /// <param name="question">The question.</param>
    /// <param name="isOption">Whether ballots name an option of a poll of yes or no, and no answers.</param>
    /// <param name="ballots">The choices, each with the persons it counts for.</param>
    public static ElectionFile Of(Question question, bool isOption, IEnumerable<(Choice Choice, int Heads)> ballots)
    {
        var candidates = question.Options.Select(option => new Candidate(option.Id, option.Label)).ToList();
        var places = candidates.Index().ToDictionary(candidate => candidate.Item.Id, candidate => candidate.Index, StringComparer.Ordinal);
        var marks = ballots.Select(ballot => (
            Marks: MarksOf(question, isOption, ballot.Choice).Select(mark => (Place: places[mark.Option], mark.Value)).ToList(), ballot.Heads)).ToList();
        var file = new ElectionFile
        {
            Format = ElectionFormat.Abif,
            Title = question.Text,
            Candidates = candidates,
            Seats = Math.Max(1, question.Seats),
            Rule = RuleOf(question),
        };
        return question.Kind is BallotKind.YesNo or BallotKind.Single or BallotKind.Ranked
            ? file with { Rankings = Profile.Of(candidates, marks.Select(ballot => new Counted<Ranking>(RankingOf(ballot.Marks), ballot.Heads))) }
            : WithMarks(file, question, Profile.Of(candidates, marks.Select(ballot => new Counted<Marks>(Scored(question, ballot.Marks), ballot.Heads))));
    }

    /// <summary>How <c>neighborhood count</c> calls the method; empty for those that it does not know.</summary>
    public static string RuleOf(Question question) => question.Method switch
    {
        CountingMethod.Plurality => "plurality",
        CountingMethod.Approval => "approval",
        CountingMethod.Score => "score",
        CountingMethod.InstantRunoff => "IRV",
        CountingMethod.TransferableVote => "STV",
        CountingMethod.Schulze => "Schulze",
        CountingMethod.Greedy => "greedy",
        CountingMethod.GreedyStopping => "greedy-no-skip",
        CountingMethod.EqualShares => question.Completion switch
        {
            Completion.None => "equalshares",
            Completion.Add1 => "equalshares/add1",
            Completion.Add1Greedy => "equalshares/add1u",
            _ => "",
        },
        _ => "",
    };

    private static ElectionFile WithMarks(ElectionFile file, Question question, Profile<Marks> marks)
    {
        if (question.BudgetFen == 0)
        {
            return file with { Marks = marks };
        }

        var vote = question.Kind switch
        {
            BallotKind.BudgetPoints => BudgetVote.Points,
            BallotKind.BudgetRanking => BudgetVote.Ranking,
            _ => BudgetVote.Approval,
        };
        var projects = question.Options.Select(option => new Project(option.Id, option.Label, option.CostFen)).ToList();
        return file with { Marks = marks, Budget = new BudgetElection(projects, question.BudgetFen, FenOfYuan, vote, marks) };
    }

    private static RepeatedField<Mark> MarksOf(Question question, bool isOption, Choice choice) => isOption
        ? [new Mark { Option = choice.Option, Value = 1 }]
        : choice.Answers.FirstOrDefault(answer => answer.Question == question.Id)?.Marks ?? [];

    private static Ranking RankingOf(List<(int Place, long Value)> marks) =>
        Ranking.OfRanks(marks.GroupBy(mark => mark.Value, mark => mark.Place).OrderBy(rank => rank.Key).Select(rank => rank.ToList()));

    private static Marks Scored(Question question, List<(int Place, long Value)> marks) => Marks.Of(
        [.. marks.Select(mark => mark.Place)],
        [.. marks.Select(mark => question.Kind == BallotKind.BudgetRanking ? 1L + marks.Count(other => other.Value > mark.Value) : mark.Value)]);
}
