using System.Text.RegularExpressions;

namespace Neighborhood.Architecture.Tests;

/// <summary>The links of documents to files of the checkout.</summary>
public static partial class Links
{
    /// <summary>The links that lead nowhere.</summary>
    public static IEnumerable<string> Broken(string file, string text) =>
        Link().Matches(text)
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(House.PathOf(file))!, target)))
            .Select(target => $"{file} leads to {target}, which is not there.");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
