namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>What the two streams under LiteDB have in common: a position, and pages of 8 KiB. LiteDB locks each stream around every call.</summary>
internal abstract class PagedStream : Stream
{
    /// <summary>LiteDB reads and writes nothing but whole pages.</summary>
    public const int PageBytes = 8192;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Position { get; set; }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };
}
