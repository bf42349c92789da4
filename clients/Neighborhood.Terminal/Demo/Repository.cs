namespace Neighborhood.Terminal.Demo;

/// <summary>The working copy that this program was built in, where its examples and its server lie.</summary>
internal static class Repository
{
    private const string Mark = "Neighborhood.sln";

    /// <summary>A path within it; null where there is none.</summary>
    public static string? Find(params ReadOnlySpan<string> parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                var path = Path.Combine([folder.FullName, .. parts]);
                return Path.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
