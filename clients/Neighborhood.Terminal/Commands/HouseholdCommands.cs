using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>户册: the households, and who votes for one of them.</summary>
internal static class HouseholdCommands
{
    public static Command Build(Grammar grammar) => grammar.Group("households", List(grammar), NameVoter(grammar));

    private static Command List(Grammar grammar) => grammar.Verb("households list", [], async run =>
    {
        var request = new ListHouseholdsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), PageSize = 200 };
        var all = await run.Client.Communities.ListAllHouseholdsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "households", all,
            new("id", household => Names.Last(household.Name), IsRight: true),
            new("home", household => $"{household.Building}-{household.Unit}-{household.Room}"),
            new("area", household => Amounts.Area(household.AreaCm2), IsRight: true),
            new("owners", household => string.Join(run.Phrases["comma"], household.Owners.Select(owner => owner.DisplayName))),
            new("voter", household => household.VotingOwner?.DisplayName ?? ""));
    });

    private static Command NameVoter(Grammar grammar)
    {
        var which = grammar.Argument("household");
        var owner = grammar.Needed("owner");
        return grammar.Verb("households name-voter", [which, owner], async run =>
        {
            var request = new NameVotingOwnerRequest
            {
                Name = await run.NameAsync(run.Get(which), "households").ConfigureAwait(false),
                VotingOwner = await run.NameAsync(run.Get(owner)!, "residents").ConfigureAwait(false),
            };
            var household = await run.Client.Communities.NameVotingOwnerAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(household, ("name", household.Name), ("voter", household.VotingOwner?.DisplayName ?? ""));
        });
    }
}
