using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class ExitCodeTests : IDisposable
{
    private readonly Prompt _prompt = new() { Input = "a long secret\n" };

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task A_command_that_is_done_exits_with_0()
    {
        _prompt.Server.On<ListCommunitiesRequest>("Communities/ListCommunities", _ => new ListCommunitiesResponse());

        Assert.Equal(0, await _prompt.RunAsync("communities", "list"));
        Assert.Equal("没有。", _prompt.Out.Trim());
    }

    [Fact]
    public async Task A_refusal_exits_with_1_and_says_why_in_the_language_asked_for()
    {
        _prompt.Server.On<GetPollRequest>("Polls/GetPoll", _ => throw FakeServer.Refusal(ErrorReason.NotFound, "NOT_FOUND", StatusCode.NotFound));

        Assert.Equal(1, await _prompt.RunAsync("polls", "show", "7", "--community", "lvyuanli"));
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", _prompt.Error);
        Assert.Equal(1, await _prompt.RunAsync("polls", "show", "7", "--community", "lvyuanli", "--lang", "en"));
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", _prompt.Error);
        Assert.Empty(_prompt.Out);
    }

    [Fact]
    public async Task A_refused_field_is_named()
    {
        _prompt.Server.On<CreateTopicRequest>(
            "Discussions/CreateTopic", _ => throw FakeServer.Refusal(ErrorReason.InvalidField, "INVALID_FIELD", StatusCode.InvalidArgument, "title"));

        Assert.Equal(1, await _prompt.RunAsync("topics", "create", "--community", "x", "--title", "t", "--text", "t"));
        Assert.Contains("title: mend it", _prompt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_an_error_is_json_too()
    {
        _prompt.Server.On<GetPollRequest>("Polls/GetPoll", _ => throw FakeServer.Refusal(ErrorReason.NotFound, "NOT_FOUND", StatusCode.NotFound));

        await _prompt.RunAsync("polls", "show", "communities/x/polls/7", "--json");

        using var error = System.Text.Json.JsonDocument.Parse(_prompt.Error);
        var told = error.RootElement.GetProperty("error");
        Assert.Equal(1, told.GetProperty("code").GetInt32());
        Assert.Equal("NotFound", told.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("vote")]
    [InlineData("topics create --title only")]
    [InlineData("proposals list --category spaceships --community x")]
    [InlineData("communities list --server nonsense")]
    [InlineData("communities list --lang fr")]
    [InlineData("verify /no/such/receipt.json")]
    [InlineData("import-roll /no/such/roll.csv --community x")]
    [InlineData("polls announce --community x --question q --matter opinion --closes whenever")]
    [InlineData("invite --community x")]
    public async Task What_cannot_be_used_exits_with_2(string typed)
    {
        Assert.Equal(2, await _prompt.RunAsync(typed.Split(' ')));
        Assert.NotEmpty(_prompt.Error);
    }

    [Fact]
    public async Task Without_a_server_the_exit_is_4()
    {
        _prompt.Server.IsDown = true;

        Assert.Equal(4, await _prompt.RunAsync("sign-in", "lin", "--password-stdin"));
        Assert.NotEmpty(_prompt.Error);
    }

    [Theory]
    [InlineData("zh", "退出码", "回执核对不通过")]
    [InlineData("en", "Exit codes", "does not verify")]
    public async Task The_help_prints_the_table_of_exit_codes(string language, string heading, string sentence)
    {
        Assert.Equal(0, await _prompt.RunAsync("--help", "--lang", language));
        Assert.Contains(heading, _prompt.Out, StringComparison.Ordinal);
        Assert.Contains(sentence, _prompt.Out, StringComparison.Ordinal);
        foreach (var code in Enum.GetValues<Terminal.Commands.ExitCode>())
        {
            Assert.Contains($"{(int)code}  ", _prompt.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_readme_has_the_same_table()
    {
        var phrases = new Terminal.Commands.Phrases("Commands", Terminal.Text.Words.English);
        var readme = File.ReadAllText(Terminal.Demo.Repository.Find("clients", "Neighborhood.Terminal", "README.md")!);

        Assert.All(Enum.GetValues<Terminal.Commands.ExitCode>(),
            code => Assert.Contains($"| {(int)code} | {phrases["exit_" + code]} |", readme, StringComparison.Ordinal));
    }
}
