using System.Text.RegularExpressions;

namespace Neighborhood.Client.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_example_of_the_readme_is_one_that_runs()
    {
        var readme = Examples().Matches(Read("README.md")).Select(match => Trimmed(match.Groups[1].Value)).ToList();
        var running = Regions().Matches(Read("ReadmeExamples.cs")).Select(match => Trimmed(match.Groups[1].Value)).ToList();

        Assert.NotEmpty(running);
        Assert.Equal(running, readme);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("#region \\w+\n(.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Regions();

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name)).ReplaceLineEndings("\n");

    /// <summary>Without the indentation that all lines have.</summary>
    private static string Trimmed(string code)
    {
        var lines = code.Split('\n').Where((line, place) => line.Trim().Length > 0 || place > 0).ToList();
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : "")).TrimEnd();
    }
}
