using Xunit;

namespace Neighborhood.Testing;

/// <summary>
/// Finds the published elections and vectors that are not ours to redistribute: <c>../shared/data</c> beside the checkout, or the
/// folder named by <c>NEIGHBORHOOD_TEST_DATA</c>.
/// </summary>
public static class TestData
{
    /// <summary>The path of a file of the data folder. Skips the calling test where the folder is absent; fails it when CI=true.</summary>
    public static string Require(string relativePath)
    {
        var folder = Folder();
        if (folder is not null)
        {
            return Path.Combine(folder, relativePath);
        }

        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true",
            "The published data is not beside this checkout; set NEIGHBORHOOD_TEST_DATA to its folder.");
        throw new DirectoryNotFoundException("CI must have ../shared/data beside the checkout, or NEIGHBORHOOD_TEST_DATA set.");
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("NEIGHBORHOOD_TEST_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Neighborhood.sln")))
            {
                var data = Path.Combine(folder.FullName, "..", "shared", "data");
                return Directory.Exists(data) ? Path.GetFullPath(data) : null;
            }
        }

        return null;
    }
}
