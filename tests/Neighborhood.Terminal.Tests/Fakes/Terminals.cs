namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>The terminals that every screen must fit, in both languages.</summary>
internal static class Terminals
{
    private static readonly (string Language, int Width, int Height)[] All = [("zh", 80, 24), ("zh", 120, 40), ("en", 80, 24), ("en", 120, 40)];

    /// <summary>Each of some cases in every terminal: the case, the language, the width and the height.</summary>
    public static TheoryData<T, string, int, int> Each<T>(IEnumerable<T> cases)
    {
        var data = new TheoryData<T, string, int, int>();
        foreach (var one in cases)
        {
            foreach (var (language, width, height) in All)
            {
                data.Add(one, language, width, height);
            }
        }

        return data;
    }
}
