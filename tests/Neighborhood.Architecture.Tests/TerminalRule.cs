using Mono.Cecil;

namespace Neighborhood.Architecture.Tests;

/// <summary>In the terminal client only the views and the program know the library that draws: presenters, states and texts do without it.</summary>
public static class TerminalRule
{
    private static readonly string[] Shell = ["Program", "FullScreen"];

    /// <summary>The uses of Terminal.Gui outside of views, shell and program.</summary>
    public static IEnumerable<string> Violations(IEnumerable<TypeDefinition> types) =>
        types.Where(type => !MayDraw(OutermostOf(type)))
            .SelectMany(CodeUses.Of)
            .Where(use => use.Type.StartsWith("Terminal.Gui.", StringComparison.Ordinal))
            .Select(use => use.ToString())
            .Distinct();

    private static bool MayDraw(TypeDefinition type) =>
        Shell.Contains(type.Name) || type.Namespace == "Neighborhood.Terminal.Views" || type.Name.EndsWith("View", StringComparison.Ordinal);

    private static TypeDefinition OutermostOf(TypeDefinition type) => type.DeclaringType is null ? type : OutermostOf(type.DeclaringType);
}
