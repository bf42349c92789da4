namespace Neighborhood.Client.Verification;

/// <summary>Files that only their owner may read, replaced as a whole: a reader sees the old or the new, never half of it.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(20);

    /// <summary>To open one for this process alone.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>Makes the folder of a file, where it is missing, for its owner only.</summary>
    public static void CreateFolderOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
        {
            // A folder of the user's profile is the user's alone there.
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Waits until no other program works on a file; the turn ends when the stream is disposed of.</summary>
    /// <exception cref="IOException">Another one held it for longer than the wait.</exception>
    public static async Task<FileStream> TakeTurnAsync(string path, TimeSpan longestWait, CancellationToken cancellationToken)
    {
        CreateFolderOf(path);
        var began = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (Environment.TickCount64 - began < longestWait.TotalMilliseconds)
            {
                await Task.Delay(PauseBetweenTries, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Puts new content in place of the old, on the disk before it is seen.</summary>
    public static Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        ReplaceAsync(path, async file => await file.WriteAsync(content, cancellationToken).ConfigureAwait(false));

    /// <summary>The same with content that is written as it comes; where that fails, the old file stays.</summary>
    public static async Task ReplaceAsync(string path, Func<Stream, Task> writeAsync)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(writeAsync);
        var next = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(next, Options(FileMode.CreateNew)))
            {
                await writeAsync(file).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }
}
