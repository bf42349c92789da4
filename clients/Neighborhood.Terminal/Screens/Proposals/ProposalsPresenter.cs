using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The proposals of a community.</summary>
public sealed class ProposalsPresenter(Workspace workspace) : ListPresenter<Proposal, ProposalFilter>(workspace, ProposalFilter.All)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new ProposalPresenter(Workspace, Selected!)), WhenNothingSelected),
        new Command("n", "proposals_new", () => ProposalForm.Create(Workspace, topic: "", title: ""), When(Visitor.IsOnlyObserver, "disabled_observer")),
        new Command("f", "proposals_state", () => Filter(State.Filter with { State = Cycle.Next(State.Filter.State) })),
        new Command("g", "proposals_category", () => Filter(State.Filter with { Category = Cycle.Next(State.Filter.Category) })),
        new Command("m", "proposals_mine", () => Filter(State.Filter with { Mine = !State.Filter.Mine })),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => ProposalsText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource.Contains("/proposals/", StringComparison.Ordinal))
        {
            ReadAgain();
        }
    }

    /// <inheritdoc/>
    protected override string NameOf(Proposal item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Proposal>> ReadPageAsync(ProposalFilter filter, string token, CancellationToken cancellation)
    {
        var request = new ListProposalsRequest
        {
            Parent = Visitor.Community,
            State = filter.State,
            Category = filter.Category,
            Mine = filter.Mine,
            PageToken = token
        };
        var read = await Server.Proposals.ListProposalsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Proposal>(read.Proposals, read.NextPageToken);
    }
}
