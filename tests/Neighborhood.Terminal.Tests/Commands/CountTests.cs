using System.Text.Json;
using System.Xml.Linq;
using Neighborhood.Terminal.Counting;
using Neighborhood.Testing;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>Counting a file, without a server.</summary>
public sealed class CountTests : IDisposable
{
    private const string Ranked = "3:Ann>Bob\n2:Bob>Ann\n2:Cid>Bob\n";
    private const string Money =
        "META\nkey;value\nbudget;100\nvote_type;approval\nrule;{0}\nPROJECTS\nproject_id;cost;name\n13;60;A\n6;60;<B>\nVOTES\nvote\n13\n6\n13,6\n";
    private readonly Prompt _prompt = new();

    public static TheoryData<CountMethod> Methods => [.. Enum.GetValues<CountMethod>().Except([CountMethod.Unspecified])];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_method_gives_method_winners_ties_and_rounds(CountMethod method)
    {
        var needsBudget = Counter.NeedsBudget(method);
        var path = needsBudget ? Write("a.pb", Text("greedy")) : Write("a.abif", method == CountMethod.Score ? "2:Ann/5,Bob/1\n1:Bob/3\n" : Ranked);
        var word = Neighborhood.Terminal.Commands.Choices.WordOf(method);
        Assert.Equal(0, await _prompt.RunAsync("count", path, "--method", word, "--ties", "--json"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(word, json.RootElement.GetProperty("method").GetString());
        Assert.All(new[] { "winners", "ties", "rounds" }, key => Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty(key).ValueKind));
        Assert.True(json.RootElement.GetProperty("outcomes").GetProperty("complete").GetBoolean());
        foreach (var language in new[] { "zh", "en" })
        {
            Assert.Equal(0, await _prompt.RunAsync("count", path, "--method", word, "--lang", language));
            Assert.Contains("1. ", _prompt.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("greedy", "greedy")]
    [InlineData("greedy-no-skip", "greedy-no-skip")]
    [InlineData("greedy-threshold", "greedy")]
    [InlineData("equalshares/add1", "equal-shares-add1")]
    public async Task A_budget_is_counted_by_the_rule_it_names(string rule, string method)
    {
        Assert.Equal(0, await _prompt.RunAsync("count", Write("a.pb", Text(rule)), "--json"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(method, json.RootElement.GetProperty("method").GetString());
    }

    [Theory]
    [InlineData("greedy-exclusive", "greedy")]
    [InlineData("equalshares-comparison", "equal-shares")]
    public async Task What_a_rule_does_besides_its_method_is_told(string rule, string method)
    {
        var path = Write("a.pb", Text(rule));
        Assert.Equal(0, await _prompt.RunAsync("count", path, "--json", "--lang", "en"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Contains(rule, Assert.Single(json.RootElement.GetProperty("notices").EnumerateArray()).GetString()!, StringComparison.Ordinal);
        Assert.Contains(method, _prompt.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _prompt.RunAsync("count", path, "--method", method, "--json"));
        Assert.Empty(_prompt.Error);
    }

    [Theory]
    [InlineData("plurality", 1)]
    [InlineData("irv", 1)]
    [InlineData("approval", 0)]
    [InlineData("schulze", 0)]
    public async Task Ballots_that_put_several_first_are_told_where_they_count_for_nobody(string method, int notices)
    {
        Assert.Equal(0, await _prompt.RunAsync("count", Write("a.abif", "3:Ann=Bob>Cid\n2:Bob\n1:Cid>Ann\n"), "--method", method, "--json", "--lang", "en"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(notices > 0, json.RootElement.TryGetProperty("notices", out var told));
        Assert.True(notices == 0 || told[0].GetString()!.Contains("3 of 6", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh", "文件夹")]
    [InlineData("en", "folder")]
    public async Task A_folder_is_no_file(string language, string word)
    {
        var folder = Directory.CreateDirectory(_prompt.PathOf("a.pb")).FullName;
        Assert.Equal(2, await _prompt.RunAsync("count", folder, "--method", "greedy", "--lang", language));
        Assert.Contains(word, _prompt.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plurality")]
    [InlineData("schulze")]
    [InlineData("stv")]
    public async Task Equal_winners_stand_in_the_order_of_their_ids(string method)
    {
        var path = Write("a.abif", "2:Cid\n2:Bob\n2:Ann\n1:Dan\n");
        Assert.Equal(0, await _prompt.RunAsync("count", path, "--method", method, "--seats", "3", "--json"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(["Ann", "Bob", "Cid"], json.RootElement.GetProperty("winners").EnumerateArray().Select(one => one.GetString()));
        Assert.Empty(json.RootElement.GetProperty("ties").EnumerateArray());
    }

    [Theory]
    [InlineData("equal-shares-add1", "mes_cost_add1")]
    [InlineData("equal-shares-add1-greedy", "mes_cost_add1u_exhaustive_stop")]
    public async Task Each_completion_stops_as_its_published_results_do(string method, string expected)
    {
        const string wieliczka = "pb/Poland_Wieliczka_2023_Green_Budget.pb";
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(TestData.Require("manifest.json"), TestContext.Current.CancellationToken));
        var file = manifest.RootElement.GetProperty("pb").GetProperty("files").EnumerateArray().Single(one => one.GetProperty("file").GetString() == wieliczka);
        Assert.Equal(0, await _prompt.RunAsync("count", TestData.Require(wieliczka), "--method", method, "--json"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(Sorted(file.GetProperty("expected").GetProperty(expected)), Sorted(json.RootElement));
    }

    [Fact]
    public async Task A_tie_is_told_with_what_decided_it_and_with_all_outcomes()
    {
        Assert.Equal(0, await _prompt.RunAsync("count", Write("a.pb", Text("greedy")), "--ties", "--json"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(["13"], json.RootElement.GetProperty("winners").EnumerateArray().Select(one => one.GetString()));
        var tie = json.RootElement.GetProperty("ties")[0];
        Assert.Equal(["13", "6"], tie.GetProperty("between").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("cost-then-id", tie.GetProperty("by").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("outcomes").GetProperty("winners").GetArrayLength());
    }

    [Fact]
    public async Task Bad_lines_are_named_in_words_and_as_data()
    {
        var path = Write("a.abif", "1:A>A\n1:A>B\n");
        Assert.Equal(2, await _prompt.RunAsync("count", path, "--method", "irv", "--lang", "en"));
        Assert.Contains("line 1, ballot: \"A\" stands there twice", _prompt.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _prompt.RunAsync("count", path, "--method", "irv", "--json"));
        using var json = JsonDocument.Parse(_prompt.Error);
        Assert.Equal(1, json.RootElement.GetProperty("error").GetProperty("fields").GetArrayLength());
    }

    [Theory]
    [InlineData("a.abif", Ranked)]
    [InlineData("a.abif", Ranked, "--method", "greedy")]
    [InlineData("a.abif", Ranked, "--method", "score")]
    [InlineData("a.abif", Ranked, "--method", "irv", "--seats", "2")]
    [InlineData("a.abif", Ranked, "--method", "stv", "--seats", "9")]
    [InlineData("a.abif", Ranked, "--method", "schulze", "--status-quo", "Nobody")]
    [InlineData("a.abif", Ranked, "--method", "irv", "--export", "a.pb")]
    [InlineData("a.txt", Ranked, "--method", "irv")]
    [InlineData("a.pb", Money, "--method", "greedy", "--seats", "2")]
    [InlineData("a.blt", "2 1\n-1 -2\n1 1 2 0\n0\n", "--method", "irv")]
    [InlineData("a.abif", "", "--method", "irv")]
    public async Task What_cannot_be_counted_is_refused_with_a_remedy(string name, string text, params string[] options)
    {
        Assert.Equal(2, await _prompt.RunAsync(["count", Write(name, text), .. options]));
        Assert.NotEmpty(_prompt.Error.Trim());
        Assert.Equal(2, await _prompt.RunAsync("count", _prompt.PathOf("absent.abif"), "--method", "irv"));
    }

    [Fact]
    public async Task Pictures_and_pages_hold_the_count_and_escape_what_people_wrote()
    {
        var path = Write("a.pb", Text("equalshares"));
        var (svg, page, copy) = (_prompt.PathOf("a.svg"), _prompt.PathOf("a.html"), _prompt.PathOf("b.pb"));
        Assert.Equal(0, await _prompt.RunAsync("count", path, "--svg", svg, "--html", page, "--export", copy));
        Assert.Equal("svg", XDocument.Load(svg).Root!.Name.LocalName);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("&lt;B&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<B>", html, StringComparison.Ordinal);
        Assert.Equal(0, await _prompt.RunAsync("count", copy));
    }

    [Fact]
    public async Task The_status_quo_stays_where_nobody_beats_it()
    {
        var path = Write("a.abif", "3:Keep>Ann\n1:Ann>Keep\n");
        Assert.Equal(0, await _prompt.RunAsync("count", path, "--method", "schulze", "--status-quo", "Keep", "--json"));
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal("Keep", json.RootElement.GetProperty("winners")[0].GetString());
    }

    public void Dispose() => _prompt.Dispose();

    private static IEnumerable<string?> Sorted(JsonElement count) =>
        count.GetProperty("winners").EnumerateArray().Select(one => one.GetString()).Order(StringComparer.Ordinal);

    private static string Text(string rule) => Money.Replace("{0}", rule, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        File.WriteAllText(_prompt.PathOf(name), text);
        return _prompt.PathOf(name);
    }
}
