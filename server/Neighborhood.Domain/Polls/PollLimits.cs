using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Polls;

/// <summary>Every limit of polls, unit last.</summary>
public static class PollLimits
{
    /// <summary>The shortest time a poll is open, in microseconds.</summary>
    public const long ShortestMicros = 60L * 1_000_000;

    /// <summary>The longest time a poll is open, extensions included, in microseconds.</summary>
    public const long LongestMicros = 90 * Times.DayMicros;

    /// <summary>How far ahead a poll is announced, in microseconds.</summary>
    public const long AheadMicros = 180 * Times.DayMicros;

    /// <summary>By how much unanswered objections, or a notice not posted, put the opening off, in microseconds.</summary>
    public const long ObjectionDelayMicros = Times.DayMicros;

    /// <summary>The facts of one announcement, in bytes: they must have room in one segment.</summary>
    public const int AnnouncementBytes = 900_000;

    /// <summary>Objections of one person in one poll.</summary>
    public const int ObjectionsPerPersonCount = 5;

    /// <summary>Notices recorded of one poll, which are all shown with it.</summary>
    public const int NoticesCount = 50;

    /// <summary>How far ahead evidence is held for a lawsuit at once, in microseconds: two instances, and again where they take longer.</summary>
    public const long EvidenceAheadMicros = 3 * 365 * Times.DayMicros;

    /// <summary>Scrutineers of one poll.</summary>
    public const int ScrutineersCount = 20;

    /// <summary>Polls on one page: standard and at most.</summary>
    public const int PollsPageCount = 20, PollsPageMaxCount = 100;

    /// <summary>Rows of a roll on one page: standard and at most.</summary>
    public const int RollPageCount = 100, RollPageMaxCount = 500;

    /// <summary>Objections on one page: standard and at most.</summary>
    public const int ObjectionsPageCount = 50, ObjectionsPageMaxCount = 200;

    /// <summary>Openings on one page: standard and at most.</summary>
    public const int OpeningsPageCount = 200, OpeningsPageMaxCount = 1_000;
}
