namespace Neighborhood.Terminal.Commands;

/// <summary>Resource names.</summary>
internal static class Names
{
    /// <summary>The last part: the id within its collection.</summary>
    public static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>communities/{community} of a longer name.</summary>
    public static string CommunityOf(string name) => name.Split('/') is ["communities", var community, ..] ? "communities/" + community : name;
}
