using System.Collections;

namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>
/// Copies the data file as it was at one moment while it goes on changing: a page is copied before it is overwritten, all others one
/// after the other. LiteDB locks the stream around each write, and so does this.
/// </summary>
internal sealed class PageSnapshot(IStorageFile source, IStorageFile target, object streamLock)
{
    private const int PagesAtOnce = 32;

    private readonly BitArray copied = new(checked((int)(source.Length / PagedStream.PageBytes)));
    private readonly byte[] page = new byte[PagedStream.PageBytes];
    private int next;
    private Exception? failure;

    /// <summary>Called by the stream, under its lock, before a page is written. A failing copy must not fail the write.</summary>
    public void KeepBefore(long offset)
    {
        if (failure is not null) return;
        try
        {
            Copy(checked((int)(offset / PagedStream.PageBytes)));
        }
        catch (Exception error)
        {
            failure = error;
        }
    }

    /// <summary>Copies some more pages; false when all are there.</summary>
    public bool CopyMore()
    {
        lock (streamLock)
        {
            if (failure is not null) throw new IOException("The copy could not be written.", failure);
            for (var end = Math.Min(next + PagesAtOnce, copied.Length); next < end; next++) Copy(next);
            return next < copied.Length;
        }
    }

    private void Copy(int number)
    {
        if (number >= copied.Length || copied[number]) return;
        var offset = (long)number * PagedStream.PageBytes;
        source.Read(offset, page);
        target.Write(offset, page);
        copied[number] = true;
    }
}
