namespace Neighborhood.Ledger;

/// <summary>What a check found wrong. Whoever shows it says it in the language of who reads it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Values">Its numbers and names, in the order that <see cref="DefectKind"/> tells.</param>
public sealed record Defect(DefectKind Kind, params IReadOnlyList<object> Values);

/// <summary>Everything that a check knows to be wrong.</summary>
public enum DefectKind
{
    /// <summary>Two ledgers have the same number.</summary>
    SameNumber,

    /// <summary>A segment starts at {0} where {1} was due.</summary>
    SegmentOutOfPlace,

    /// <summary>The segments end at {0}, the head says {1}.</summary>
    HeadElsewhere,

    /// <summary>The root of the last segment is not that of the head.</summary>
    HeadRootDiffers,

    /// <summary>There are {0} entries, but {1} bytes of leaf hashes.</summary>
    LeafHashesDoNotFit,

    /// <summary>A segment says {0} entries and holds {1}.</summary>
    WrongCount,

    /// <summary>A document belongs to no ledger.</summary>
    ForeignDocument,

    /// <summary>The side block {0} belongs to no segment.</summary>
    LooseSide,

    /// <summary>The bytes cannot be read: {0}</summary>
    Unreadable,

    /// <summary>The root does not follow from the {0} entries up to it.</summary>
    RootDoesNotFollow,

    /// <summary>The leaf hash kept for entry {0} is not the hash of its bytes.</summary>
    WrongLeaf,

    /// <summary>Entry {0} stands at place {1}.</summary>
    EntryOutOfPlace,

    /// <summary>Entry {0} cannot be folded: {1}</summary>
    CannotBeFolded,
}
