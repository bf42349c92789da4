using System.Runtime.InteropServices;
using System.Text;

namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>A folder of the operating system.</summary>
internal sealed class DiskFolder(string path) : IStorageFolder
{
    private const int ReadOnly = 0;

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public long FreeSpaceBytes => new DriveInfo(Path).AvailableFreeSpace;

    public bool Exists(string name) => File.Exists(In(name));

    public IStorageFile Open(string name) => new DiskFile(In(name));

    public void Rename(string from, string to) => File.Move(In(from), In(to), overwrite: true);

    public void Delete(string name) => File.Delete(In(name));

    /// <summary>Overwrites a file with zeros and deletes it.</summary>
    public void Discard(string name)
    {
        using (var file = Open(name))
        {
            var zeros = new byte[Math.Clamp(file.Length, 1, 1 << 20)];
            for (long at = 0, end = file.Length; at < end; at += zeros.Length) file.Write(at, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - at)));
            file.Sync();
        }

        Delete(name);
    }

    /// <summary>Windows journals names by itself.</summary>
    public void Sync()
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenFolder(Encoding.UTF8.GetBytes(Path + '\0'), ReadOnly);
        if (descriptor < 0) throw new IOException($"The folder {Path} cannot be opened to sync it (errno {Marshal.GetLastPInvokeError()}).");
        var failed = SyncFolder(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = CloseFolder(descriptor);
        if (failed) throw new IOException($"The folder {Path} cannot be synced (errno {error}).");
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncFolder(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFolder(int descriptor);
}
