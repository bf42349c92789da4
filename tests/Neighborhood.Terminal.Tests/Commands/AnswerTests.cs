using Neighborhood.Client.Tests.Verification;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>Answers and questions as they are typed, and as files have them.</summary>
public sealed class AnswerTests : IDisposable
{
    private static readonly Question Ranked = QuestionPoll.Ask(BallotKind.Ranked, CountingMethod.Schulze);
    private static readonly Question Money = QuestionPoll.Ask(BallotKind.BudgetPoints, CountingMethod.Greedy, "money");

    private readonly Prompt _prompt = new();
    private CastBallotRequest? _cast;
    private AnnouncePollRequest? _announced;

    public AnswerTests()
    {
        _prompt.Server.On<CastBallotRequest>("Polls/CastBallot", request =>
        {
            _cast = request;
            using var ledger = new SmallLedger();
            return new CastBallotResponse { Name = $"{QuestionPoll.Name}/ballots/1", Receipt = ledger.Ballot().Receipt };
        });
        _prompt.Server.On<AnnouncePollRequest>("Polls/AnnouncePoll", request =>
        {
            _announced = request;
            return new Poll { Name = QuestionPoll.Name, Question = request.Question };
        });
    }

    public void Dispose() => _prompt.Dispose();

    [Theory]
    [InlineData("fruit pear=1 fig=2 plum=2", "--rank", "pear,plum=fig")]
    [InlineData("fruit pear=5 plum=-3", "--score", "plum=-3,pear=5")]
    [InlineData("fruit lime=1", "--pick", "fruit:lime")]
    [InlineData("fruit pear=1 fig=1", "--approve", "fig,pear")]
    [InlineData("fruit pear=4 fig=2", "--points", "fig=2, pear=4")]
    [InlineData("fruit pear=1 (近)", "--projects", "pear", "--why", "近")]
    public async Task Answers_are_typed_by_options(string expected, params string[] typed)
    {
        _prompt.Serve([Ranked]);

        await VoteAsync(typed);

        // By the place of the options, whatever order they were typed in.
        var answer = Assert.Single(_cast!.Choice.Answers);
        var marks = answer.Marks.OrderBy(mark => mark.Value == 1 ? 0 : 1).Select(mark => $"{mark.Option}={mark.Value}").Order(StringComparer.Ordinal);
        var wanted = expected.Split(' ')[1..].Where(word => word.Contains('=', StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(wanted, marks);
        Assert.Equal(expected.Contains("(近)", StringComparison.Ordinal) ? "近" : "", answer.Reason);
        Assert.Equal(500, _cast.Choice.CalculateSize());
        var places = answer.Marks.Select(mark => Array.IndexOf(QuestionPoll.Options, mark.Option)).ToList();
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Answers_to_several_questions_name_them_or_come_from_a_file()
    {
        _prompt.Serve([Ranked, Money]);
        await VoteAsync("--points", "money:pear=6", "--rank", "fruit:fig,pear");
        var typed = _cast!.Choice;
        Assert.Equal(["fruit", "money"], typed.Answers.Select(answer => answer.Question));

        var file = Write("answers.yaml", """
            answers:
              - question: money
                marks: {pear: 6}
              - question: fruit
                rank: [fig, pear]
            """);
        await VoteAsync("--answers", file);
        Assert.Equal(typed, _cast!.Choice);

        const string Json = """{"answers":[{"question":"fruit","rank":["fig","pear"]},{"question":"money","marks":{"pear":6}}]}""";
        await VoteAsync("--answers", Write("answers.json", Json));
        Assert.Equal(typed, _cast!.Choice);
        await VoteAsync("--answers", Write("blank.yaml", "answers: []"));
        Assert.Equal((0, 500), (_cast!.Choice.Answers.Count, _cast.Choice.CalculateSize()));
    }

    [Theory]
    [InlineData("--rank", "pear")]
    [InlineData("--score", "fruit:pear")]
    [InlineData("--points", "money:pear=much")]
    [InlineData("--rank", "fruit:pear", "--why", "money:x")]
    [InlineData("--answers", "nowhere.yaml")]
    [InlineData("--receipt", "r.json")]
    public async Task What_cannot_be_read_is_a_wrong_command_line(params string[] typed)
    {
        _prompt.Serve([Ranked, Money]);

        Assert.Equal(2, await _prompt.RunAsync(["vote", QuestionPoll.Name, .. typed]));
        Assert.Null(_cast);
        Assert.NotEmpty(_prompt.Error);
    }

    [Fact]
    public async Task Questions_are_announced_from_a_file()
    {
        var file = Write("questions.yaml", """
            questions:
              - id: council
                text: 选谁进议事会？
                ballot: ranked
                count: transferable-vote
                seats: 2
                reserve: 1
                tie_break: by-order
                reason: optional
                options:
                  - {id: wang, label: 王芳, meaning: 三号楼}
                  - {id: li, label: 李强}
                  - {id: zhao, label: 赵敏}
              - id: budget
                text: 钱用在哪里？
                ballot: budget-approval
                count: equal-shares
                utility: cost
                completion: add1-greedy
                budget_yuan: 10000
                options:
                  - {id: trees, label: 植树, cost_yuan: 3000.5}
            """);
        await _prompt.RunAsync("polls", "announce", "--community", "xingfu", "--question", "换届", "--closes", "2026-12-01", "--questions", file);

        Assert.Equal(["council", "budget"], _announced!.Questions.Select(question => question.Id));
        var (council, budget) = (_announced.Questions[0], _announced.Questions[1]);
        Assert.Equal((BallotKind.Ranked, CountingMethod.TransferableVote, 2, 1), (council.Kind, council.Method, council.Seats, council.Reserve));
        Assert.Equal((TieBreak.ByOrder, ReasonMode.Optional, "三号楼"), (council.TieBreak, council.Reason, council.Options[0].Meaning));
        Assert.Equal((1_000_000, 300_050, Completion.Add1Greedy), (budget.BudgetFen, budget.Options[0].CostFen, budget.Completion));
    }

    [Fact]
    public async Task One_simple_question_is_announced_by_options()
    {
        await _prompt.RunAsync(
            "polls", "announce", "--community", "xingfu", "--question", "种什么？", "--closes", "2026-12-01", "--ballot", "budget-approval",
            "--counted-by", "equal-shares", "--budget", "100.5", "--option", "pear=梨=30", "--option", "fig=无花果=40.25");

        var question = Assert.Single(_announced!.Questions);
        Assert.Equal(("种什么？", 10_050, Completion.Add1Greedy), (question.Text, question.BudgetFen, question.Completion));
        Assert.Equal([("pear", 3_000), ("fig", 4_025)], question.Options.Select(option => (option.Id, option.CostFen)));
    }

    [Theory]
    [InlineData("questions:\n  - {id: q, ballot: ranking}", "ranking")]
    [InlineData("questions:\n  - {id: q, budget_yuan: 0.001}", "yuan")]
    [InlineData("questions:\n  - {id: q, colour: red}", "colour")]
    public async Task A_file_that_cannot_be_used_is_named_with_its_fault(string text, string told)
    {
        var file = Write("questions.yaml", text);

        string[] typed = ["polls", "announce", "--community", "xingfu", "--question", "x", "--closes", "2026-12-01", "--questions", file];
        Assert.Equal(2, await _prompt.RunAsync(typed));
        Assert.Contains(told, _prompt.Error, StringComparison.Ordinal);
        Assert.Null(_announced);
    }

    private Task<int> VoteAsync(params string[] typed) => _prompt.RunAsync(["vote", QuestionPoll.Name, "--for", "7", "--community", "xingfu", .. typed]);

    private string Write(string name, string text)
    {
        var path = _prompt.PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }
}
