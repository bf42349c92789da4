using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Neighborhood.Architecture.Tests;

/// <summary>
/// A service hands a call on and answers; what it means is decided in Domain. So each of its methods has a few statements and takes at most one
/// turn: one condition, or one loop that copies a stream.
/// </summary>
public static class ServiceRule
{
    private const int MaxStatements = 5;
    private const int MaxTurns = 1;

    /// <summary>The services in a source file: classes that derive from the base generated for a service of the contract.</summary>
    public static IEnumerable<ClassDeclarationSyntax> ServicesIn(string source, IReadOnlyCollection<string> services) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.BaseList?.Types.Any(one => services.Contains(ServiceOf(one))) == true);

    /// <summary>The methods of a service that do more than hand on.</summary>
    public static IEnumerable<string> Violations(ClassDeclarationSyntax service) =>
        from method in service.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        let statements = method.DescendantNodes().Count(node => node is StatementSyntax and not BlockSyntax)
        let turns = method.DescendantNodes().Count(IsTurn)
        where statements > MaxStatements || turns > MaxTurns
        select $"{service.Identifier}.{NameOf(method)} has {statements} statements and {turns} turns; let it hand the call on.";

    /// <summary>The service whose generated base a class names: Polls for <c>Polls.PollsBase</c>.</summary>
    public static string ServiceOf(BaseTypeSyntax type) => type.Type.ToString().Split('.')[^1] is var name && name.EndsWith("Base", StringComparison.Ordinal)
        ? name[..^"Base".Length]
        : "";

    private static bool IsTurn(SyntaxNode node) => node
        is IfStatementSyntax or SwitchStatementSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax or CommonForEachStatementSyntax
        or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or GotoStatementSyntax or CatchClauseSyntax;

    private static string NameOf(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => "constructor",
    };
}
