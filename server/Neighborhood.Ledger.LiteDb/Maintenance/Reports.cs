namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>A finished backup.</summary>
/// <param name="Path">The file, synced and complete.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Heads">How far each ledger reaches in it.</param>
public sealed record BackupReport(string Path, long Bytes, IReadOnlyList<LedgerHead> Heads);

/// <summary>A finished restore; the engine now writes a <c>Restored</c> fact with a new epoch into each ledger.</summary>
/// <param name="Restored">How far each ledger reaches now.</param>
/// <param name="Replaced">How far each reached before: what lies between is lost. Null where there was no store or it could not be read.</param>
/// <param name="KeptAside">The name of the replaced file in the data folder, or null where there was none.</param>
/// <param name="ErasuresApplied">Erasures newer than the backup that were applied to it again.</param>
/// <param name="ErasuresUnplaced">Erasures that could not be: the backup is of after a compaction that what was erased in never went through.</param>
public sealed record RestoreReport(
    IReadOnlyList<LedgerHead> Restored, IReadOnlyList<LedgerHead>? Replaced, string? KeptAside, int ErasuresApplied, int ErasuresUnplaced);

/// <summary>A finished compaction.</summary>
/// <param name="BytesBefore">The size of the data file before.</param>
/// <param name="BytesAfter">And after.</param>
/// <param name="SegmentsBefore">Segments before.</param>
/// <param name="SegmentsAfter">And after: small ones that join were merged.</param>
public sealed record CompactReport(long BytesBefore, long BytesAfter, long SegmentsBefore, long SegmentsAfter);

/// <summary>What a check read and found.</summary>
/// <param name="Ledgers">Ledgers read.</param>
/// <param name="Segments">Segments read.</param>
/// <param name="Entries">Entries counted in them.</param>
/// <param name="Findings">The defects; none in a sound store.</param>
public sealed record CheckReport(int Ledgers, long Segments, long Entries, IReadOnlyList<Finding> Findings);

/// <summary>A defect, and where it is.</summary>
/// <param name="Place">A ledger, or a collection of the store.</param>
/// <param name="Segment">The first sequence of the segment, or null where it is about none.</param>
/// <param name="Defect">What is wrong.</param>
public sealed record Finding(string Place, long? Segment, Defect Defect);

/// <summary>
/// What the engine adds to a check, called for each segment in order with its side block: null, or what is wrong
/// (a leaf that is not the hash of its entry, a root that does not follow).
/// </summary>
public delegate Defect? SegmentVerifier(LedgerId ledger, Segment segment, ReadOnlyMemory<byte> side);
