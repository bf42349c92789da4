namespace Neighborhood.Formats;

/// <summary>What can be wrong with a line.</summary>
public enum FaultKind
{
    /// <summary>Something that has to be there is missing.</summary>
    Missing,

    /// <summary>A whole number, at least the one given, has to stand here.</summary>
    NotWhole,

    /// <summary>A number has to stand here.</summary>
    NotNumber,

    /// <summary>A number is larger than can be counted exactly.</summary>
    TooLarge,

    /// <summary>What is named is not among the candidates or projects.</summary>
    Unknown,

    /// <summary>An id, or a candidate on one ballot, stands there twice.</summary>
    Repeated,

    /// <summary>This kind of file has no shared ranks.</summary>
    SharedRank,

    /// <summary>This kind of file ranks every candidate.</summary>
    Incomplete,

    /// <summary>There are as many of these as of those.</summary>
    NotAsMany,

    /// <summary>A bracket, a brace or a quotation mark is not closed.</summary>
    NotClosed,

    /// <summary>It is none of the values that are known.</summary>
    NotOneOf,

    /// <summary>The line is not of this format.</summary>
    NotUnderstood,

    /// <summary>The heading gives another number than the file holds.</summary>
    HeadingDiffers,

    /// <summary>More candidates than can be counted.</summary>
    TooMany,

    /// <summary>The file holds nothing.</summary>
    Empty,

    /// <summary>A line is longer than can be read.</summary>
    TooLong,

    /// <summary>It is no text.</summary>
    NotText,

    /// <summary>It is text in another encoding than UTF-8.</summary>
    NotUtf8,

    /// <summary>The line 0 that ends the ballots is missing.</summary>
    MissingEnd,

    /// <summary>A ballot does not end with 0 on its line.</summary>
    NotEnded,

    /// <summary>All candidates withdrew.</summary>
    NobodyStands,

    /// <summary>A project stands in a vote twice, and counts once.</summary>
    CountedOnce,

    /// <summary>A project stands in a vote twice, and its points are added.</summary>
    PointsAdded,

    /// <summary>After the names and the title there is more, which is passed over.</summary>
    AfterTitle,

    /// <summary>More seats than candidates.</summary>
    TooManySeats,
}

/// <summary>A bad line.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Field">The field it is about, as the format calls it.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Found">What stands there; empty where nothing does.</param>
/// <param name="Expected">What would be right, where that is more than the kind says.</param>
public sealed record LineFault(long Line, string Field, FaultKind Kind, string Found = "", string Expected = "");

/// <summary>A file that cannot be counted as it is; names its bad lines, not more than <see cref="MaxFaults"/> of them.</summary>
public sealed class ElectionFileException : Exception
{
    /// <summary>How many bad lines are named before reading stops.</summary>
    public const int MaxFaults = 20;

    /// <summary>Names the bad lines.</summary>
    public ElectionFileException(IReadOnlyList<LineFault> faults)
        : base(faults.Count == 0 ? "" : $"Line {faults[0].Line}, {faults[0].Field}: {faults[0].Kind} {faults[0].Found}") => Faults = faults;

    /// <summary>The bad lines.</summary>
    public IReadOnlyList<LineFault> Faults { get; }
}
