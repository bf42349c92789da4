namespace Neighborhood.Formats;

/// <summary>What a file says about itself: names and values, the first of them and no more than a heading can need.</summary>
internal sealed class AboutFile
{
    private const int MaxEntries = 1_000;
    private readonly List<KeyValuePair<string, string>> _all = [];

    public IReadOnlyList<KeyValuePair<string, string>> All => _all;

    public void Add(string name, string value)
    {
        if (_all.Count < MaxEntries)
        {
            _all.Add(new(name, value));
        }
    }

    /// <summary>The first value of a name in whatever case; empty where there is none.</summary>
    public string Of(string name) => _all.Find(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
