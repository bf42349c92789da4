using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Home: what waits for me, and the ways to everything else.</summary>
public sealed class HomePresenter(Workspace workspace) : Presenter<HomeState>(workspace, HomeState.Empty)
{
    private const int MostPerSection = 20;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("t", "home_topics", () => Navigator.Open(new TopicsPresenter(Workspace)), NotHere),
        new Command("p", "home_proposals", () => Navigator.Open(new ProposalsPresenter(Workspace)), NotHere),
        new Command("v", "home_polls", () => Navigator.Open(new PollsPresenter(Workspace)), NotHere),
        new Command("e", "home_petitions", () => Navigator.Open(new PetitionsPresenter(Workspace)), NotHere),
        new Command("d", "home_proxies", () => Navigator.Open(new ProxiesPresenter(Workspace)), NotHere),
        new Command("g", "home_renovation", () => Navigator.Open(new MenusPresenter(Workspace)), NotHere),
        .. StaffCommands(),
        new Command("a", "home_account", () => Navigator.Open(new AccountPresenter(Workspace))),
        new Command("c", "home_communities", () => Navigator.Open(new CommunitiesPresenter(Workspace)),
            When(Visitor.Me?.Memberships.Count < 2 && !Visitor.IsOperator, "disabled_one_community")),
        .. OperatorCommands(),
        new Command(Keys.Enter, "command_open", OpenSelected, When(Selected is null, "disabled_nothing_selected")),
    ];

    private string? NotHere => When(Visitor.Membership is null, "disabled_no_community");

    /// <inheritdoc/>
    public override Page Show(int width) => HomeText.Show(State, Visitor, Commands, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read()
    {
        if (Visitor.Membership is not null)
        {
            Call(ReadAsync, Take);
        }
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Kind != WatchResponse.Types.Kind.PollTurnout)
        {
            ReadAgain();
        }
    }

    // Before the first reading there is nothing to select but the ways to elsewhere; what waits for me comes first.
    private void Take(HomeState read)
    {
        var isFirst = !State.IsRead;
        Set(_ => read);
        if (isFirst)
        {
            SelectItem(null);
        }
    }

    private ImmutableArray<Command> StaffCommands()
    {
        var commands = ImmutableArray.CreateBuilder<Command>();
        if (Visitor.Has(Role.Staff, Role.ContactCadre))
        {
            commands.Add(new Command("h", "home_roll", () => Navigator.Open(new HouseholdsPresenter(Workspace))));
            commands.Add(new Command("r", "home_residents", () => Navigator.Open(new ResidentsPresenter(Workspace))));
        }

        if (Visitor.Has(Role.Staff))
        {
            commands.Add(new Command("i", "home_invitations", () => Navigator.Open(new InvitationsPresenter(Workspace))));
            commands.Add(new Command("s", "home_settings", () => Navigator.Open(new SettingsPresenter(Workspace))));
        }

        if (Visitor.Has(Role.Staff, Role.Moderator))
        {
            commands.Add(new Command("m", "home_reports", () => Navigator.Open(new ReportsPresenter(Workspace))));
        }

        if (Visitor.Has(Role.Staff, Role.CouncilMember))
        {
            commands.Add(new Command("n", "home_announce", () => AnnouncePollForm.Open(Workspace, proposal: null)));
        }

        return commands.ToImmutable();
    }

    private ImmutableArray<Command> OperatorCommands() =>
        Visitor.IsOperator ? [new Command("o", "home_operator", () => Navigator.Open(new OperatorPresenter(Workspace)))] : [];

    private async Task<HomeState> ReadAsync(CancellationToken cancellation)
    {
        var parent = Visitor.Community;
        var waiting = WaitingAsync(parent, cancellation);
        var announced = Server.Polls.ListPollsAsync(
            new ListPollsRequest { Parent = parent, State = Poll.Types.State.Announced, PageSize = MostPerSection }, cancellationToken: cancellation);
        var replies = Server.Discussions.ListRepliesAsync(
            new ListRepliesRequest { Parent = parent, PageSize = MostPerSection }, cancellationToken: cancellation);
        var mine = Server.Proposals.ListProposalsAsync(
            new ListProposalsRequest { Parent = parent, Mine = true, PageSize = MostPerSection }, cancellationToken: cancellation);
        var open = await waiting.ConfigureAwait(false);
        return new HomeState(
            open,
            [.. (await announced.ConfigureAwait(false)).Polls.OrderBy(poll => poll.OpensAt.Seconds)],
            [.. (await replies.ConfigureAwait(false)).Posts],
            [.. (await mine.ConfigureAwait(false)).Proposals],
            IsRead: true)
        {
            Renovation = await PollItems.ReadAsync(Server, open, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>Being shown a poll says nothing of a right to vote in it, so each that has no ballot of mine is asked for it.</summary>
    private async Task<ImmutableArray<Poll>> WaitingAsync(string parent, CancellationToken cancellation)
    {
        var request = new ListPollsRequest { Parent = parent, State = Poll.Types.State.Open, PageSize = MostPerSection };
        var open = await Server.Polls.ListPollsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        var rights = open.Polls.Where(poll => !poll.VotedByMe).Select(async poll => (poll, right: await Server.Polls.GetMyEntitlementAsync(
            new GetMyEntitlementRequest { Name = poll.Name }, cancellationToken: cancellation).ConfigureAwait(false)));
        var known = await Task.WhenAll(rights).ConfigureAwait(false);
        return [.. known.Where(asked => asked.right is { Entitled: true, Voted: false }).Select(asked => asked.poll).OrderBy(poll => poll.ClosesAt.Seconds)];
    }

    private void OpenSelected()
    {
        if (Selected is not { } name)
        {
            return;
        }

        if (Commands.FirstOrDefault(command => command.Label == name) is { } way)
        {
            way.Run();
            return;
        }

        Navigator.Open(Links.To(Workspace, name));
    }
}
