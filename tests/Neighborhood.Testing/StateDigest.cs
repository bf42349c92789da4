using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Neighborhood.Testing;

/// <summary>
/// Tells two states apart by everything they hold, found by reflection, so that a field nobody thought of is compared too. Fields marked
/// <see cref="NonSerializedAttribute"/> are caches and are left out.
/// </summary>
public static class StateDigest
{
    /// <summary>SHA-256 of <see cref="Describe"/>, in lower-case hexadecimal.</summary>
    public static string Of(object state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Describe(state))));

    /// <summary>One line per value, with its path: what to compare where a difference must be seen.</summary>
    public static string Describe(object state)
    {
        var lines = new StringBuilder();
        Walk(lines, "", state, []);
        return lines.ToString();
    }

    private static void Walk(StringBuilder lines, string path, object? value, HashSet<object> above)
    {
        if (Plain(value) is { } text)
        {
            lines.Append(path).Append(" = ").Append(text).Append('\n');
            return;
        }

        if (!above.Add(value!))
        {
            lines.Append(path).Append(" = (above)\n");
            return;
        }

        if (value is IEnumerable sequence)
        {
            WalkItems(lines, path, sequence, above);
        }
        else
        {
            WalkFields(lines, path, value!, above);
        }

        above.Remove(value!);
    }

    private static string? Plain(object? value) => value switch
    {
        null => "null",
        string text => text,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToHexStringLower(bytes.Span),
        bool or char or Enum => value.ToString(),
        Delegate or Type => "(code)",
        IFormattable number when value.GetType().IsPrimitive || value is decimal or Guid or DateTime or DateTimeOffset or TimeSpan
            => number.ToString(null, CultureInfo.InvariantCulture),
        _ when value.GetType().GetInterface("Google.Protobuf.IMessage") is not null => value.ToString(),
        _ => null,
    };

    private static void WalkItems(StringBuilder lines, string path, IEnumerable sequence, HashSet<object> above)
    {
        if (!IsUnordered(sequence.GetType()))
        {
            var index = 0;
            foreach (var item in sequence)
            {
                Walk(lines, $"{path}[{index++}]", item, above);
            }

            lines.Append(path).Append(".Count = ").Append(index).Append('\n');
            return;
        }

        // A hash table's order is an accident: sorted, equal tables give equal lines.
        var items = new List<string>();
        foreach (var item in sequence)
        {
            var one = new StringBuilder();
            Walk(one, path + "{}", item, above);
            items.Add(one.ToString());
        }

        items.Sort(StringComparer.Ordinal);
        items.ForEach(item => lines.Append(item));
        lines.Append(path).Append(".Count = ").Append(items.Count).Append('\n');
    }

    private static bool IsUnordered(Type type)
    {
        for (var of = type; of is not null; of = of.BaseType)
        {
            if (of.IsGenericType && of.Name is "Dictionary`2" or "HashSet`1" or "ImmutableDictionary`2" or "ImmutableHashSet`1" or "ConcurrentDictionary`2"
                or "FrozenDictionary`2" or "UnorderedItemsCollection")
            {
                return true;
            }
        }

        return false;
    }

    private static void WalkFields(StringBuilder lines, string path, object value, HashSet<object> above)
    {
        if (value.GetType().Name is "PriorityQueue`2")
        {
            WalkItems(lines, path, (IEnumerable)value.GetType().GetProperty("UnorderedItems")!.GetValue(value)!, above);
            return;
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            foreach (var field in fields.Where(field => !field.IsDefined(typeof(NonSerializedAttribute))).OrderBy(field => field.Name, StringComparer.Ordinal))
            {
                Walk(lines, $"{path}.{field.Name}", field.GetValue(value), above);
            }
        }
    }
}
