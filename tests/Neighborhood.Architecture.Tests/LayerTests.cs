using System.Xml.Linq;

namespace Neighborhood.Architecture.Tests;

public sealed class LayerTests
{
    private static readonly Dictionary<string, string> ProjectFiles = new[] { "protos", "server", "clients" }
        .SelectMany(folder => House.Files(folder, ".csproj"))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    public static TheoryData<string> Projects => [.. Layers.Projects];

    [Fact]
    public void Every_project_has_its_place_among_the_layers() =>
        Assert.Equal(Layers.Projects.Order(StringComparer.Ordinal), ProjectFiles.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_grants_only_what_is_below(string project) =>
        House.AssertNone(Layers.Violations(project, Layers.GrantedBy(XDocument.Parse(House.Read(ProjectFiles[project])))));

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_only_what_is_below(string project) =>
        House.AssertNone(Layers.Violations(project, UsedBy(Layers.AssemblyOf(project))));

    [Fact]
    public void A_planted_project_file_is_reported()
    {
        var planted = XDocument.Parse("""
            <Project>
              <ProjectReference Include="../Neighborhood.Server/Neighborhood.Server.csproj" />
              <ProjectReference Include="../Neighborhood.Rules/Neighborhood.Rules.csproj" />
              <ProjectReference Include="../Neighborhood.Ledger/Neighborhood.Ledger.csproj" ReferenceOutputAssembly="false" />
              <PackageReference Include="Grpc.AspNetCore" />
              <PackageReference Include="Terminal.Gui" />
            </Project>
            """);

        Assert.Equal(
            [
                "Neighborhood.Domain sees Neighborhood.Server, which is not below it.",
                "Neighborhood.Domain sees Grpc.AspNetCore, which belongs to Neighborhood.Server.",
                "Neighborhood.Domain sees Terminal.Gui, which belongs to Neighborhood.Terminal.",
            ],
            Layers.Violations("Neighborhood.Domain", Layers.GrantedBy(planted)));
    }

    [Theory]
    [InlineData("Neighborhood.Ledger.LiteDb, which is not below it")]
    [InlineData("Neighborhood.Client, which is not below it")]
    [InlineData("LiteDB, which belongs to Neighborhood.Ledger.LiteDb")]
    [InlineData("Grpc.AspNetCore.Server, which belongs to Neighborhood.Server")]
    [InlineData("Terminal.Gui, which belongs to Neighborhood.Terminal")]
    public void A_planted_use_is_reported_were_it_in_the_domain(string violation) =>
        Assert.Contains($"Neighborhood.Domain sees {violation}.", Layers.Violations("Neighborhood.Domain", UsedBy("Neighborhood.Architecture.Tests")));

    private static IEnumerable<string> UsedBy(string assembly) => House.Assembly(assembly).MainModule.AssemblyReferences.Select(reference => reference.Name);
}
