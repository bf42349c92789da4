using System.Runtime.InteropServices;
using System.Text;

namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>Makes the names in a folder durable: a renamed or new file is there after a power cut.</summary>
public static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Syncs a folder. Windows journals names by itself.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Run(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenFolder(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder {path} cannot be opened to sync it (errno {Marshal.GetLastPInvokeError()}).");
        }

        var failed = SyncFolder(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = CloseFolder(descriptor);
        if (failed)
        {
            throw new IOException($"The folder {path} cannot be synced (errno {error}).");
        }
    }

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
