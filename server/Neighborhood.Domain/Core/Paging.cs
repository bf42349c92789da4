using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;

namespace Neighborhood.Domain.Core;

/// <summary>
/// Pages of a list. A token is opaque to callers: the place to go on from, bound to the list and its filter by a checksum, so that one made
/// by another list, or altered, is refused instead of giving a wrong page.
/// </summary>
public static class Paging
{
    /// <summary>The size asked for, the default for 0, never above the maximum.</summary>
    public static int Size(int asked, int standard, int maximum) => asked <= 0 ? standard : Math.Min(asked, maximum);

    /// <summary>A token that goes on after <paramref name="cursor"/>.</summary>
    /// <param name="list">The list and its filter, for example <c>topics:xingfu:NEWEST</c>.</param>
    /// <param name="cursor">Where to go on; the list alone knows what it means.</param>
    public static string Token(string list, string cursor)
    {
        var text = Encoding.UTF8.GetBytes(cursor);
        var bytes = new byte[4 + text.Length];
        BitConverter.TryWriteBytes(bytes, Checksum(list, text));
        text.CopyTo(bytes, 4);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The cursor of a token; empty for an empty token; null for a token of something else.</summary>
    public static string? Cursor(string list, string token)
    {
        if (token.Length == 0)
        {
            return "";
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (!Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length < 4)
        {
            return null;
        }

        var text = bytes.AsSpan(4, length - 4);
        return BitConverter.ToUInt32(bytes) == Checksum(list, text) ? Encoding.UTF8.GetString(text) : null;
    }

    /// <summary>Takes the page of <paramref name="ordered"/> items that come after the cursor's offset.</summary>
    /// <param name="ordered">All items in the order of the list.</param>
    /// <param name="list">As in <see cref="Token"/>.</param>
    /// <param name="token">The caller's token.</param>
    /// <param name="size">Items per page.</param>
    /// <param name="key">A unique, stable number of an item.</param>
    /// <returns>The page and the next token (empty at the end), or null for a token that is not of this list.</returns>
    /// <remarks>
    /// The cursor is the key of the last item shown and its offset: where the item still stands in the list, the page goes on behind it, wherever
    /// it moved; where it is gone, at the offset.
    /// </remarks>
    public static (IReadOnlyList<T> Items, string NextToken)? Page<T>(IReadOnlyList<T> ordered, string list, string token, int size, Func<T, long> key) =>
        Page(ordered, list, token, size, key, _ => true);

    /// <summary>As the other, of those items alone that <paramref name="where"/> keeps; it looks no further than the page and one item more.</summary>
    public static (IReadOnlyList<T> Items, string NextToken)? Page<T>(
        IReadOnlyList<T> ordered, string list, string token, int size, Func<T, long> key, Func<T, bool> where)
    {
        if (Start(ordered, list, token, key) is not { } start)
        {
            return null;
        }

        var items = new List<T>(Math.Min(size, Math.Max(0, ordered.Count - start)));
        var end = start;
        for (var i = start; i < ordered.Count; i++)
        {
            var item = ordered[i];
            if (!where(item))
            {
                continue;
            }

            if (items.Count == size)
            {
                return (items, items.Count > 0 ? Token(list, $"{key(items[^1])}.{end}") : "");
            }

            items.Add(item);
            end = i + 1;
        }

        return (items, "");
    }

    private static int? Start<T>(IReadOnlyList<T> ordered, string list, string token, Func<T, long> key)
    {
        var cursor = Cursor(list, token);
        if (cursor is null or "")
        {
            return cursor is null ? null : 0;
        }

        var parts = cursor.Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], out var last) && int.TryParse(parts[1], out var offset)
            ? StartAfter(ordered, last, offset, key)
            : null;
    }

    private static int StartAfter<T>(IReadOnlyList<T> ordered, long last, int offset, Func<T, long> key)
    {
        if (offset > 0 && offset <= ordered.Count && key(ordered[offset - 1]) == last)
        {
            return offset;
        }

        for (var i = 0; i < ordered.Count; i++)
        {
            if (key(ordered[i]) == last)
            {
                return i + 1;
            }
        }

        return Math.Clamp(offset, 0, ordered.Count);
    }

    private static uint Checksum(string list, ReadOnlySpan<byte> cursor)
    {
        var crc = new Crc32();
        crc.Append(Encoding.UTF8.GetBytes(list));
        crc.Append([0]);
        crc.Append(cursor);
        return crc.GetCurrentHashAsUInt32();
    }
}
