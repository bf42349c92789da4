using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class ResourceTests
{
    [Theory]
    [InlineData("Commands")]
    [InlineData("Verification")]
    [InlineData("Printing")]
    [InlineData("Demo")]
    [InlineData("Counting")]
    public void Every_sentence_stands_in_both_languages_with_the_same_places(string set)
    {
        var chinese = Read(set, CultureInfo.InvariantCulture);
        var english = Read(set, CultureInfo.GetCultureInfo("en"));

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, sentence) in chinese)
        {
            Assert.True(Places(sentence).SetEquals(Places(english[key])), key);
        }
    }

    [Fact]
    public void Every_refusal_row_problem_change_and_happening_has_a_sentence()
    {
        var phrases = new Phrases("Commands", Words.Chinese);
        Assert.All(Enum.GetValues<V1.RowProblem>(), value => Assert.NotNull(phrases.Find("RowProblem_" + value)));
        Assert.All(Enum.GetValues<V1.RollChange.Types.Kind>(), value => Assert.NotNull(phrases.Find("RollChange_" + value)));
        Assert.All(Enum.GetValues<V1.WatchResponse.Types.Kind>(), value => Assert.NotNull(phrases.Find("watch_" + value)));
        Assert.All(Enum.GetValues<ExitCode>(), value => Assert.NotNull(phrases.Find("exit_" + value)));
        Assert.All(Enum.GetValues<Client.Rolls.RollFileProblem>(), value => Assert.NotNull(phrases.Find("rollfile_" + value)));
        var verification = new Phrases("Verification", Words.Chinese);
        Assert.All(Enum.GetValues<Verifier.BundleFault>().Skip(1), value => Assert.NotNull(verification.Find("fault_" + value)));
        Assert.All(Enum.GetValues<Verifier.LimitKind>(), value => Assert.NotNull(verification.Find("limit_" + value)));
        var printing = new Phrases("Printing", Words.Chinese);
        Assert.All(Enum.GetValues<V1.BindingStatus>(), value => Assert.NotNull(printing.Find("binding_" + value)));
        Assert.All(Enum.GetValues<V1.Secrecy>(), value => Assert.NotNull(printing.Find("secrecy_" + value)));
        Assert.All(Enum.GetValues<V1.Electorate>(), value => Assert.NotNull(printing.Find("electorate_" + value)));
    }

    private static Dictionary<string, string> Read(string set, CultureInfo culture)
    {
        var resources = new ResourceManager($"Neighborhood.Terminal.Resources.{set}", typeof(Phrases).Assembly)
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
        return resources.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static HashSet<string> Places(string sentence) => [.. Regex.Matches(sentence, @"\{\d+\}").Select(match => match.Value)];
}
