using Neighborhood.Rules.Counting;

namespace Neighborhood.Rules.Tests.Counting;

public sealed class BallotFormTests
{
    private static readonly SingleChoiceForm Single = new(3);
    private static readonly ApprovalForm Approvals = new(3, Least: 1, Most: 2);
    private static readonly RankedForm Ranked = new(3, Least: 1, Most: 3, MayShare: false);
    private static readonly ScoreForm Scores = new(3, Lowest: 0, Highest: 5);
    private static readonly PointsForm Points = new(3, Points: 10, MostEach: 6);
    private static readonly KnapsackForm Knapsack = new([50, 60, 70], Budget: 110);

    public static TheoryData<BallotForm, string, BallotFault?> Ballots => new()
    {
        { Single, "0:1", null },
        { Single, "", BallotFault.TooFew },
        { Single, "0:1 1:1", BallotFault.TooMany },
        { Single, "3:1", BallotFault.UnknownOption },
        { Approvals, "0:1 2:1", null },
        { Approvals, "", BallotFault.TooFew },
        { Approvals, "0:1 1:1 2:1", BallotFault.TooMany },
        { Approvals, "1:1 1:1", BallotFault.RepeatedOption },
        { Ranked, "0:2 1:1", null },
        { Ranked, "0:1 1:1", BallotFault.SharedRank },
        { Ranked, "0:0", BallotFault.MarkOutOfRange },
        { Ranked with { MayShare = true }, "0:1 1:1", null },
        { Scores, "0:0 1:5", null },
        { Scores, "0:6", BallotFault.MarkOutOfRange },
        { Scores, "0:-1", BallotFault.MarkOutOfRange },
        { Points, "0:6 1:4", null },
        { Points, "0:6 1:5", BallotFault.TooManyPoints },
        { Points, "0:7", BallotFault.MarkOutOfRange },
        { Points, "0:0", BallotFault.MarkOutOfRange },
        { Knapsack, "0:1 1:1", null },
        { Knapsack, "1:1 2:1", BallotFault.OverBudget },
    };

    [Theory]
    [MemberData(nameof(Ballots))]
    public void A_ballot_is_right_or_its_problem_is_named(BallotForm form, string ballot, BallotFault? fault)
    {
        var problems = form.Check(Read(ballot));
        Assert.Equal(fault, problems.Count == 0 ? null : problems[0].Fault);
    }

    [Fact]
    public void A_right_ballot_becomes_a_ranking_or_marks()
    {
        Assert.Equal(Ranking.OfRanks([[2], [0, 1]]), RankedForm.RankingOf(Read("0:7 1:7 2:3")));
        Assert.Equal(Marks.Of([0, 2], [4, 6]), BallotForm.MarksOf(Read("2:6 0:4")));
    }

    private static List<BallotEntry> Read(string ballot) => [.. ballot.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split(':'))
        .Select(entry => new BallotEntry(int.Parse(entry[0], null), long.Parse(entry[1], null)))];
}
