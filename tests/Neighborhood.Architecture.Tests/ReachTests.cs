namespace Neighborhood.Architecture.Tests;

/// <summary>Whoever sits before a terminal can do everything that the server can.</summary>
public sealed class ReachTests
{
    /// <summary>The calls that no command and no screen makes, each with its reason.</summary>
    private static readonly Dictionary<string, string> Unreached = new()
    {
        ["Audit.ListEntries"] = "For programs that keep a copy of a whole ledger; a person checks a receipt or a bundle.",
    };

    [Fact]
    public void Every_call_of_the_contract_is_reached_by_a_command_or_a_screen()
    {
        var reached = Reach.Of(House.Assembly("neighborhood").MainModule.GetTypes(), House.Assembly("Neighborhood.Client").MainModule.GetTypes());

        House.AssertNone(Missing(reached));
    }

    [Fact]
    public void A_planted_program_reaches_a_call_by_itself_and_through_a_library_but_not_what_the_library_alone_uses()
    {
        var reached = Reach.Of(House.Planted("ReachingProgram"), House.Planted("ReachedLibrary"));

        Assert.Equal(["Audit.GetTreeHead", "Polls.GetPoll"], reached.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_call_that_nothing_reaches_and_an_exception_that_is_reached_are_reported()
    {
        Assert.Contains("Polls.GetPoll is reached by nothing.", Missing(new HashSet<string>()));
        Assert.DoesNotContain("Polls.GetPoll is reached by nothing.", Missing(new HashSet<string> { "Polls.GetPoll" }));
    }

    private static IEnumerable<string> Missing(IReadOnlySet<string> reached)
    {
        var calls = Proto.Services().SelectMany(service => service.Methods.Select(method => $"{service.Name}.{method.Name}")).ToList();
        return calls.Where(call => !reached.Contains(call) && !Unreached.ContainsKey(call)).Select(call => $"{call} is reached by nothing.")
            .Concat(Unreached.Keys.Where(call => reached.Contains(call) || !calls.Contains(call)).Select(call => $"{call} is no exception any more."));
    }
}
