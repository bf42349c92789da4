namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>
/// LiteDB's data file with a write-ahead barrier: the log is synced before the first data page is written after it, because pages written
/// over a log that a power cut takes away cannot be put right again. <see cref="Flush"/> syncs the data.
/// </summary>
internal sealed class BarrierDataStream(IStorageFile file, Action barrier, JournalCounters counters) : PagedStream
{
    private PageSnapshot? snapshot;

    /// <summary>
    /// Whether a checkpoint is running. LiteDB writes data pages only then, except to mark a file as invalid after an error: that mark
    /// is dropped, because we reopen from what is on disk.
    /// </summary>
    public bool InCheckpoint { get; set; }

    public override long Length => file.Length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(Position, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!InCheckpoint) return;
        barrier();
        snapshot?.KeepBefore(Position);
        file.Write(Position, buffer.AsSpan(offset, count));
        Position += count;
    }

    public override void SetLength(long value) => file.SetLength(value);

    public override void Flush()
    {
        if (!InCheckpoint) return;
        file.Sync();
        counters.Synced();
    }

    /// <summary>Starts a copy of the file as it is now; pages about to change are copied first. Call between transactions.</summary>
    public PageSnapshot StartSnapshot(IStorageFile target)
    {
        lock (this)
        {
            if (snapshot is not null) throw new JournalException("A backup is already running: wait for it.", null, outcomeUnknown: false);
            return snapshot = new PageSnapshot(file, target, this);
        }
    }

    /// <summary>Ends the copy; false where it is not the one that runs.</summary>
    public bool EndSnapshot(PageSnapshot ended)
    {
        lock (this)
        {
            if (snapshot != ended) return false;
            snapshot = null;
            return true;
        }
    }
}
