using System.Collections.Immutable;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Renovation;

/// <summary>A renovation menu.</summary>
/// <param name="Id">The sequence of the entry that drafted it first.</param>
public sealed record MenuInfo(long Id)
{
    /// <summary>The published title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Published versions so far.</summary>
    public int Version { get; init; }

    /// <summary>When the newest one was published, or 0.</summary>
    public long PublishedMicros { get; init; }

    /// <summary>Who published it.</summary>
    public long PublishedBy { get; init; }

    /// <summary>The published items, in the order of the menu.</summary>
    public ImmutableArray<ItemInfo> Items { get; init; } = [];

    /// <summary>What staff drafted and have not published, or null. Not to be changed.</summary>
    public MenuDrafted? Draft { get; init; }

    /// <summary>The entry of the newest draft or version: the etag.</summary>
    public long Changed { get; init; }

    /// <summary>The number that the next new item gets.</summary>
    public long NextItem { get; init; } = 1;

    /// <summary>A published item, or null.</summary>
    public ItemInfo? Find(long number) => Items.FirstOrDefault(item => item.Content.Number == number);
}

/// <summary>A published item.</summary>
/// <param name="Content">As published. Not to be changed.</param>
/// <param name="Stage">How far it is.</param>
public sealed record ItemInfo(MenuItem Content, Stage Stage)
{
    /// <summary>The announcement of its time, or null.</summary>
    public ItemAnnounced? Announced { get; init; }

    /// <summary>The poll on it that stands, or 0.</summary>
    public long Poll { get; init; }

    /// <summary>The households that the cost is divided among, as sealed for that poll; null before its opening.</summary>
    public SharesSealed? Sealed { get; init; }

    /// <summary>What happened to it, oldest first.</summary>
    public ImmutableArray<ItemEvent> History { get; init; } = [];

    /// <summary>Whether the item may be worded anew, and be put to the vote.</summary>
    public bool IsUndecided => Stage is Stage.Published or Stage.Rejected;

    /// <summary>Whether that may still happen to it: a menu does not grow without end.</summary>
    public bool TakesMore => IsUndecided && History.Length < RenovationLimits.HistoryCount;
}

/// <summary>Something that happened to an item.</summary>
/// <param name="Sequence">Its entry.</param>
/// <param name="TimeMicros">When.</param>
/// <param name="Stage">How far the item was by it.</param>
/// <param name="By">The resident who did it; 0 for the ledger itself.</param>
/// <param name="Note">What was said of it.</param>
/// <param name="Poll">The poll that it is about, or 0.</param>
public sealed record ItemEvent(long Sequence, long TimeMicros, Stage Stage, long By, string Note, long Poll);
