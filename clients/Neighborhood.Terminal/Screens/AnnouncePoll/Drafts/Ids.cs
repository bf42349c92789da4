namespace Neighborhood.Terminal.Screens;

/// <summary>Ids of questions and options that nobody had to think of.</summary>
internal static class Ids
{
    /// <summary>The first of "q1", "q2" and so on that is not taken.</summary>
    public static string Free(string prefix, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, known.Count + 1).Select(number => $"{prefix}{number}").First(id => !known.Contains(id));
    }
}
