using System.Reflection;

namespace Neighborhood.Rules.Statutes;

/// <summary>The packs that come with the program: the files of <c>Statutes/Packs</c>, named <c>id.version.json</c>.</summary>
public static class RulePacks
{
    private const string Folder = "Neighborhood.Rules.Statutes.Packs.";

    /// <summary>All versions of all packs, by id and then by version.</summary>
    public static IReadOnlyList<RulePack> All { get; } = Load();

    /// <summary>One version of a pack, or where none is named the latest there is; null where there is no such pack.</summary>
    /// <remarks>The latest may hold only from a day to come: whoever knows today's date uses <see cref="FindInForce"/>.</remarks>
    public static RulePack? Find(string id, DateOnly? version = null) =>
        All.LastOrDefault(pack => pack.Id == id && (version is null || pack.Version == version));

    /// <summary>The version of a pack that holds on <paramref name="day"/>, or null where none does yet.</summary>
    public static RulePack? FindInForce(string id, DateOnly day) => All.LastOrDefault(pack => pack.Id == id && pack.Version <= day);

    private static IReadOnlyList<RulePack> Load()
    {
        var assembly = typeof(RulePacks).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name => RulePack.Parse(Read(assembly, name)))
                .OrderBy(pack => pack.Id, StringComparer.Ordinal)
                .ThenBy(pack => pack.Version),
        ];
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
