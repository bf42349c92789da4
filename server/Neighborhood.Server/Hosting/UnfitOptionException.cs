using Neighborhood.Server.Commands;

namespace Neighborhood.Server.Hosting;

/// <summary>An option cannot be used as it stands. The sentence names it and says what would do.</summary>
/// <param name="key">The sentence among those of the commands.</param>
/// <param name="values">What is put into it.</param>
public sealed class UnfitOptionException(string key, params object?[] values)
    : InvalidOperationException(Sentences.In("Commands", english: true).Say(key, values))
{
    /// <summary>The sentence in the language of who reads it.</summary>
    internal string In(Sentences sentences) => sentences.Say(key, values);
}
