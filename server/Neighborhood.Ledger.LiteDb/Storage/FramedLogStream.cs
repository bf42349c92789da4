using System.Buffers.Binary;

namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>
/// Stores each page of LiteDB's log in a frame of 8,216 bytes: CRC-32C of the rest, store, generation, slot, page. Opening takes the
/// longest valid prefix of one generation and store, and discards everything after the last confirmed transaction in it. Every
/// emptying and every opening starts a generation above any in the file: otherwise stale frames behind a torn tail could become valid again.
/// </summary>
internal sealed class FramedLogStream : LogStream
{
    /// <summary>One page with its frame.</summary>
    public const int FrameBytes = HeaderBytes + PageBytes;

    private const int HeaderBytes = 24;
    private const int StoreOffset = 4;
    private const int GenerationOffset = 8;
    private const int SlotOffset = 16;

    /// <summary>Where LiteDB marks a page as the last one of a committed transaction (<c>BasePage.P_IS_CONFIRMED</c>).</summary>
    private const int ConfirmedOffset = HeaderBytes + 18;

    /// <summary>An emptied log keeps its space, which makes the next sync cheaper, up to this size.</summary>
    private const long KeptBytes = 32L << 20;

    private readonly IStorageFile file;
    private readonly uint store;
    private readonly LogRules rules;
    private readonly JournalCounters counters;
    private readonly byte[] frame = new byte[FrameBytes];
    private long generation;
    private long pages;

    /// <summary>Up to where something may stand that was not overwritten yet.</summary>
    private long used;

    private bool written;
    private Exception? failure;

    public FramedLogStream(IStorageFile file, uint store, LogRules rules, JournalCounters counters)
    {
        this.file = file;
        this.store = store;
        this.rules = rules;
        this.counters = counters;
        used = file.Length;
        Recover();
    }

    public override long Length => pages * PageBytes;

    public override int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfFailed();
        var slot = Position / PageBytes;
        if (slot >= pages) return 0;
        var read = file.Read(slot * FrameBytes + HeaderBytes, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        var slot = Position / PageBytes;
        buffer.AsSpan(offset, PageBytes).CopyTo(frame.AsSpan(HeaderBytes));
        WriteFrame(slot, generation);
        pages = Math.Max(pages, slot + 1);
        Position += count;
    }

    public override void SetLength(long value)
    {
        pages = value / PageBytes;
        if (pages > 0) return;
        if (rules.RaiseGenerations) generation++;
        Remember(() =>
        {
            if (file.Length > KeptBytes) file.SetLength(KeptBytes);
        });
    }

    public override void SyncIfWritten()
    {
        ThrowIfFailed();
        if (!written) return;
        Remember(file.Sync);
        ThrowIfFailed();
        counters.Synced();
        written = false;
    }

    public override void Scrub()
    {
        var end = Math.Min(used, file.Length);
        if (end == 0) return;
        var zeros = new byte[Math.Min(end, 1 << 20)];
        for (long at = 0; at < end; at += zeros.Length)
        {
            file.Write(at, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - at)));
        }

        file.Sync();
        counters.Synced();
        used = 0;
    }

    private void Recover()
    {
        long highest = 0, prefixGeneration = 0, prefix = 0, confirmed = 0;
        var joined = true;
        for (long slot = 0, slots = file.Length / FrameBytes; slot < slots; slot++)
        {
            var found = ReadFrame(slot, out var isOurs);
            highest = Math.Max(highest, found);
            if (slot == 0) prefixGeneration = found;
            joined = joined && isOurs && found == prefixGeneration;
            if (!joined) continue;
            prefix = slot + 1;
            if (frame[ConfirmedOffset] != 0) confirmed = prefix;
        }

        pages = rules.DiscardUnconfirmed ? confirmed : prefix;
        RewriteKept(prefixGeneration);
        generation = rules.RaiseGenerations ? highest + 1 : Math.Max(prefixGeneration, 1);
    }

    /// <summary>After a failed sync the system may call a page clean that is not on the disk; writing it again makes the next sync mean it.</summary>
    private void RewriteKept(long itsGeneration)
    {
        for (long slot = 0; slot < pages; slot++)
        {
            ReadFrame(slot, out _);
            WriteFrame(slot, itsGeneration);
        }
    }

    /// <summary>The generation of a frame, 0 where there is no valid one.</summary>
    private long ReadFrame(long slot, out bool isOurs)
    {
        isOurs = false;
        if (file.Read(slot * FrameBytes, frame) < FrameBytes) return 0;
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame) != Checksums.Crc32C(frame.AsSpan(StoreOffset))) return 0;
        if (BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(SlotOffset)) != slot) return 0;
        isOurs = BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(StoreOffset)) == store;
        return BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(GenerationOffset));
    }

    private void WriteFrame(long slot, long itsGeneration)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(StoreOffset), store);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(GenerationOffset), itsGeneration);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(SlotOffset), slot);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Checksums.Crc32C(frame.AsSpan(StoreOffset)));
        written = true;
        used = Math.Max(used, (slot + 1) * FrameBytes);
        Remember(() => file.Write(slot * FrameBytes, frame));
    }

    private void Remember(Action write)
    {
        if (failure is not null) return;
        try
        {
            write();
        }
        catch (Exception error)
        {
            failure = error;
        }
    }

    private void ThrowIfFailed()
    {
        if (failure is not null) throw new IOException("The log could not be written.", failure);
    }
}

/// <summary>Two rules of the framed log that a test switches off to see that the simulated disk would find it out.</summary>
internal sealed record LogRules(bool DiscardUnconfirmed, bool RaiseGenerations)
{
    /// <summary>Both kept, as always outside that test.</summary>
    public static readonly LogRules Safe = new(DiscardUnconfirmed: true, RaiseGenerations: true);
}
