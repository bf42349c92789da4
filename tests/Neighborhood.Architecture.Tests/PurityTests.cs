namespace Neighborhood.Architecture.Tests;

public sealed class PurityTests
{
    public static MatrixTheoryData<string, string> DecidingProjectsAndKinds =>
        new(["Neighborhood.Rules", "Neighborhood.Questions", "Neighborhood.Domain", "Neighborhood.Verifier"], Purity.Kinds);

    public static TheoryData<string> Kinds => [.. Purity.Kinds];

    [Theory]
    [MemberData(nameof(DecidingProjectsAndKinds))]
    public void What_decides_is_pure(string project, string kind) =>
        House.AssertNone(Purity.Violations(kind, House.Assembly(project).MainModule.GetTypes()));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_planted_impurity_is_reported(string kind)
    {
        var planted = House.Planted(kind).ToList();
        var violations = Purity.Violations(kind, planted).ToList();
        var methods = planted[0].Methods.Where(method => !method.IsConstructor).ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Contains(violations, violation => violation.Contains(method.Name, StringComparison.Ordinal)));
    }
}
