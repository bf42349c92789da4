namespace Neighborhood.Terminal.Text;

/// <summary>Bars of block characters, one column each.</summary>
public static class Bars
{
    private const char Full = '█';
    private const char Rest = '░';

    /// <summary>
    /// A bar of exactly <paramref name="width"/> columns. Something is never drawn as nothing, and less than all never as all.
    /// </summary>
    public static string Of(long part, long whole, int width)
    {
        if (width <= 0)
        {
            return "";
        }

        var filled = whole <= 0 ? 0 : (int)((Int128)Math.Clamp(part, 0, whole) * width / whole);
        if (part > 0 && filled == 0 && whole > 0)
        {
            filled = 1;
        }

        return new string(Full, filled) + new string(Rest, width - filled);
    }
}
