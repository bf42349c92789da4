namespace Neighborhood.Ledger.LiteDb;

/// <summary>How to open a <see cref="LiteDbJournal"/>.</summary>
/// <param name="DataFolder">The folder of its files; made where it is missing.</param>
/// <param name="Time">The clock: for the pause after errors and for what has expired.</param>
public sealed record LiteDbJournalOptions(string DataFolder, TimeProvider Time);
