namespace Neighborhood.Server.Commands;

/// <summary>Whether there is anything to work on: a mistyped folder must not be made and then called sound.</summary>
internal static class MaintenanceFolder
{
    public static bool HasData(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "neighborhood.litedb*").Any();
}
