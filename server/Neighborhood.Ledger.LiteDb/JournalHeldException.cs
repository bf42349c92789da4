namespace Neighborhood.Ledger.LiteDb;

/// <summary>Another process holds the journal; the message says which one and since when.</summary>
public sealed class JournalHeldException(string folder, string holder)
    : JournalException($"The journal in {folder} is held by {holder}. Stop it first, or name another data folder.", null, outcomeUnknown: false)
{
    /// <summary>The process and since when, in words.</summary>
    public string Holder { get; } = holder;
}
