using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Neighborhood.Architecture.Tests;

/// <summary>What no source file holds: unfinished work, silenced warnings, paths of one machine, lines and files that nobody reads to the end.</summary>
public static partial class Tidiness
{
    private const int MaxLineColumns = 160;
    private const int MaxFileLines = 400;

    // Written in parts, or this file would report itself.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "#pragma warning " + "disable"];

    /// <summary>What is untidy in one file.</summary>
    public static IEnumerable<string> Violations(string file, string text)
    {
        var lines = text.Split('\n');
        if (lines.Length > MaxFileLines && !IsContract(file))
        {
            yield return $"{file} has {lines.Length} lines; more than {MaxFileLines} hold more than one thing.";
        }

        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var problem in ProblemsOf(lines[i]))
            {
                yield return $"{file}:{i + 1} {problem}";
            }
        }
    }

    /// <summary>What one language says and the other does not, or says with other values in it.</summary>
    public static IEnumerable<string> Untranslated(string name, XDocument one, XDocument other)
    {
        var first = SentencesOf(one);
        var second = SentencesOf(other);
        foreach (var key in first.Keys.Union(second.Keys).Order(StringComparer.Ordinal))
        {
            if (string.IsNullOrWhiteSpace(first.GetValueOrDefault(key)) || string.IsNullOrWhiteSpace(second.GetValueOrDefault(key)))
            {
                yield return $"{name}: {key} is not said in both languages.";
                continue;
            }

            if (!PlacesIn(first[key]).SetEquals(PlacesIn(second[key])))
            {
                yield return $"{name}: {key} puts other values into one language than into the other.";
            }
        }
    }

    // The contract keeps a capability in one file, and all facts in one, so that what is frozen is seen at once.
    private static bool IsContract(string file) => file.EndsWith(".proto", StringComparison.Ordinal);

    private static IEnumerable<string> ProblemsOf(string line)
    {
        foreach (var word in Unfinished.Where(word => line.Contains(word, StringComparison.Ordinal)))
        {
            yield return $"says {word}.";
        }

        if (line.Length > MaxLineColumns)
        {
            yield return $"is {line.Length} columns wide; {MaxLineColumns} are the most.";
        }

        if (PathOfOneMachine().IsMatch(line))
        {
            yield return "names a path of one machine.";
        }
    }

    private static Dictionary<string, string> SentencesOf(XDocument resources) =>
        resources.Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static HashSet<string> PlacesIn(string sentence) => [.. Place().Matches(sentence).Select(match => match.Value)];

    [GeneratedRegex(@"(?<![\w.~/-])/(home|root|work|Users)/\w|\b[A-Z]:\\Users\\")]
    private static partial Regex PathOfOneMachine();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
