namespace Neighborhood.Terminal.Demo;

/// <summary>Where a demonstration keeps its data: a folder to keep, or a temporary one that is removed at the end.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly bool _isTemporary;

    public DemoFolder(string? keep)
    {
        _isTemporary = keep is null;
        Path = keep is null ? Directory.CreateTempSubdirectory("neighborhood-demo-").FullName : Directory.CreateDirectory(keep).FullName;
    }

    public string Path { get; }

    public string Data => Directory.CreateDirectory(System.IO.Path.Combine(Path, "data")).FullName;

    /// <summary>Keys and heads of the demonstration stay apart from those that the user's computer remembers.</summary>
    public string KnownHeads => System.IO.Path.Combine(Path, "known-heads.json");

    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
