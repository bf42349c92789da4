namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>
/// The log that LiteDB writes from a thread of its own. An exception there would make every later checkpoint wait for ever, so a write
/// never throws: it remembers, and the next <see cref="SyncIfWritten"/> or read, on a thread of ours, throws.
/// </summary>
internal abstract class LogStream : PagedStream
{
    /// <summary>Makes the log durable if anything was written since the last sync.</summary>
    /// <exception cref="IOException">A write or sync failed; the log must be opened anew.</exception>
    public abstract void SyncIfWritten();

    /// <summary>Overwrites everything that an empty log still holds of earlier transactions, and syncs.</summary>
    public abstract void Scrub();

    /// <summary>LiteDB flushes whenever its queue is empty; syncing then would cost one sync per page.</summary>
    public override void Flush()
    {
    }
}
