using System.Collections.Immutable;

namespace Neighborhood.Domain.Discussions;

/// <summary>A post, without its words.</summary>
/// <param name="Id">The entry that made it; its first words are beside it.</param>
/// <param name="Topic">The topic it is in.</param>
/// <param name="Author">The resident who wrote it.</param>
/// <param name="ReplyTo">The post it answers; 0 for the opening text.</param>
/// <param name="CreatedMicros">Ledger time of its writing in microseconds.</param>
public sealed record PostInfo(long Id, long Topic, long Author, long ReplyTo, long CreatedMicros)
{
    /// <summary>Later versions, oldest first.</summary>
    public ImmutableArray<PostVersion> Edits { get; init; } = [];

    /// <summary>The entry that hid it; 0 where it is not hidden.</summary>
    public long HiddenBy { get; init; }

    /// <summary>Whether its words were removed.</summary>
    public bool Redacted { get; init; }

    /// <summary>Reports that nobody has answered, oldest first.</summary>
    public ImmutableArray<ReportInfo> OpenReports { get; init; } = [];

    /// <summary>Whether a moderator hid it.</summary>
    public bool Hidden => HiddenBy != 0;

    /// <summary>All versions, oldest first.</summary>
    public ImmutableArray<PostVersion> Versions => Edits.Insert(0, new PostVersion(Id, CreatedMicros));

    /// <summary>The entry that the present words are beside; also the etag.</summary>
    public long Text => Edits.IsEmpty ? Id : Edits[^1].Sequence;
}

/// <summary>One version of a post.</summary>
/// <param name="Sequence">The entry that its words are beside.</param>
/// <param name="TimeMicros">Ledger time in microseconds.</param>
public readonly record struct PostVersion(long Sequence, long TimeMicros);

/// <summary>What a resident found wrong with a post. The reason is beside the entry.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Post">The post.</param>
/// <param name="Reporter">The resident who reported it.</param>
/// <param name="TimeMicros">Ledger time in microseconds.</param>
public sealed record ReportInfo(long Id, long Post, long Reporter, long TimeMicros);
