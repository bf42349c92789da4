using System.Xml.Linq;

namespace Neighborhood.Architecture.Tests;

public sealed class TidyTests
{
    private static readonly string[] Sources = [.. House.Files("", ".cs", ".proto", ".csproj", ".props", ".sh", ".md", ".resx", ".yaml", ".yml")];

    [Fact]
    public void Every_source_is_tidy() =>
        House.AssertNone(Sources.Where(file => !IsProse(file)).SelectMany(file => Tidiness.Violations(file, House.Read(file))));

    [Fact]
    public void Every_sentence_is_said_in_both_languages()
    {
        var neutral = Sources.Where(file => file.EndsWith(".resx", StringComparison.Ordinal) && !file.EndsWith(".en.resx", StringComparison.Ordinal));

        House.AssertNone(neutral.SelectMany(file =>
            Tidiness.Untranslated(file, XDocument.Parse(House.Read(file)), XDocument.Parse(House.Read(Path.ChangeExtension(file, ".en.resx"))))));
    }

    [Theory]
    [InlineData("// TO" + "DO: later", "Planted.cs:1 says TO" + "DO.")]
    [InlineData("// FIX" + "ME", "Planted.cs:1 says FIX" + "ME.")]
    [InlineData("throw new NotImplemented" + "Exception();", "Planted.cs:1 says NotImplemented" + "Exception.")]
    [InlineData("#pragma warning " + "disable CA1000", "Planted.cs:1 says #pragma warning " + "disable.")]
    [InlineData("File.Open(\"/ho" + "me/someone/x\")", "Planted.cs:1 names a path of one machine.")]
    public void A_planted_line_is_reported(string line, string violation) => Assert.Equal([violation], Tidiness.Violations("Planted.cs", line));

    [Fact]
    public void A_planted_wide_line_is_reported_from_161_columns_on()
    {
        Assert.Empty(Tidiness.Violations("Planted.cs", new string('x', 160)));
        Assert.Equal(["Planted.cs:1 is 161 columns wide; 160 are the most."], Tidiness.Violations("Planted.cs", new string('x', 161)));
    }

    [Fact]
    public void A_planted_long_file_is_reported_from_401_lines_on()
    {
        Assert.Empty(Tidiness.Violations("Planted.cs", new string('\n', 399)));
        Assert.Equal(["Planted.cs has 401 lines; more than 400 hold more than one thing."], Tidiness.Violations("Planted.cs", new string('\n', 400)));
    }

    [Fact]
    public void Planted_sentences_that_differ_are_reported()
    {
        var chinese = Resources(("both", "还差 {0} 户"), ("values", "{0} 票"), ("chinese", "仅中文"));
        var english = Resources(("both", "{0} households short"), ("values", "ballots"), ("empty", " "));

        Assert.Equal(
            [
                "Planted: chinese is not said in both languages.",
                "Planted: empty is not said in both languages.",
                "Planted: values puts other values into one language than into the other.",
            ],
            Tidiness.Untranslated("Planted", chinese, english));
    }

    // Sentences of documents and resources may be as long as they need to be.
    private static bool IsProse(string file) => Path.GetExtension(file) is ".md" or ".resx";

    private static XDocument Resources(params (string Key, string Value)[] sentences) =>
        new(new XElement("root", sentences.Select(one => new XElement("data", new XAttribute("name", one.Key), new XElement("value", one.Value)))));
}
