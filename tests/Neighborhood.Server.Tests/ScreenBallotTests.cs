using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>Ballots of every kind cast by keys on the screens before a running server, and what came of them.</summary>
public sealed class ScreenBallotTests
{
    private static readonly (Question Question, string[] Keys, long[] Values)[] Asked =
    [
        (new Question { Id = "agree", Kind = BallotKind.YesNo, Method = CountingMethod.Clauses }, ["1"], [1, 0, 0]),
        (Of("chair", BallotKind.Single, CountingMethod.Plurality), [Keys.Down, Keys.Enter], [0, 1, 0, 0]),
        (Of("benches", BallotKind.Approval, CountingMethod.Approval), ["1", "4"], [1, 0, 0, 1]),
        (Of("council", BallotKind.Ranked, CountingMethod.TransferableVote), [Keys.Enter, Keys.Enter, "1"], [2, 3, 1, 0]),
        (Of("colour", BallotKind.Score, CountingMethod.Score), ["4", Keys.Down, "5", "-"], [4, 4, 0, 0]),
        (Budget("trees", BallotKind.BudgetApproval), ["2", "3"], [0, 1, 1, 0]),
        (Budget("sack", BallotKind.BudgetKnapsack), ["4", "3", "1"], [1, 0, 0, 1]),
        (Budget("points", BallotKind.BudgetPoints), ["3", Keys.Down, "9", "7"], [3, 7, 0, 0]),
        (Budget("order", BallotKind.BudgetRanking), [Keys.Enter, Keys.Enter, Keys.Up, "+"], [2, 1, 0, 0]),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_is_cast_changed_counted_and_explained()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voters = new List<NeighborhoodClient>();
        foreach (var owner in Village.Owners)
        {
            voters.Add(await village.JoinAsync(await village.FindAsync(owner)));
        }

        var poll = await AnnounceAsync(server, village);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await village.UntilAsync(voters[0], 0, Kind.PollOpened, poll.Name);
        foreach (var (voter, words, width, height) in new[] { (voters[0], Words.Chinese, 80, 24), (voters[1], Words.English, 120, 40) })
        {
            using var desk = await Desk.OfAsync(voter, server.Time, words, width, height);
            await CastAsync(desk, poll);
            await CheckAsync(voter, poll, Asked.Select(asked => asked.Values));
        }

        using (var changing = await Desk.OfAsync(voters[0], server.Time, Words.Chinese, 80, 24))
        {
            await changing.OpenAsync(poll.Name);
            changing.Press("v");
            await changing.UntilAsync(() => changing.Shell.Top is QuestionBallotPresenter { State.IsRead: true });
            changing.Press("3", Keys.Send, "y");
            await changing.UntilAsync(() => changing.Shell.Top is ReceiptPresenter { State.Ballot: not null });
            await CheckAsync(voters[0], poll, [[0, 0, 1], .. Asked.Skip(1).Select(asked => asked.Values)]);
        }

        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voters[0], 0, Kind.PollDecided, poll.Name);
        using var reading = await Desk.OfAsync(voters[2], server.Time, Words.Chinese, 80, 24);
        await reading.OpenAsync(poll.Name);
        foreach (var place in Enumerable.Range(0, Asked.Length))
        {
            reading.Post(() => reading.Shell.Top.SelectItem($"question {place}"));
            reading.Press(Keys.Enter);
            Assert.Contains("2 人投票，其中 0 人这一题留空", reading.Screen);
            Assert.Contains("█", reading.Screen);
            Assert.DoesNotContain("…", reading.Screen);
            reading.Press(Keys.Escape);
        }
    }

    [Fact]
    public async Task A_ballot_of_questions_is_signed_where_the_rule_demands_it_and_so_is_its_change()
    {
        await using var server = await RunningServer.StartAsync();
        var question = new Question(Asked[3].Question) { Text = "选谁？", Reason = ReasonMode.Required };
        var vote = await OwnersVote.OpenAsync(server, await server.BootstrapAsync(), "aaa", questions: question);
        Assert.True((await vote.Owner.Polls.GetPollAsync(new GetPollRequest { Name = vote.Poll }, cancellationToken: Cancel)).SignatureRequired);
        foreach (var (key, ranks) in new[] { ("2", (long[])[0, 1, 0, 0]), ("+", [2, 1, 0, 0]) })
        {
            using var desk = await Desk.OfAsync(vote.Owner, server.Time, Words.Chinese, 80, 24);
            await desk.OpenAsync(vote.Poll);
            desk.Press("v");
            await desk.UntilAsync(() => desk.Shell.Top is QuestionBallotPresenter { State.IsRead: true });
            desk.Post(() => desk.Shell.Top.SelectItem(key == "2" ? "b" : "a"));
            desk.Press(key, "r");
            desk.Post(() => ((FormPresenter)desk.Shell.Top).Write(0, "办事公道"));
            desk.Press(Keys.Send);
            await desk.UntilAsync(() => desk.Shell.Top is QuestionBallotPresenter { State.Answer.Reason: "办事公道" });
            desk.Press(Keys.Send, "y");
            await desk.UntilAsync(() => desk.Shell.Top is ReceiptPresenter { State.Ballot: not null });
            var mine = await vote.Owner.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = vote.Poll }, cancellationToken: Cancel);
            Assert.NotEmpty(mine.Device);
            await CheckAsync(vote.Owner, vote.Announced, [ranks]);
        }
    }

    private static async Task CastAsync(Desk desk, Poll poll)
    {
        await desk.OpenAsync(poll.Name);
        desk.Press("v");
        foreach (var (_, keys, _) in Asked)
        {
            desk.Press(keys);
            desk.Press(Keys.Tab);
        }

        desk.Press(Keys.Send);
        Assert.IsType<ConfirmPresenter>(desk.Shell.Top);
        desk.Press("y");
        await desk.UntilAsync(() => desk.Shell.Top is ReceiptPresenter { State.Ballot: not null });
        desk.Press("v");
        await desk.UntilAsync(() => desk.Shell.Top is ReceiptPresenter { State.Check.Holds: true });
    }

    private static async Task CheckAsync(NeighborhoodClient voter, Poll poll, IEnumerable<long[]> values)
    {
        var mine = await voter.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll.Name }, cancellationToken: Cancel);
        Assert.Equal(poll.ChoiceBytes, mine.Opening.Choice.Length);
        var cast = poll.Questions.Zip(mine.Choice.Answers).Select(pair => pair.First.Options
            .Select(option => pair.Second.Marks.FirstOrDefault(mark => mark.Option == option.Id)?.Value ?? 0)
            .ToArray());
        Assert.Equal(values, cast);
    }

    private static async Task<Poll> AnnounceAsync(RunningServer server, Village village) => await village.Staff.Polls.AnnouncePollAsync(
        new AnnouncePollRequest
        {
            Parent = village.Name,
            Question = "九个问题",
            RulePack = "simple-majority",
            Secrecy = Secrecy.Open,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow() + TimeSpan.FromMinutes(5)),
            Questions = { Asked.Select(asked => new Question(asked.Question) { Text = $"{asked.Question.Id}？" }) },
        },
        cancellationToken: Cancel);

    private static Question Of(string id, BallotKind kind, CountingMethod method) => new()
    {
        Id = id,
        Kind = kind,
        Method = method,
        MaxScore = kind == BallotKind.Score ? 5 : 0,
        Options = { new[] { "a", "b", "c", "d" }.Select(option => new QuestionOption { Id = option, Label = $"选项{option}", Meaning = "意思" }) },
    };

    private static Question Budget(string id, BallotKind kind)
    {
        var question = Of(id, kind, CountingMethod.EqualShares);
        (question.BudgetFen, question.Utility, question.Completion) = (5_000, Utility.Cost, Completion.Add1Greedy);
        question.Points = kind == BallotKind.BudgetPoints ? 10 : 0;
        foreach (var (place, option) in question.Options.Index())
        {
            option.CostFen = (place + 1) * 1_000;
        }

        return question;
    }
}
