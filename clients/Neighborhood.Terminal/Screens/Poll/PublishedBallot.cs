using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A ballot that counts, as it was published.</summary>
/// <param name="Ordinal">Its number in the chain of the poll.</param>
/// <param name="Voter">Whose it is.</param>
/// <param name="Choice">What was chosen.</param>
public sealed record PublishedBallot(long Ordinal, Person Voter, Choice Choice)
{
    /// <summary>What an opening says.</summary>
    public static PublishedBallot Of(BallotOpening opening, Person voter) => new(opening.Ordinal, voter, V1.Choice.Parser.ParseFrom(opening.Choice));
}
