using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Domain.Proposals;

/// <summary>A proposal, without its words: they are beside the entries of its versions.</summary>
/// <param name="Id">The entry that drafted it.</param>
/// <param name="Author">The resident who made it.</param>
/// <param name="Topic">The topic it was born in; 0 for none.</param>
/// <param name="CreatedMicros">Ledger time of the draft in microseconds.</param>
public sealed record ProposalInfo(long Id, long Author, long Topic, long CreatedMicros)
{
    /// <summary>All versions, oldest first; at least one.</summary>
    public required ImmutableArray<ProposalVersion> Versions { get; init; }

    /// <summary>Where it stands.</summary>
    public Proposal.Types.State State { get; init; } = Proposal.Types.State.Draft;

    /// <summary>The entry that published it; 0 while nobody but its author knows of it.</summary>
    public long Published { get; init; }

    /// <summary>Ledger time of its publication in microseconds; 0 for never.</summary>
    public long PublishedMicros { get; init; }

    /// <summary>How many versions there were at its publication: those before the last of them stay its author's.</summary>
    public int DraftVersions { get; init; }

    /// <summary>Explanations, oldest first.</summary>
    public ImmutableArray<TimedText> Clarifications { get; init; } = [];

    /// <summary>The residents who endorse it, each with the household that counts.</summary>
    public ImmutableSortedDictionary<long, long> Endorsements { get; init; } = ImmutableSortedDictionary<long, long>.Empty;

    /// <summary>The households that endorse it: as many as residents do.</summary>
    public ImmutableSortedSet<long> EndorsingHouseholds { get; init; } = [];

    /// <summary>How many households were needed when it was tabled by their number; 0 otherwise.</summary>
    public int NeededWhenTabled { get; init; }

    /// <summary>Residents whose endorsement was cleared, each with the fields that changed since.</summary>
    public ImmutableSortedDictionary<long, ImmutableArray<string>> ChangedSince { get; init; } = ImmutableSortedDictionary<long, ImmutableArray<string>>.Empty;

    /// <summary>Polls on it, in the order announced.</summary>
    public ImmutableArray<long> Polls { get; init; } = [];

    /// <summary>The poll that adopted or rejected it; 0 for none.</summary>
    public long DecidedBy { get; init; }

    /// <summary>The present version.</summary>
    public ProposalVersion Current => Versions[^1];

    /// <summary>The versions a reader may see, oldest first.</summary>
    public ImmutableArray<ProposalVersion> VersionsFor(long resident) => resident == Author ? Versions : Versions[(DraftVersions - 1)..];

    /// <summary>Whether this resident may know of it.</summary>
    public bool IsVisibleTo(long resident) => Published != 0 || resident == Author;
}

/// <summary>One version of a proposal.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Sequence">The entry that its words are beside; also its etag.</param>
/// <param name="TimeMicros">Ledger time in microseconds.</param>
/// <param name="Category">Which need it is about.</param>
/// <param name="CostFen">Estimated cost in fen.</param>
public sealed record ProposalVersion(int Number, long Sequence, long TimeMicros, Category Category, long CostFen);

/// <summary>Words beside an entry, and when they were written.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="TimeMicros">Ledger time in microseconds.</param>
public readonly record struct TimedText(long Sequence, long TimeMicros);
