namespace Neighborhood.Architecture.Tests;

/// <summary>
/// A file of the checkout that is printed from the code. With <c>NEIGHBORHOOD_UPDATE=1</c> the tests write it anew; without, they fail where it is
/// not what would be printed.
/// </summary>
public static class Recorded
{
    /// <summary>How to write all recorded files anew.</summary>
    public const string Remedy = "NEIGHBORHOOD_UPDATE=1 dotnet test --project tests/Neighborhood.Architecture.Tests";

    /// <summary>Fails unless the file holds this text.</summary>
    public static void AssertCurrent(string file, string printed)
    {
        var path = House.PathOf(file);
        if (Environment.GetEnvironmentVariable("NEIGHBORHOOD_UPDATE") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(path, printed);
        }

        var problem = Problem(file, File.Exists(path) ? File.ReadAllText(path) : null, printed);
        Assert.True(problem is null, problem);
    }

    /// <summary>What is wrong with a file that holds this and should hold what was printed; null where nothing is.</summary>
    public static string? Problem(string file, string? held, string printed) => held == printed ? null : $"{file} is stale. Print it anew: {Remedy}";
}
