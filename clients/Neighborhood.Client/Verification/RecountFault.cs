namespace Neighborhood.Client.Verification;

/// <summary>Why a recount does not confirm a result.</summary>
public enum RecountFault
{
    /// <summary>An entry is not a ballot of this poll.</summary>
    NotABallot,

    /// <summary>A ballot does not name the one before it, or stands out of its order.</summary>
    ChainBroken,

    /// <summary>The close committed to another number of ballots, or to another last one.</summary>
    BallotsMissing,

    /// <summary>An opening is of no ballot that counts, or of another voter's, or stands twice.</summary>
    OpeningOfNoBallot,

    /// <summary>A ballot that counts was not opened.</summary>
    OpeningMissing,

    /// <summary>A choice is not the one that was sealed.</summary>
    CommitmentDiffers,

    /// <summary>The voter is not on the roll, or the choice is none of the poll's options.</summary>
    NotOnRoll,

    /// <summary>The tally declared is not what the ballots say.</summary>
    TallyDiffers,
}
