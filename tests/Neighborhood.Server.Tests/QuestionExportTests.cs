using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Questions;
using Neighborhood.Server.Tests.Running;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.Verifier;
using Enum = System.Enum;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>Polls that ask questions of every kind by every method are handed out by the real server and recounted without it, by both verifiers.</summary>
public sealed class QuestionExportTests : IDisposable
{
    private const int QuestionsOfPoll = 10;

    private static readonly string[] Ids = ["pear", "plum", "fig", "lime", "kiwi"];

    // What the voters rank; the last one leaves everything blank.
    private static readonly string[][] Rankings =
    [
        ["pear", "plum"], ["pear", "fig", "kiwi"], ["plum", "pear"], ["fig", "lime"], ["lime", "fig", "plum"], ["pear", "plum", "kiwi"], ["kiwi", "lime"],
        ["plum", "fig"], ["fig", "pear"], ["plum", "kiwi"], [],
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-exports-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen)]
    [InlineData(Secrecy.Confidential, BundleKind.BundlePublic)]
    [InlineData(Secrecy.Confidential, BundleKind.BundleScrutineer)]
    public async Task Every_kind_and_method_is_exported_and_recounted_by_both_verifiers(Secrecy secrecy, BundleKind kind)
    {
        JavaScriptVerifier.SkipWithoutNode();
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voters = await VotersAsync(village);
        var files = new List<string>();
        var verdicts = new List<BundleVerdict>();
        var told = 0;
        foreach (var questions in Questions().Chunk(QuestionsOfPoll))
        {
            var poll = await DecidedAsync(server, village, voters, secrecy, questions);
            var outcomes = poll.Result.Outcomes;
            told += outcomes.Count(outcome => outcome.CountCase != QuestionOutcome.CountOneofCase.None);
            await NameAsync(village, voters[0], poll.Name, kind);
            files.Add(await ExportAsync(voters[0], poll.Name, kind, files.Count));
            using var file = File.OpenRead(files[^1]);
            verdicts.Add(BundleVerifier.Verify(file, new BundleExpectation()));
            Assert.Equal((BundleFault.None, "", ""), (verdicts[^1].Fault, verdicts[^1].Expected, verdicts[^1].Found));
            Assert.Equal(outcomes.Select(outcome => string.Join(',', outcome.Winners)), WinnersOf(verdicts[^1]));
        }

        var theirs = await JavaScriptVerifier.RunAllAsync(files);

        // All explain themselves but the one of yes or no; in a confidential poll its few blanks would be told, so that all of its poll are withheld.
        Assert.Equal(Questions().Count() - (secrecy == Secrecy.Open ? 1 : QuestionsOfPoll), told);
        Assert.Equal(verdicts.Select(WinnersOf), theirs.Select(WinnersOf));
        Assert.All(theirs, verdict => Assert.True(verdict.GetProperty("verified").GetBoolean(), $"{verdict}"));
    }

    private static IEnumerable<string> WinnersOf(BundleVerdict verdict) => verdict.Summary.Outcomes.Select(outcome => string.Join(',', outcome.Winners));

    private static IEnumerable<string> WinnersOf(JsonElement verdict) => verdict.GetProperty("outcomes").EnumerateArray()
        .Select(outcome => string.Join(',', outcome.GetProperty("winners").EnumerateArray().Select(winner => winner.GetString())));

    private static IEnumerable<Question> Questions() =>
        from kind in Enum.GetValues<BallotKind>()
        from method in Enum.GetValues<CountingMethod>()
        where QuestionTraits.MayCount(method, kind)
        from utility in method == CountingMethod.EqualShares ? Enum.GetValues<Utility>().Skip(1) : [Utility.Unspecified]
        from completion in method == CountingMethod.EqualShares ? Enum.GetValues<Completion>().Skip(1) : [Completion.Unspecified]
        where utility != Utility.Points || kind is BallotKind.BudgetPoints or BallotKind.BudgetRanking
        select Ask($"q{(int)kind}-{(int)method}-{(int)utility}-{(int)completion}", kind, method, utility, completion);

    private static Question Ask(string id, BallotKind kind, CountingMethod method, Utility utility, Completion completion)
    {
        var isBudget = QuestionTraits.IsBudget(kind);
        var question = new Question
        {
            Id = id,
            Text = "选哪个？",
            Kind = kind,
            Method = method,
            Utility = utility,
            Completion = completion,
            Seats = QuestionTraits.HasSeats(method) ? 2 : 0,
            Reserve = method == CountingMethod.TransferableVote ? 2 : 0,
            BudgetFen = isBudget ? 14_000 : 0,
            MaxScore = kind == BallotKind.Score ? 5 : 0,
            Points = kind == BallotKind.BudgetPoints ? 6 : 0,
            Reason = kind == BallotKind.Single ? ReasonMode.Optional : ReasonMode.Off,
        };
        question.TiesAllowed = QuestionTraits.MayShareRanks(question);
        question.Options.AddRange((kind == BallotKind.YesNo ? [] : Ids).Select((option, place) => new QuestionOption
        {
            Id = option,
            Label = option,
            CostFen = isBudget ? 3_000 + (place * 1_000) : 0,
        }));
        return question;
    }

    private static QuestionAnswer Answer(Question question, string[] ranking)
    {
        var marked = question.Kind switch
        {
            BallotKind.YesNo => [ranking.Length == 3 ? "no" : "yes"],
            BallotKind.Single => ranking[..1],
            BallotKind.BudgetKnapsack => ranking[..2],
            _ => ranking,
        };
        return new QuestionAnswer
        {
            Question = question.Id,
            Marks = { marked.Select((option, rank) => new Mark { Option = option, Value = QuestionForm.HasNumbers(question.Kind) ? rank + 1 : 1 }) },
            Reason = question.Reason == ReasonMode.Optional && ranking.Length == 3 ? "离家近" : "",
        };
    }

    private static async Task<List<NeighborhoodClient>> VotersAsync(Village village)
    {
        var voters = new List<NeighborhoodClient>();
        foreach (var place in Enumerable.Range(0, Rankings.Length))
        {
            var resident = place < Village.Owners.Length
                ? await village.FindAsync(Village.Owners[place])
                : await village.RecordAsync($"居民{place}", $"{village.Name}/households/{(place % 4) + 1}");
            voters.Add(await village.JoinAsync(resident));
        }

        return voters;
    }

    private static async Task<Poll> DecidedAsync(
        RunningServer server, Village village, List<NeighborhoodClient> voters, Secrecy secrecy, IReadOnlyList<Question> questions)
    {
        var request = new AnnouncePollRequest
        {
            Parent = village.Name,
            Question = "问？",
            RulePack = "simple-majority",
            Secrecy = secrecy,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow().AddMinutes(5)),
            Questions = { questions },
        };
        var announced = await village.Staff.Polls.AnnouncePollAsync(request, cancellationToken: Cancel);
        var poll = announced.Name;
        foreach (var (voter, ranking) in voters.Zip(Rankings))
        {
            var choice = announced.ChoiceOf(ranking.Length == 0 ? [] : questions.Select(question => Answer(question, ranking)));
            await voter.Polls.CastBallotAsync(new CastBallotRequest { Parent = poll, Choice = choice }, cancellationToken: Cancel);
        }

        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voters[0], 0, Kind.PollDecided, poll);
        return await village.Staff.Polls.GetPollAsync(new GetPollRequest { Name = poll }, cancellationToken: Cancel);
    }

    private static async Task NameAsync(Village village, NeighborhoodClient scrutineer, string poll, BundleKind kind)
    {
        if (kind != BundleKind.BundleScrutineer)
        {
            return;
        }

        var resident = (await scrutineer.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel)).Memberships.Single().Resident;
        await village.Staff.Polls.NameScrutineerAsync(new NameScrutineerRequest { Parent = poll, Resident = resident }, cancellationToken: Cancel);
    }

    private async Task<string> ExportAsync(NeighborhoodClient client, string poll, BundleKind kind, int number)
    {
        var path = Path.Combine(_folder, $"{number}.bundle");
        await using var file = File.Create(path);
        Assert.Equal(kind, await client.ExportPollAsync(new ExportPollRequest { Name = poll }, file, cancellationToken: Cancel));
        return path;
    }
}
