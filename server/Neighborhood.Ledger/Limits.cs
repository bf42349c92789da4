namespace Neighborhood.Ledger;

/// <summary>Every limit of the engine, unit last. Each is tested at the limit and one past it.</summary>
public static class Limits
{
    /// <summary>Entries of one segment, in bytes.</summary>
    public const int SegmentEntriesBytes = 1 << 20;

    /// <summary>A whole segment with its side block, in bytes; LiteDB refuses documents over 16,683,050.</summary>
    public const int SegmentBytes = 8 << 20;
}
