using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>A folder on a disk that can be full: then nothing is written any more, and everything is read.</summary>
internal sealed class FillableFolder(string path) : IStorageFolder
{
    private readonly DiskFolder _disk = new(path);
    private volatile bool _isFull;

    /// <summary>Whether there is no space left.</summary>
    public bool IsFull
    {
        get => _isFull;
        set => _isFull = value;
    }

    // The mark for reading only is not what is tested: the disk fills from one moment to the next.
    public long FreeSpaceBytes => long.MaxValue;

    public bool Exists(string name) => _disk.Exists(name);

    public IStorageFile Open(string name) => new FillableFile(this, _disk.Open(name));

    public void Rename(string from, string to) => _disk.Rename(from, to);

    public void Delete(string name) => _disk.Delete(name);

    public void Sync() => _disk.Sync();

    private void ThrowIfFull()
    {
        if (IsFull)
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class FillableFile(FillableFolder folder, IStorageFile file) : IStorageFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            folder.ThrowIfFull();
            file.Write(offset, bytes);
        }

        public void SetLength(long length)
        {
            folder.ThrowIfFull();
            file.SetLength(length);
        }

        public void Sync() => file.Sync();

        public void Dispose() => file.Dispose();
    }
}
