using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Order = Neighborhood.V1.ListTopicsRequest.Types.Order;

namespace Neighborhood.Terminal.Screens;

/// <summary>邻里恳谈室: the topics of a community.</summary>
public sealed class TopicsPresenter(Workspace workspace) : ListPresenter<Topic, Order>(workspace, Order.Newest)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new TopicPresenter(Workspace, Selected!)), WhenNothingSelected),
        new Command("n", "topics_new", New, When(Visitor.IsOnlyObserver, "disabled_observer")),
        new Command("o", "topics_order", () => Filter(Next(State.Filter))),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => TopicsText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource.Contains("/topics/", StringComparison.Ordinal))
        {
            ReadAgain();
        }
    }

    /// <inheritdoc/>
    protected override string NameOf(Topic item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Topic>> ReadPageAsync(Order filter, string token, CancellationToken cancellation)
    {
        var request = new ListTopicsRequest { Parent = Visitor.Community, Order = filter, PageToken = token };
        var read = await Server.Discussions.ListTopicsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Topic>(read.Topics, read.NextPageToken);
    }

    private static Order Next(Order order) => order switch
    {
        Order.Newest => Order.MostDiscussed,
        Order.MostDiscussed => Order.Unread,
        _ => Order.Newest,
    };

    private void New() => Navigator.Open(new FormPresenter(
        Workspace, "topics_new", [new Field("title", "field_title") { IsRequired = true, MaxLength = 80 }, Fields.LongText("text", "field_text", 4000)],
        async (form, cancellation) =>
        {
            var request = new CreateTopicRequest { Parent = Visitor.Community, Title = form["title"], Text = form["text"] };
            var topic = await Server.Discussions.CreateTopicAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                Navigator.Back();
                Navigator.Open(new TopicPresenter(Workspace, topic.Name));
            };
        })
    { SendLabel = "command_publish" });
}
