namespace Neighborhood.Ledger.LiteDb;

/// <summary>Another process holds the journal; the message says which one and since when.</summary>
public sealed class JournalHeldException(string folder, string holder)
    : JournalException($"The journal in {folder} is held by {holder}. Stop it first, or name another data folder.", null, outcomeUnknown: false)
{
    /// <summary>The process and since when, in words.</summary>
    public string Holder { get; } = holder;

    /// <summary>The process and since when, to be said in another language; null where it is not known.</summary>
    public (int Process, string Since)? Known =>
        Holder.Split(' ', 4) is ["process", var id, "since", var since] && int.TryParse(id, out var process) ? (process, since) : null;
}
