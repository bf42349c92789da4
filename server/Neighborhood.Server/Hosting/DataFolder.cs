namespace Neighborhood.Server.Hosting;

/// <summary>The folder that holds everything of a server. Only its owner may look into it.</summary>
public sealed class DataFolder
{
    /// <summary>Opens the folder, made where it is missing.</summary>
    public DataFolder(string path)
    {
        FullPath = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(FullPath);
            return;
        }

        Directory.CreateDirectory(FullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Its full path.</summary>
    public string FullPath { get; }

    /// <summary>Where backups go.</summary>
    public string BackupPath => Path.Combine(FullPath, "backups");
}
