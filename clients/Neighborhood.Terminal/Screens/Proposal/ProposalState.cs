using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A proposal and the polls on it.</summary>
public sealed record ProposalState(string Name, Proposal? Proposal, ImmutableArray<Poll> Polls);
