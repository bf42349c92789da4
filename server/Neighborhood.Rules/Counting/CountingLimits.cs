namespace Neighborhood.Rules.Counting;

/// <summary>How large a count may be. Within these limits no sum of 64 bits overflows.</summary>
public static class CountingLimits
{
    /// <summary>Ballots of one count: 2⁴⁸.</summary>
    public const long MaxBallots = 1L << 48;

    /// <summary>Candidates or projects of one count.</summary>
    public const int MaxCandidates = 2_000;

    /// <summary>The largest cost, budget or sum of costs, in the smallest units of the currency: 2⁵⁰.</summary>
    public const long MaxAmount = 1L << 50;

    /// <summary>The largest mark.</summary>
    public const long MaxMark = 1_000_000;

    /// <summary>Ways of breaking ties that are tried when all tied outcomes are asked for.</summary>
    public const int MaxTieRuns = 20_000;

    /// <summary>Tied outcomes that are given.</summary>
    public const int MaxTiedOutcomes = 1_000;
}
