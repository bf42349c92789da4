using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>A poll that asks questions, from the announcement to the explained result, through the client library.</summary>
public sealed class PollQuestionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_council_and_a_budget_are_voted_on_counted_and_explained()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voters = new List<NeighborhoodClient>();
        foreach (var owner in Village.Owners)
        {
            voters.Add(await village.JoinAsync(await village.FindAsync(owner)));
        }

        var announced = await CouncilAndMoney.AnnounceAsync(server, village, Secrecy.Open);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await village.UntilAsync(voters[0], 0, Kind.PollOpened, announced.Name);
        string[][] rankings = [["wang", "li"], ["wang", "zhao"], ["wang", "zhao"], ["li"]];
        var sizes = new HashSet<int>();
        foreach (var (voter, ranking) in voters.Zip(rankings))
        {
            QuestionAnswer[] answers = [CouncilAndMoney.Approving("近", "trees", "lift"), CouncilAndMoney.Ranking(ranking)];
            var request = new CastBallotRequest { Parent = announced.Name, Choice = announced.ChoiceOf(ranking.Length == 1 ? answers[1..] : answers) };
            sizes.Add(request.CalculateSize());
            await voter.Polls.CastBallotAsync(request, cancellationToken: Cancel);
        }

        Assert.Single(sizes);
        var mine = await voters[0].Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = announced.Name }, cancellationToken: Cancel);
        Assert.Equal(["council", "money"], mine.Choice.Answers.Select(answer => answer.Question));
        Assert.Equal(announced.ChoiceBytes, mine.Opening.Choice.Length);
        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voters[0], 0, Kind.PollDecided, announced.Name);

        var decided = await voters[0].Polls.GetPollAsync(new GetPollRequest { Name = announced.Name }, cancellationToken: Cancel);
        var (council, money) = (decided.Result.Outcomes[0], decided.Result.Outcomes[1]);
        Assert.Equal(("wang", 4, "2"), (council.Winners[0], council.Transfers.Valid, council.Transfers.Stages[1].Votes[0]));
        Assert.Equal((1, ["trees"]), (money.Blank, money.Winners));
        Assert.Equal(("250", 3), (money.Shares.EndowmentFen, money.Shares.Purchases.Single().InFull));
        var listed = await voters[0].Polls.ListPollsAsync(new ListPollsRequest { Parent = village.Name }, cancellationToken: Cancel);
        Assert.Equal(QuestionOutcome.CountOneofCase.None, listed.Polls.Single().Result.Outcomes[0].CountCase);
    }

    [Fact]
    public async Task A_refused_answer_names_field_problem_and_figures()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var announced = await CouncilAndMoney.AnnounceAsync(server, village, Secrecy.Open);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await village.UntilAsync(voter, 0, Kind.PollOpened, announced.Name);
        var request = new CastBallotRequest { Parent = announced.Name, Choice = new Choice { Answers = { CouncilAndMoney.Approving("近", "trees", "trees") } } };

        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await voter.Polls.CastBallotAsync(request, cancellationToken: Cancel));
        Assert.Equal(
            (ErrorReason.InvalidField, "choice.answers[0].marks[1].option", FieldProblem.NamedTwice),
            (refused.Reason, refused.Fields.Single().Field, refused.Fields.Single().Problem));
    }
}
