using Neighborhood.Terminal.Shell;

namespace Neighborhood.Terminal.Screens;

/// <summary>The screen of a resource, by its name.</summary>
public static class Links
{
    /// <summary>
    /// communities/{c}/polls/{p}, …/proposals/{p}, …/petitions/{p}, …/menus/{m} or …/topics/{t}, the last two
    /// with an item or a post of it that is wanted or without.
    /// </summary>
    public static Presenter To(Workspace workspace, string name) => name.Split('/')[2] switch
    {
        "menus" when name.Contains("/items/", StringComparison.Ordinal) => new ItemPresenter(workspace, name),
        "menus" => new MenuPresenter(workspace, name),
        "petitions" => new PetitionPresenter(workspace, name),
        "polls" => new PollPresenter(workspace, name),
        "proposals" => new ProposalPresenter(workspace, name),
        "topics" => new TopicPresenter(workspace, string.Join('/', name.Split('/')[..4])) { Wanted = name },
        var kind => throw new ArgumentException($"No screen shows {kind}.", nameof(name)),
    };
}
