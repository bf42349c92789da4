namespace Neighborhood.Terminal.Screens;

/// <summary>Goes through the values of an enum, round and round.</summary>
public static class Cycle
{
    /// <summary>The value after this one; after the last the first.</summary>
    public static TEnum Next<TEnum>(TEnum value) where TEnum : struct, Enum
    {
        var values = Enum.GetValues<TEnum>();
        return values[(Array.IndexOf(values, value) + 1) % values.Length];
    }
}
