namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>A folder of the operating system.</summary>
internal sealed class DiskFolder(string path) : IStorageFolder
{
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

    public void Sync() => FolderSync.Run(Path);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
