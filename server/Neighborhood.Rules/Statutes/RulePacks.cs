using System.Reflection;

namespace Neighborhood.Rules.Statutes;

/// <summary>The packs that come with the program: the files of <c>Statutes/Packs</c>, named <c>id.version.json</c>.</summary>
public static class RulePacks
{
    private const string Folder = "Neighborhood.Rules.Statutes.Packs.";
    private const string LayerFolder = "Neighborhood.Rules.Statutes.Layers.";

    /// <summary>All versions of all packs, by id and then by version.</summary>
    public static IReadOnlyList<RulePack> All { get; } =
        [.. Files(Folder).Select(json => RulePack.Parse(json)).OrderBy(pack => pack.Id, StringComparer.Ordinal).ThenBy(pack => pack.Version)];

    /// <summary>The cities' layers that come with the program, all versions, by id and then by version.</summary>
    public static IReadOnlyList<RuleLayer> Cities { get; } =
        [.. Files(LayerFolder).Select(json => RuleLayer.Parse(json)).OrderBy(layer => layer.Id, StringComparer.Ordinal).ThenBy(layer => layer.Version)];

    /// <summary>One version of a pack, or where none is named the latest there is; null where there is no such pack.</summary>
    /// <remarks>The latest may hold only from a day to come: whoever knows today's date uses <see cref="FindInForce"/>.</remarks>
    public static RulePack? Find(string id, DateOnly? version = null) =>
        All.LastOrDefault(pack => pack.Id == id && (version is null || pack.Version == version));

    /// <summary>The version of a pack that holds on <paramref name="day"/>, or null where none does yet.</summary>
    public static RulePack? FindInForce(string id, DateOnly day) => All.LastOrDefault(pack => pack.Id == id && pack.Version <= day);

    /// <summary>The pack in force on <paramref name="day"/> that governs a matter, or null. No matter stands in two packs.</summary>
    public static RulePack? FindByMatter(string matter, DateOnly day) =>
        InForce(day).FirstOrDefault(pack => pack.Matters.Any(known => known.Id == matter));

    /// <summary>The packs in force on a day, by id.</summary>
    public static IEnumerable<RulePack> InForce(DateOnly day) =>
        All.Where(pack => pack.Version <= day).GroupBy(pack => pack.Id).Select(versions => versions.Last());

    /// <summary>One version of a city's layer, or null.</summary>
    public static RuleLayer? FindCity(string id, DateOnly version) => Cities.FirstOrDefault(layer => layer.Id == id && layer.Version == version);

    private static IEnumerable<byte[]> Files(string folder)
    {
        var assembly = typeof(RulePacks).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name));
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
