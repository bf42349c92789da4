namespace Neighborhood.Domain.Papers;

/// <summary>Every limit of papers, unit last.</summary>
public static class PaperLimits
{
    /// <summary>Papers named in one request.</summary>
    public const int NamedCount = 500;

    /// <summary>Times papers are issued in one poll, and papers issued for each voter of its roll, spoiled ones included.</summary>
    public const int BatchesCount = 1_000, PerVoterCount = 5;

    /// <summary>Papers on one page: standard and at most.</summary>
    public const int PageCount = 100, PageMaxCount = 500;

    /// <summary>Bytes of the announcement's leaf hash that a paper must at least be entered with.</summary>
    public const int AnnouncementMinBytes = 4;
}
