using System.Globalization;
using System.Resources;

namespace Neighborhood.Server.Commands;

/// <summary>What the commands or the status page say, each set in a resource file of its own, in one language. A missing sentence throws.</summary>
internal sealed class Sentences(string set, CultureInfo culture)
{
    private readonly ResourceManager _resources = new($"Neighborhood.Server.Resources.{set}", typeof(Sentences).Assembly);

    /// <summary>The language that the words of a command line ask for with <c>--lang</c>; Chinese where they ask for none.</summary>
    public static Sentences For(IReadOnlyList<string> words)
    {
        var english = words.Contains("--lang=en") || words.Zip(words.Skip(1)).Any(pair => pair is ("--lang", "en"));
        return In("Commands", english);
    }

    /// <summary>A set in English or in Chinese.</summary>
    public static Sentences In(string set, bool english) => new(set, CultureInfo.GetCultureInfo(english ? "en" : "zh-Hans"));

    /// <summary>A sentence.</summary>
    public string this[string key] => _resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"No sentence \"{key}\".");

    /// <summary>A sentence with values put in.</summary>
    public string Say(string key, params object?[] values) => string.Format(culture, this[key], values);
}
