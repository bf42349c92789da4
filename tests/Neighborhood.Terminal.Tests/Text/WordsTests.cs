using System.Text.RegularExpressions;
using System.Xml.Linq;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Text;

public sealed partial class WordsTests
{
    private static string Folder { get; } = FindFolder();

    [Fact]
    public void Both_languages_have_the_same_sentences_with_the_same_places_for_values()
    {
        var chinese = Read("Strings.resx");
        var english = Read("Strings.en.resx");
        Assert.Equal(chinese.Keys.Order(), english.Keys.Order());
        Assert.All(chinese, pair =>
        {
            Assert.False(string.IsNullOrWhiteSpace(pair.Value) || string.IsNullOrEmpty(english[pair.Key]), pair.Key);
            Assert.Subset(Places(english[pair.Key]).Union(Places(pair.Value)).ToHashSet(), Places(pair.Value));
            Assert.Equal(Places(pair.Value).Count == 0, Places(english[pair.Key]).Count == 0);
        });
    }

    [Fact]
    public void Every_reason_of_refusal_is_explained_with_its_remedy_in_both_languages()
    {
        foreach (var words in new[] { Words.Chinese, Words.English })
        {
            foreach (var reason in Enum.GetValues<ErrorReason>())
            {
                var sentence = Refusals.Explain(FakeCalls.Refusal(reason), words);
                Assert.True(sentence.Count(mark => mark is '。' or '.' or ';' or '；') >= 2, $"{reason} names no remedy: {sentence}");
            }
        }
    }

    [Theory]
    [InlineData(1, "1 more line below")]
    [InlineData(2, "2 more lines below")]
    [InlineData(0, "0 more lines below")]
    public void One_is_not_several(int number, string sentence)
    {
        Assert.Equal(sentence, Words.English.Say("more_below", number));
        Assert.Equal(sentence, Words.English.Say("more_below", $"{number}"));
    }

    [Fact]
    public void A_refusal_with_a_delay_says_how_long_to_wait() =>
        Assert.EndsWith("请等待 5 分钟。", Refusals.Explain(FakeCalls.Refusal(ErrorReason.PostingTooFast, TimeSpan.FromMinutes(5)), Words.Chinese));

    [Fact]
    public void Every_value_that_a_screen_can_show_has_a_name_in_both_languages()
    {
        foreach (var words in new[] { Words.Chinese, Words.English })
        {
            Assert.All(Enum.GetValues<Role>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Category>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Secrecy>(), value => words.Of(value));
            Assert.All(Enum.GetValues<BindingStatus>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Electorate>(), value => words.Of(value));
            Assert.All(Enum.GetValues<AreaSource>(), value => words.Of(value));
            Assert.All(Enum.GetValues<BallotKind>(), value => Assert.NotNull(words.Find($"ballot_turn_{value}") + words.Of(value)));
            Assert.All(Enum.GetValues<CountingMethod>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Utility>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Completion>(), value => words.Of(value));
            Assert.All(Enum.GetValues<TieBreak>(), value => words.Of(value));
            Assert.All(Enum.GetValues<ReasonMode>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Poll.Types.State>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Proposal.Types.State>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Topic.Types.State>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Invitation.Types.State>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Entitlement.Types.Reason>(), value => words.Of(value));
            Assert.All(Enum.GetValues<ListTopicsRequest.Types.Order>(), value => words.Of(value));
            Assert.All(Enum.GetValues<HeadVerdict>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Client.Verification.ReceiptCheck>(), value => words.Of(value));
        }
    }

    [Fact]
    public void A_value_of_a_newer_server_is_shown_as_unknown_and_stops_nothing() =>
        Assert.Equal(Words.English["value_unknown"], Words.English.Of((Category)99));

    [Fact]
    public void Every_clause_of_a_rule_can_be_said()
    {
        foreach (var clause in Sample.OwnersSpecial.Clauses)
        {
            Assert.Contains("3", ResultText.Demand(clause, Electorate.Owners, Words.Chinese));
            Assert.Contains("3", ResultText.Demand(clause, Electorate.Owners, Words.English));
        }
    }

    [Fact]
    public void No_sentence_is_left_that_no_screen_says()
    {
        var source = string.Concat(Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/"))
            .Select(File.ReadAllText));
        var enums = Read("Strings.resx").Keys.Where(key => char.IsUpper(key[0]));
        var composed = Read("Strings.resx").Keys.Where(key =>
            key.StartsWith("clause_", StringComparison.Ordinal) || key.StartsWith("rule_", StringComparison.Ordinal)
            || key.StartsWith("gate_", StringComparison.Ordinal) || key.EndsWith("_hint", StringComparison.Ordinal)
            || key.StartsWith("ballot_option_", StringComparison.Ordinal) || key.StartsWith("ballot_turn_", StringComparison.Ordinal)
            || key.StartsWith("ballot_digits_", StringComparison.Ordinal) || key.StartsWith("ballot_up_", StringComparison.Ordinal)
            || key.StartsWith("ballot_down_", StringComparison.Ordinal) || key.StartsWith("question_how_", StringComparison.Ordinal));
        var unused = Read("Strings.resx").Keys.Except(enums).Except(composed).Where(key => !source.Contains($"\"{key}\"", StringComparison.Ordinal));
        Assert.Empty(unused);
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Folder, "Resources", file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Places(string sentence) => Place().Matches(sentence).Select(match => match.Value).ToHashSet();

    private static string FindFolder() => Path.Combine(Checkout.Folder, "clients", "Neighborhood.Terminal");

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
