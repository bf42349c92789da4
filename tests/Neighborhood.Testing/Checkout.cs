namespace Neighborhood.Testing;

/// <summary>The checkout that the tests run from within.</summary>
public static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests were carried away from it.</exception>
    public static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Neighborhood.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run from within a checkout of Neighborhood.");
            }

            return folder.FullName;
        }
    }
}
