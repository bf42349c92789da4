using Mono.Cecil;
using Neighborhood.Testing;

namespace Neighborhood.Architecture.Tests;

/// <summary>The checkout and what was built from it.</summary>
public static class House
{
    private static readonly string[] NotSources = [".git", "bin", "obj", "TestResults", ".vs", ".vscode", ".idea", ".demo"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Checkout.Folder;

    /// <summary>The path of a file of the checkout.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The text of a file of the checkout.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>The files of the checkout with one of these extensions, relative to its root and without what a build leaves behind.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Walk(new DirectoryInfo(PathOf(folder)))
            .Where(file => extensions.Contains(file.Extension))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>A built assembly, by its name without extension.</summary>
    public static AssemblyDefinition Assembly(string name) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    /// <summary>Every type of this assembly that was planted as a violation under a name.</summary>
    public static IEnumerable<TypeDefinition> Planted(string name)
    {
        var root = $"Neighborhood.Architecture.Tests.Planted.{name}";
        return Assembly("Neighborhood.Architecture.Tests").MainModule.GetTypes()
            .Where(type => type.FullName == root || type.FullName.StartsWith(root + "/", StringComparison.Ordinal));
    }

    /// <summary>Fails with every violation in full, so that one run shows all there is to mend.</summary>
    public static void AssertNone(IEnumerable<string> violations)
    {
        var all = violations.ToList();
        Assert.True(all.Count == 0, $"{all.Count} violations:\n{string.Join('\n', all)}");
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateDirectories().Where(inner => !NotSources.Contains(inner.Name)).SelectMany(Walk).Concat(folder.EnumerateFiles());
}
