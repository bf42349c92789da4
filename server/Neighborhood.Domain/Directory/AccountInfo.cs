using System.Collections.Immutable;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>An account, without anything personal: that is in the vault.</summary>
/// <param name="Id">Counted from 1.</param>
/// <param name="CreatedMicros">Ledger time of its making in microseconds.</param>
/// <param name="IsOperator">Whether it runs the server.</param>
public sealed record AccountInfo(long Id, long CreatedMicros, bool IsOperator)
{
    /// <summary>The communities it joined, in that order.</summary>
    public ImmutableArray<string> Communities { get; init; } = [];

    /// <summary>When staff last started a recovery, in microseconds; 0 for never.</summary>
    public long RecoveryStartedMicros { get; init; }

    /// <summary>It does not vote before this time; 0 where it was never recovered.</summary>
    public long HoldUntilMicros { get; init; }

    /// <summary>Whether it was erased.</summary>
    public bool Erased { get; init; }
}

/// <summary>A community as the directory knows it. Its title and settings may have changed since: the community's own ledger tells.</summary>
public sealed record CommunityInfo(string Id, long Number, string Title, Settings Settings, long RegisteredMicros);

/// <summary>A recovery that was started: the code, of which this is the SHA-256 in hexadecimal, may be used once before it expires.</summary>
public sealed record RecoveryInfo(long Id, long Account, string CodeHash, long ExpiresMicros, long HoldUntilMicros);

/// <summary>An entry of the directory that a community must take over.</summary>
/// <param name="Sequence">Its sequence in the directory.</param>
/// <param name="Fact">What it says. Not to be changed.</param>
/// <param name="Staff">The first staff member's record, for the entry that registers the community; null once it was taken over.</param>
public sealed record OutboxItem(long Sequence, Fact Fact, ResidentRecord? Staff);
