using Microsoft.Win32.SafeHandles;

namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>A file of the operating system.</summary>
internal sealed class DiskFile(string path) : IStorageFile
{
    private readonly SafeFileHandle handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    public long Length => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length && RandomAccess.Read(handle, buffer[done..], offset + done) is > 0 and var read) done += read;
        return done;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

    public void SetLength(long length) => RandomAccess.SetLength(handle, length);

    public void Sync() => RandomAccess.FlushToDisk(handle);

    public void Dispose() => handle.Dispose();
}
