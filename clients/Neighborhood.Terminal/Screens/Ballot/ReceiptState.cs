using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One's ballot, and what checking it found once it was checked.</summary>
public sealed record ReceiptState(Poll Poll, MyBallot? Ballot, BallotCheck? Check, bool IsChoiceShown);
