using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class HelpTests : IDisposable
{
    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task Every_command_explains_itself_in_the_language_spoken_and_within_the_width()
    {
        foreach (var words in Paths())
        {
            Assert.Equal(0, await _prompt.RunAsync([.. words, "--help"]));
            Assert.Contains("\n用法", _prompt.Out, StringComparison.Ordinal);
            Assert.All(new[] { "Usage", "Options", "Description", "REQUIRED", "[default", "Arguments", "Commands" },
                word => Assert.DoesNotContain(word, _prompt.Out, StringComparison.OrdinalIgnoreCase));
            Assert.All(_prompt.Out.Split('\n'), line => Assert.True(Columns.Width(line) <= 100, line));

            Assert.Equal(0, await _prompt.RunAsync([.. words, "--help", "--lang", "en"]));
            Assert.Contains("\nUsage", _prompt.Out, StringComparison.Ordinal);
            Assert.DoesNotContain(_prompt.Out, letter => letter is >= '\u4e00' and <= '\u9fff');
        }
    }

    [Theory]
    [InlineData("缺少 <poll>", "vote", "--choice", "yes")]
    [InlineData("缺少 --reason", "papers", "void", "1", "2")]
    [InlineData("--choice 后面缺少值", "vote", "1", "--choice")]
    [InlineData("没有“nonsense”", "nonsense")]
    [InlineData("没有“b”", "sign-in", "a", "b")]
    [InlineData("后面还要一个命令：list, show", "polls")]
    [InlineData("--from 不能是“x”", "watch", "--from", "x")]
    [InlineData("--order 不能是“foo”", "topics", "list", "--order", "foo")]
    [InlineData("--lang 不能是“fr”", "sign-out", "--lang", "fr")]
    public async Task What_is_wrong_with_a_command_line_is_said_in_the_language_spoken(string sentence, params string[] typed)
    {
        Assert.Equal(2, await _prompt.RunAsync(typed));
        Assert.Contains(sentence, _prompt.Error, StringComparison.Ordinal);
        Assert.Contains("--help", _prompt.Error, StringComparison.Ordinal);
        Assert.Empty(_prompt.Out);
    }

    [Fact]
    public async Task A_script_gets_a_wrong_command_line_as_json()
    {
        Assert.Equal(2, await _prompt.RunAsync("vote", "--json"));
        Assert.Equal("Usage", JsonNode.Parse(_prompt.Error)!["error"]!["reason"]!.GetValue<string>());
    }

    private static IEnumerable<string[]> Paths()
    {
        var grammar = new Grammar(Surroundings.OfProcess(), new Phrases("Commands", Words.Chinese));
        return PathsOf(CommandLine.Build(grammar), []);
    }

    private static IEnumerable<string[]> PathsOf(Command command, string[] words) =>
        command.Subcommands.SelectMany(verb => PathsOf(verb, [.. words, verb.Name])).Prepend(words);
}
