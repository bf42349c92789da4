using System.Buffers;
using System.Globalization;

namespace Neighborhood.Domain.Core;

/// <summary>Resource names: <c>communities/{community}/{collection}/{id}[/{collection}/{id}]</c>, ids being positive integers.</summary>
public static class Names
{
    private static readonly SearchValues<char> CommunityIdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The id in <c>communities/{c}/{collection}/{id}</c>; 0 where the name is not of this form.</summary>
    public static long IdIn(string name, string collection) => ParseIds(name, collection, null).First;

    /// <summary>Both ids of <c>communities/{c}/{collection}/{id}/{child}/{id}</c>; zeros where the name is not of this form.</summary>
    public static (long First, long Second) IdsIn(string name, string collection, string child) => ParseIds(name, collection, child);

    /// <summary>The community's id of any resource name of a community; null where it is none.</summary>
    public static string? CommunityIn(string name)
    {
        const string prefix = "communities/";
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var end = name.IndexOf('/', prefix.Length);
        var id = end < 0 ? name[prefix.Length..] : name[prefix.Length..end];
        return IsCommunityId(id) ? id : null;
    }

    /// <summary>3 to 32 of a–z, 0–9 and hyphens, beginning with a letter.</summary>
    public static bool IsCommunityId(string id) =>
        id.Length is >= 3 and <= 32 && id[0] is >= 'a' and <= 'z' && !id.AsSpan().ContainsAnyExcept(CommunityIdCharacters);

    /// <summary>The id in <c>accounts/{account}</c>; 0 where the name is not of this form.</summary>
    public static long AccountIn(string name)
    {
        const string prefix = "accounts/";
        return name.StartsWith(prefix, StringComparison.Ordinal) && TryId(name.AsSpan(prefix.Length), out var id) ? id : 0;
    }

    /// <summary><c>accounts/{account}</c></summary>
    public static string Account(long id) => string.Create(CultureInfo.InvariantCulture, $"accounts/{id}");

    /// <summary><c>communities/{community}</c></summary>
    public static string Community(string community) => "communities/" + community;

    /// <summary><c>communities/{community}/{collection}/{id}</c>, or empty for id 0.</summary>
    public static string Of(string community, string collection, long id) =>
        id == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"communities/{community}/{collection}/{id}");

    /// <summary><c>communities/{community}/{collection}/{id}/{child}/{childId}</c>, or empty for child id 0.</summary>
    public static string Of(string community, string collection, long id, string child, long childId) =>
        childId == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"communities/{community}/{collection}/{id}/{child}/{childId}");

    private static (long First, long Second) ParseIds(string name, string collection, string? child)
    {
        Span<Range> parts = stackalloc Range[7];
        var text = name.AsSpan();
        var count = text.Split(parts, '/');
        if (count != (child is null ? 4 : 6) || !text[parts[0]].SequenceEqual("communities") || !text[parts[2]].SequenceEqual(collection))
        {
            return default;
        }

        if (!TryId(text[parts[3]], out var first))
        {
            return default;
        }

        if (child is null)
        {
            return (first, 0);
        }

        return text[parts[4]].SequenceEqual(child) && TryId(text[parts[5]], out var second) ? (first, second) : default;
    }

    private static bool TryId(ReadOnlySpan<char> text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text[0] != '0';
}
