using System.Globalization;
using System.Resources;

namespace Neighborhood.Server.Commands;

/// <summary>What the commands say, in one language. A missing sentence throws.</summary>
internal sealed class Sentences(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("Neighborhood.Server.Resources.Commands", typeof(Sentences).Assembly);

    /// <summary>The language that the words of a command line ask for with <c>--lang</c>; Chinese where they ask for none.</summary>
    public static Sentences For(IReadOnlyList<string> words)
    {
        var english = words.Contains("--lang=en") || words.Zip(words.Skip(1)).Any(pair => pair is ("--lang", "en"));
        return new Sentences(CultureInfo.GetCultureInfo(english ? "en" : "zh-Hans"));
    }

    /// <summary>A sentence.</summary>
    public string this[string key] => Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"No sentence \"{key}\".");

    /// <summary>A sentence with values put in.</summary>
    public string Say(string key, params object?[] values) => string.Format(culture, this[key], values);
}
