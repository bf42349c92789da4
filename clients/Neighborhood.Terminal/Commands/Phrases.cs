using System.Resources;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Commands;

/// <summary>The sentences of commands, printed pages and the demo in one language, each set in a resource file of its own. A missing one throws.</summary>
public sealed class Phrases(string set, Words words)
{
    private readonly ResourceManager _resources = new($"Neighborhood.Terminal.Resources.{set}", typeof(Phrases).Assembly);

    /// <summary>The language, and the words of the screens in it.</summary>
    public Words Words => words;

    /// <summary>A sentence.</summary>
    public string this[string key] => Find(key) ?? throw new MissingManifestResourceException($"No sentence \"{key}\" in {set}.");

    /// <summary>A sentence, or null where there is none of that key.</summary>
    public string? Find(string key) => _resources.GetString(key, words.Culture);

    /// <summary>A sentence with values put in.</summary>
    public string Say(string key, params object?[] values) => string.Format(words.Format, this[key], values);
}
