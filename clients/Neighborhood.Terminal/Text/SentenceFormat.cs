using System.Globalization;

namespace Neighborhood.Terminal.Text;

/// <summary>
/// Puts values into sentences. A place with two words chooses one of them by its number: <c>{0} {0:line|lines}</c> becomes "1 line" and "2 lines".
/// </summary>
internal sealed class SentenceFormat(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    private const char Or = '|';

    /// <inheritdoc/>
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    /// <inheritdoc/>
    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format?.Split(Or) is [var one, var several])
        {
            return Convert.ToString(arg, CultureInfo.InvariantCulture) == "1" ? one : several;
        }

        return arg is IFormattable value ? value.ToString(format, culture) : arg?.ToString() ?? "";
    }
}
