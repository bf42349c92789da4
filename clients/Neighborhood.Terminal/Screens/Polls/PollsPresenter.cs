using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The polls of a community.</summary>
public sealed class PollsPresenter(Workspace workspace) : ListPresenter<Poll, Poll.Types.State>(workspace, Poll.Types.State.Unspecified)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new PollPresenter(Workspace, Selected!)), WhenNothingSelected),
        new Command("f", "polls_state", () => Filter(Cycle.Next(State.Filter))),
        .. Visitor.Has(Role.Staff, Role.CouncilMember)
            ? [new Command("n", "home_announce", () => AnnouncePollForm.Open(Workspace, proposal: null))]
            : ImmutableArray<Command>.Empty,
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => PollsText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource.Contains("/polls/", StringComparison.Ordinal))
        {
            ReadAgain();
        }
    }

    /// <inheritdoc/>
    protected override string NameOf(Poll item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Poll>> ReadPageAsync(Poll.Types.State filter, string token, CancellationToken cancellation)
    {
        var request = new ListPollsRequest { Parent = Visitor.Community, State = filter, PageToken = token };
        var read = await Server.Polls.ListPollsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Poll>(read.Polls, read.NextPageToken);
    }
}
