using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>One file of a <see cref="SimulatedDisk"/>: what is on the platter, what was written since, and what programs see.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk) : IStorageFile
{
    private const int SectorBytes = 512;

    private readonly List<Change> unsynced = [];
    private readonly Image durable = new();
    private readonly Image seen = new();

    public long Length => disk.Locked(() => (long)seen.Length, counts: false);

    public int Read(long offset, Span<byte> buffer)
    {
        var into = new byte[buffer.Length];
        var read = disk.Locked(() => seen.Read((int)offset, into), counts: false);
        into.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var whole = bytes.ToArray();
        var half = whole[..(whole.Length / 2)];
        disk.Locked(() => Make(new Change((int)offset, whole, 0)), counts: true, partly: () => Make(new Change((int)offset, half, 0)));
    }

    public void SetLength(long length)
    {
        var change = new Change(0, null, (int)length);
        disk.Locked(() => Make(change), counts: true);
    }

    public void Sync() => disk.Locked(() =>
    {
        foreach (var change in unsynced) change.ApplyTo(durable);
        unsynced.Clear();
        return true;
    }, counts: true);

    public void Dispose()
    {
    }

    internal bool Holds(ReadOnlySpan<byte> bytes) => seen.Holds(bytes) || durable.Holds(bytes);

    /// <summary>A power cut: each change since the last sync survives, is lost or torn, in one of several moods of the disk.</summary>
    internal void Lose(Random random)
    {
        var survivors = unsynced.ToArray();
        if (random.Next(2) == 0) random.Shuffle(survivors);
        var kept = random.Next(4) switch { 0 => 0.0, 1 => 1.0, 2 => 0.5, _ => random.NextDouble() };
        var torn = random.Next(3) switch { 0 => 0.0, 1 => 0.3, _ => 1.0 };
        foreach (var change in survivors)
        {
            if (random.NextDouble() < torn) Tear(change, kept, random);
            else if (random.NextDouble() < kept) change.ApplyTo(durable);
        }

        unsynced.Clear();
        seen.CopyFrom(durable);
    }

    private bool Make(Change change)
    {
        unsynced.Add(change);
        change.ApplyTo(seen);
        return true;
    }

    private void Tear(Change change, double kept, Random random)
    {
        if (change.Bytes is not { } bytes)
        {
            if (random.NextDouble() < kept) change.ApplyTo(durable);
            return;
        }

        for (var at = 0; at < bytes.Length;)
        {
            var next = Math.Min(bytes.Length, at + SectorBytes - (change.Offset + at) % SectorBytes);
            if (random.NextDouble() < kept) durable.Write(change.Offset + at, bytes.AsSpan(at, next - at));
            at = next;
        }
    }

    /// <summary>A write, or a new length where there are no bytes.</summary>
    private sealed record Change(int Offset, byte[]? Bytes, int Length)
    {
        public void ApplyTo(Image image)
        {
            if (Bytes is null) image.SetLength(Length);
            else image.Write(Offset, Bytes);
        }
    }

    private sealed class Image
    {
        private byte[] bytes = [];

        public int Length { get; private set; }

        public int Read(int offset, Span<byte> buffer)
        {
            var count = Math.Clamp(Length - offset, 0, buffer.Length);
            if (count > 0) bytes.AsSpan(offset, count).CopyTo(buffer);
            return count;
        }

        public void Write(int offset, ReadOnlySpan<byte> written)
        {
            if (offset + written.Length > Length) SetLength(offset + written.Length);
            written.CopyTo(bytes.AsSpan(offset));
        }

        public void SetLength(int length)
        {
            if (length > bytes.Length) Array.Resize(ref bytes, Math.Max(length, bytes.Length * 2));
            if (length < Length) bytes.AsSpan(length, Length - length).Clear();
            Length = length;
        }

        public void CopyFrom(Image other)
        {
            SetLength(other.Length);
            other.bytes.AsSpan(0, Length).CopyTo(bytes);
        }

        public bool Holds(ReadOnlySpan<byte> sought) => bytes.AsSpan(0, Length).IndexOf(sought) >= 0;
    }
}
