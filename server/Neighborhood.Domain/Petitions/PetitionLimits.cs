using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Petitions;

/// <summary>Every limit of petitions, unit last.</summary>
public static class PetitionLimits
{
    /// <summary>How long signatures are collected, in microseconds.</summary>
    public const long CollectingMicros = 90 * Times.DayMicros;

    /// <summary>Petitions of one person that collect signatures at the same time.</summary>
    public const int PerPersonCount = 3;

    /// <summary>Petitions of a community that collect signatures at the same time.</summary>
    public const int OpenCount = 100;

    /// <summary>Petitions on one page: standard and at most.</summary>
    public const int PageCount = 50, PageMaxCount = 100;
}
