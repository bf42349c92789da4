using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>What a decided poll shows of its questions: who won, and why.</summary>
public sealed class OutcomeTests : IDisposable
{
    private static readonly OptionSupport[] Support = [.. QuestionPoll.Options.Select((id, place) => new OptionSupport { Option = id, Headcount = 4 - place })];

    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    public static TheoryData<CountingMethod, string> Explained => new()
    {
        { CountingMethod.Plurality, """{ "totals": { "totals": [4, 3, 2, 1], "ballots": 10 } }""" },
        { CountingMethod.MajorityOfVoting, """{ "majority": { "votes": [4, 3, 2, 1], "base": 7, "needed": 4 } }""" },
        {
            CountingMethod.InstantRunoff,
            """
            { "runoff": { "rounds": [
              { "votes": [4, 3, 2, 1], "active": 10, "needed": 6, "left": [3], "gains": [{ "option": 0, "ballots": 1 }] },
              { "votes": [6, 3, 1, -1], "active": 10, "needed": 6, "elected": 0 }] } }
            """
        },
        {
            CountingMethod.TransferableVote,
            """
            { "transfers": { "quota": 3, "valid": 7, "stages": [
              { "votes": ["4", "1", "1", "1"], "nonTransferable": "0", "elected": [0], "move": "SURPLUS", "of": 0, "transferValue": "1/4" },
              { "votes": ["3", "3/2", "5/4", "5/4"], "nonTransferable": "0", "move": "DONE", "transferValue": "0" }] } }
            """
        },
        {
            CountingMethod.Schulze,
            """
            { "pairwise": { "preferences": [0,3,3,3, 1,0,1,1, 1,1,0,1, 1,1,1,0], "strengths": [0,3,3,3, 0,0,0,0, 0,0,0,0, 0,0,0,0],
              "before": [-1,0,0,0, -1,-1,-1,-1, -1,-1,-1,-1, -1,-1,-1,-1], "ranking": [{ "options": [0] }, { "options": [1, 2, 3] }], "condorcetWinner": 0 } }
            """
        },
        {
            CountingMethod.Greedy,
            """
            { "greedy": { "costFen": 3000, "turns": [{ "option": 0, "score": 4, "leftFen": 10000, "fate": "SELECTED" },
              { "option": 1, "score": 3, "leftFen": 7000, "fate": "DOES_NOT_FIT" }] } }
            """
        },
        {
            CountingMethod.EqualShares,
            """
            { "shares": { "endowmentFen": "10000/7", "steps": 2, "purchases": [{ "option": 0, "rho": "1/4", "inFull": 4 }],
              "shortfalls": [{ "option": 1, "heldFen": "500", "missingFen": "3500" }], "costFen": 3000, "runs": 1,
              "greedy": { "costFen": 4000, "turns": [{ "option": 1, "score": 4, "leftFen": 10000, "fate": "SELECTED" }] } } }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Explained))]
    public async Task Every_explanation_is_shown_in_both_languages_and_drawn(CountingMethod method, string count)
    {
        var kind = method switch
        {
            CountingMethod.Plurality or CountingMethod.MajorityOfVoting => BallotKind.Single,
            CountingMethod.Greedy or CountingMethod.EqualShares => BallotKind.BudgetApproval,
            _ => BallotKind.Ranked,
        };
        var outcome = QuestionOutcome.Parser.ParseJson(count);
        (outcome.Question, outcome.Passed, outcome.Voters, outcome.Blank) = ("fruit", true, 7, 1);
        outcome.Winners.Add("pear");
        outcome.Support.AddRange(Support);
        outcome.Ties.Add(new CountTie { Over = CountTie.Types.Over.Seat, Round = 1, Between = { 0, 1 }, Taken = { 0 }, By = CountTie.Types.By.Lot });
        _prompt.Serve([QuestionPoll.Ask(kind, method)], outcome);
        var svg = _prompt.PathOf("outcome.svg");
        foreach (var language in new[] { "zh", "en" })
        {
            Assert.Equal(0, await _prompt.RunAsync("polls", "show", QuestionPoll.Name, "--lang", language, "--svg", svg));
            Assert.Contains("PEAR", _prompt.Out, StringComparison.Ordinal);
            Assert.Contains("✓", _prompt.Out, StringComparison.Ordinal);
            Assert.DoesNotContain('{', _prompt.Out);
            Assert.Contains("<svg", await File.ReadAllTextAsync(svg, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(0, await _prompt.RunAsync("polls", "show", QuestionPoll.Name, "--json"));
        Assert.Contains("\"outcomes\"", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withheld_or_abridged_outcome_tells_who_won_and_says_what_is_left_out()
    {
        var outcome = new QuestionOutcome { Question = "fruit", Winners = { "fig" }, Reserves = { "lime" }, Passed = true, Abridged = true };
        _prompt.Serve([QuestionPoll.Ask(BallotKind.Ranked, CountingMethod.TransferableVote)], outcome);

        Assert.Equal(0, await _prompt.RunAsync("polls", "show", QuestionPoll.Name, "--lang", "en"));
        Assert.Contains("Chosen: FIG.", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("Next in line: LIME.", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("too large", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openings_are_told_with_their_answers()
    {
        _prompt.Serve([QuestionPoll.Ask(BallotKind.Ranked, CountingMethod.Schulze)]);
        _prompt.ServeBallots((1, [new QuestionAnswer(QuestionPoll.Answer(("plum", 2), ("pear", 1), ("fig", 2))) { Reason = "甜" }]));

        Assert.Equal(0, await _prompt.RunAsync("polls", "openings", QuestionPoll.Name));
        Assert.Contains("fruit: pear>plum=fig (甜)", _prompt.Out, StringComparison.Ordinal);
    }
}
