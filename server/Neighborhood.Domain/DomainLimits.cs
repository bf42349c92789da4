namespace Neighborhood.Domain;

/// <summary>How much one thing may grow to; what a request may hold is annotated in the contract.</summary>
public static class DomainLimits
{
    /// <summary>Versions of one post or proposal, which are listed in one answer.</summary>
    public const int Versions = 100;

    /// <summary>Explanations added to one proposal, which are shown with it.</summary>
    public const int Clarifications = 50;

    /// <summary>An estimated cost, in fen: a hundred billion yuan.</summary>
    public const long CostFen = 10_000_000_000_000;
}
