using System.Xml.Linq;

namespace Neighborhood.Architecture.Tests;

/// <summary>
/// Which project may see which, and which one alone may see a library. It is asked of the project files, which show what is granted, and of the built
/// assemblies, which show what is used, also through a reference of a reference.
/// </summary>
public static class Layers
{
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Neighborhood.Protos"] = [],
        ["Neighborhood.Rules"] = [],
        ["Neighborhood.Formats"] = ["Neighborhood.Rules"],
        ["Neighborhood.Questions"] = ["Neighborhood.Protos", "Neighborhood.Rules"],
        ["Neighborhood.Domain"] = ["Neighborhood.Protos", "Neighborhood.Rules", "Neighborhood.Questions"],
        ["Neighborhood.Ledger"] = ["Neighborhood.Protos", "Neighborhood.Rules", "Neighborhood.Questions", "Neighborhood.Domain"],
        ["Neighborhood.Ledger.LiteDb"] = ["Neighborhood.Protos", "Neighborhood.Rules", "Neighborhood.Questions", "Neighborhood.Domain", "Neighborhood.Ledger"],
        ["Neighborhood.Server"] =
            ["Neighborhood.Protos", "Neighborhood.Rules", "Neighborhood.Questions", "Neighborhood.Domain", "Neighborhood.Ledger", "Neighborhood.Ledger.LiteDb"],
        ["Neighborhood.DemoServer"] = ["Neighborhood.Server"],
        ["Neighborhood.Client"] = ["Neighborhood.Protos", "Neighborhood.Rules"],
        ["Neighborhood.Verifier"] = ["Neighborhood.Protos", "Neighborhood.Rules", "Neighborhood.Questions"],
        ["Neighborhood.Terminal"] =
            ["Neighborhood.Protos", "Neighborhood.Rules", "Neighborhood.Formats", "Neighborhood.Client", "Neighborhood.Verifier"],
    };

    // The terminal client prints its pages with Razor; it serves nothing.
    private static readonly Dictionary<string, string[]> OnlyIn = new()
    {
        ["Grpc.AspNetCore"] = ["Neighborhood.Server"],
        ["Microsoft.AspNetCore"] = ["Neighborhood.Server", "Neighborhood.DemoServer", "Neighborhood.Terminal"],
        ["LiteDB"] = ["Neighborhood.Ledger.LiteDb"],
        ["Terminal.Gui"] = ["Neighborhood.Terminal"],
    };

    private static readonly Dictionary<string, string> ProgramNames = new()
    {
        ["neighborhood-server"] = "Neighborhood.Server",
        ["neighborhood-demo-server"] = "Neighborhood.DemoServer",
        ["neighborhood"] = "Neighborhood.Terminal",
    };

    /// <summary>Every project that has a place.</summary>
    public static IReadOnlyCollection<string> Projects => Below.Keys;

    /// <summary>The file of a project's assembly, without extension.</summary>
    public static string AssemblyOf(string project) => ProgramNames.SingleOrDefault(name => name.Value == project).Key ?? project;

    /// <summary>What a project may not see of the projects and libraries it does see.</summary>
    public static IEnumerable<string> Violations(string project, IEnumerable<string> references)
    {
        foreach (var reference in references.Select(name => ProgramNames.GetValueOrDefault(name, name)))
        {
            if (reference.StartsWith("Neighborhood.", StringComparison.Ordinal) && !Below[project].Contains(reference))
            {
                yield return $"{project} sees {reference}, which is not below it.";
            }

            var owners = OnlyIn.FirstOrDefault(rule => reference.StartsWith(rule.Key, StringComparison.Ordinal)).Value;
            if (owners is not null && !owners.Contains(project))
            {
                yield return $"{project} sees {reference}, which belongs to {string.Join(" and ", owners)}.";
            }
        }
    }

    /// <summary>The names a project file grants: of projects whose assembly it sees, packages and frameworks.</summary>
    public static IEnumerable<string> GrantedBy(XDocument project)
    {
        var seen = project.Descendants().Where(item => (string?)item.Attribute("ReferenceOutputAssembly") != "false").ToList();
        return seen.Where(item => item.Name.LocalName == "ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')))
            .Concat(seen.Where(item => item.Name.LocalName is "PackageReference" or "FrameworkReference").Select(item => item.Attribute("Include")!.Value));
    }
}
