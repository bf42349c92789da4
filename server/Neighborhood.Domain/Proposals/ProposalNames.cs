using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Proposals;

/// <summary>Finds what a resource name stands for.</summary>
public static class ProposalNames
{
    /// <summary>
    /// <c>communities/{community}/proposals/{proposal}</c>; null for a name of anything else, of nothing, of another community, or of somebody
    /// else's draft.
    /// </summary>
    public static ProposalInfo? Proposal(this QueryContext<CommunityState> context, string name) =>
        context.State.Owns(name) && context.State.Proposals.Find(Names.IdIn(name, "proposals")) is { } proposal && proposal.IsVisibleTo(context.Me().Id)
            ? proposal
            : null;
}
