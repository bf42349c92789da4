using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Which proposals are listed.</summary>
public sealed record ProposalFilter(Proposal.Types.State State, Category Category, bool Mine)
{
    /// <summary>All of them.</summary>
    public static ProposalFilter All { get; } = new(Proposal.Types.State.Unspecified, Category.Unspecified, Mine: false);
}
