using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Renovation;

/// <summary>Every limit of renovation menus, unit last; what a request may hold is annotated in the contract.</summary>
public static class RenovationLimits
{
    /// <summary>One version of a menu, in bytes: it must have room in one segment.</summary>
    public const int MenuBytes = 900_000;

    /// <summary>Menus of a community.</summary>
    public const int MenusCount = 200;

    /// <summary>How far ahead the work on an announced item ends, in microseconds.</summary>
    public const long AheadMicros = 3_650 * Times.DayMicros;

    /// <summary>What is told of one item, which is all shown with it.</summary>
    public const int HistoryCount = 100;

    /// <summary>Menus on one page: standard and at most.</summary>
    public const int MenusPageCount = 10, MenusPageMaxCount = 50;

    /// <summary>Shares on one page: standard and at most.</summary>
    public const int SharesPageCount = 100, SharesPageMaxCount = 500;
}
