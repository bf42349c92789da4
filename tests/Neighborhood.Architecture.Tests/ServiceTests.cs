using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Neighborhood.Architecture.Tests;

public sealed class ServiceTests
{
    private static readonly List<string> Contract = [.. Proto.Services().Select(service => service.Name)];

    private static readonly List<ClassDeclarationSyntax> Services =
        [.. House.Files("server/Neighborhood.Server", ".cs").SelectMany(file => ServiceRule.ServicesIn(House.Read(file), Contract))];

    [Fact]
    public void Every_service_of_the_contract_is_served_by_one_class() =>
        Assert.Equal(
            Contract.Order(StringComparer.Ordinal),
            Services.Select(service => service.BaseList!.Types.Select(ServiceRule.ServiceOf).Single(Contract.Contains)).Order(StringComparer.Ordinal));

    [Fact]
    public void Services_hold_no_logic() => House.AssertNone(Services.SelectMany(ServiceRule.Violations));

    [Fact]
    public void A_planted_service_that_decides_is_reported()
    {
        var planted = Assert.Single(ServiceRule.ServicesIn(House.Read("tests/Neighborhood.Architecture.Tests/Planted/DecidingService.cs"), Contract));

        Assert.Equal(
            [
                "DecidingService.GetPoll has 3 statements and 2 turns; let it hand the call on.",
                "DecidingService.ListPolls has 6 statements and 0 turns; let it hand the call on.",
            ],
            ServiceRule.Violations(planted));
    }
}
