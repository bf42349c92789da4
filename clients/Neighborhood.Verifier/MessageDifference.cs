using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Neighborhood.Verifier;

/// <summary>Where two messages of one type first differ, in the order of their fields.</summary>
/// <param name="Field">The number of the outermost field.</param>
/// <param name="Path">The way to the value, in JSON names.</param>
/// <param name="Expected">The value of the first message.</param>
/// <param name="Found">The value of the second.</param>
internal sealed record MessageDifference(int Field, string Path, string Expected, string Found)
{
    private const string Absent = "-";

    /// <summary>The first difference; null where the messages say the same.</summary>
    public static MessageDifference? First(IMessage expected, IMessage found) => expected.Descriptor.Fields.InFieldNumberOrder()
        .Select(field => Of(field, expected, found))
        .FirstOrDefault(difference => difference is not null);

    private static MessageDifference? Of(FieldDescriptor field, IMessage expected, IMessage found)
    {
        var (should, stands) = (field.Accessor.GetValue(expected), field.Accessor.GetValue(found));
        if (field.IsRepeated)
        {
            return OfList(field, (IList)should, (IList)stands);
        }

        if (field.HasPresence && field.Accessor.HasValue(expected) != field.Accessor.HasValue(found))
        {
            return new(field.FieldNumber, field.JsonName, field.Accessor.HasValue(expected) ? "+" : Absent, field.Accessor.HasValue(found) ? "+" : Absent);
        }

        return OfValue(field, field.JsonName, should, stands);
    }

    private static MessageDifference? OfList(FieldDescriptor field, IList expected, IList found)
    {
        for (var i = 0; i < Math.Min(expected.Count, found.Count); i++)
        {
            if (OfValue(field, $"{field.JsonName}[{i}]", expected[i], found[i]) is { } difference)
            {
                return difference;
            }
        }

        return expected.Count == found.Count
            ? null
            : new(field.FieldNumber, $"{field.JsonName}.length", TextOf(expected.Count), TextOf(found.Count));
    }

    private static MessageDifference? OfValue(FieldDescriptor field, string path, object? expected, object? found)
    {
        if (expected is IMessage one && found is IMessage other)
        {
            return First(one, other) is { } inner ? inner with { Field = field.FieldNumber, Path = $"{path}.{inner.Path}" } : null;
        }

        return Equals(expected, found) ? null : new(field.FieldNumber, path, TextOf(expected), TextOf(found));
    }

    private static string TextOf(object? value) => value is Enum code
        ? Convert.ToInt32(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? Absent;
}
