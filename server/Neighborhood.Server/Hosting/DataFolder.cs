namespace Neighborhood.Server.Hosting;

/// <summary>The folder that holds everything of a server. Only its owner may look into it.</summary>
public sealed class DataFolder
{
    /// <summary>Opens the folder, made where it is missing.</summary>
    /// <exception cref="UnfitOptionException">No folder can be there.</exception>
    public DataFolder(string path)
    {
        FullPath = Path.GetFullPath(path);
        try
        {
            Create(FullPath);
        }
        catch (IOException) when (File.Exists(FullPath) || !Directory.Exists(Path.GetDirectoryName(FullPath)))
        {
            throw new UnfitOptionException("folder_unfit", FullPath);
        }
    }

    /// <summary>Its full path.</summary>
    public string FullPath { get; }

    /// <summary>Where backups go.</summary>
    public string BackupPath => Path.Combine(FullPath, "backups");

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
