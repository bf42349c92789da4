using System.Text.Json;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>Ballots of a poll as files: counted again by a command that knows nothing of the poll, they elect the same.</summary>
public sealed class BallotsExportTests : IDisposable
{
    private static readonly (int, QuestionAnswer[])[] Rankings =
    [
        (2, [QuestionPoll.Answer(("plum", 1), ("pear", 2))]),
        (1, [QuestionPoll.Answer(("fig", 1), ("plum", 2), ("lime", 3))]),
        (1, [QuestionPoll.Answer(("lime", 1), ("fig", 2))]),
        (1, [QuestionPoll.Answer(("fig", 1))]),
        (1, []),
    ];

    private static readonly (int, QuestionAnswer[])[] Numbers =
    [
        (2, [QuestionPoll.Answer(("plum", 3), ("pear", 1))]),
        (1, [QuestionPoll.Answer(("fig", 5))]),
        (1, [QuestionPoll.Answer(("plum", 2), ("lime", 4))]),
    ];

    private static readonly (int, QuestionAnswer[])[] Approvals =
    [
        (2, [QuestionPoll.Answer(("plum", 1), ("pear", 1))]),
        (1, [QuestionPoll.Answer(("plum", 1), ("lime", 1))]),
        (1, [QuestionPoll.Answer(("pear", 1))]),
        (1, [QuestionPoll.Answer(("plum", 1))]),
    ];

    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Theory]
    [InlineData(BallotKind.Ranked, CountingMethod.InstantRunoff, "soi", "irv", "FIG")]
    [InlineData(BallotKind.Ranked, CountingMethod.TransferableVote, "blt", "stv", "PLUM FIG")]
    [InlineData(BallotKind.Ranked, CountingMethod.Schulze, "toi", "schulze", "FIG")]
    [InlineData(BallotKind.Ranked, CountingMethod.Schulze, "abif", "schulze", "FIG")]
    [InlineData(BallotKind.Score, CountingMethod.Score, "abif", "score", "PLUM")]
    [InlineData(BallotKind.Approval, CountingMethod.Approval, "abif", "approval", "PLUM PEAR")]
    [InlineData(BallotKind.BudgetApproval, CountingMethod.EqualShares, "pb", "", "PLUM PEAR")]
    [InlineData(BallotKind.BudgetApproval, CountingMethod.Greedy, "pb", "", "PLUM PEAR")]
    [InlineData(BallotKind.BudgetPoints, CountingMethod.Greedy, "pb", "", "PLUM FIG")]
    [InlineData(BallotKind.BudgetRanking, CountingMethod.Greedy, "pb", "", "PLUM FIG")]
    public async Task A_file_of_the_ballots_elects_the_same(BallotKind kind, CountingMethod method, string ending, string count, string winners)
    {
        _prompt.Serve([QuestionPoll.Ask(kind, method)]);
        _prompt.ServeBallots(kind switch
        {
            BallotKind.Ranked or BallotKind.BudgetRanking => Rankings,
            BallotKind.Score or BallotKind.BudgetPoints => Numbers,
            _ => Approvals,
        });
        var path = _prompt.PathOf("ballots." + ending);

        Assert.Equal(0, await _prompt.RunAsync("polls", "ballots", "export", QuestionPoll.Name, "--output", path, "--json"));
        string[] how = count.Length == 0 ? [] : ["--method", count];
        string[] seats = count is "stv" or "approval" ? ["--seats", "2"] : [];
        Assert.Equal(0, await _prompt.RunAsync(["count", path, .. how, .. seats, "--json"]));
        using var json = JsonDocument.Parse(_prompt.Out);
        var names = json.RootElement.GetProperty("names");
        var elected = json.RootElement.GetProperty("winners").EnumerateArray().Select(id => names.GetProperty(id.GetString()!).GetString());
        Assert.Equal(winners, string.Join(' ', elected));
    }

    [Fact]
    public async Task A_format_that_would_lose_something_is_refused_with_those_that_fit()
    {
        _prompt.Serve([QuestionPoll.Ask(BallotKind.Ranked, CountingMethod.Schulze)]);
        _prompt.ServeBallots((1, [QuestionPoll.Answer(("plum", 1), ("pear", 1))]));
        var path = _prompt.PathOf("ballots.x");

        Assert.Equal(2, await _prompt.RunAsync("polls", "ballots", "export", QuestionPoll.Name, "--output", path, "--format", "soi"));
        Assert.Contains("toi", _prompt.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
