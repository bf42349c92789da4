using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A proposal: endorsing it, and for its author everything from the draft on.</summary>
public sealed class ProposalPresenter(Workspace workspace, string name) : Presenter<ProposalState>(workspace, new ProposalState(name, null, []))
{
    private const int MostPolls = 20;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        .. AuthorCommands(),
        State.Proposal?.EndorsedByMe == true
            ? new Command("a", "proposal_unendorse", Unendorse, Unless("disabled_not_published", Proposal.Types.State.Published))
            : new Command("a", "proposal_endorse", Endorse,
                Unless("disabled_not_published", Proposal.Types.State.Published) ?? When(!Visitor.Has(Role.Resident, Role.Owner), "disabled_not_resident")),
        new Command("h", "proposal_history", () => Navigator.Open(new ProposalHistoryPresenter(Workspace, State.Name)), NotRead),
        .. CouncilCommands(),
        new Command(Keys.Enter, "command_open", () => Navigator.Open(Links.To(Workspace, Selected!)), When(Selected is null, "disabled_nothing_to_open")),
    ];

    private string? NotRead => When(State.Proposal is null, "list_reading");

    private bool IsMine => State.Proposal?.Author?.Resident == Visitor.Resident && Visitor.Resident.Length > 0;

    /// <inheritdoc/>
    public override Page Show(int width) => ProposalText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(ReadAsync, read => Set(_ => read));

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource == State.Name || State.Polls.Any(poll => poll.Name == happening.Resource))
        {
            ReadAgain();
        }
    }

    private ImmutableArray<Command> AuthorCommands()
    {
        if (!IsMine)
        {
            return [];
        }

        var isDraft = State.Proposal!.State == Proposal.Types.State.Draft;
        return
        [
            new Command("e", "proposal_edit", () => ProposalForm.Edit(Workspace, State.Proposal),
                Unless("disabled_not_editable", Proposal.Types.State.Draft, Proposal.Types.State.Published)),
            isDraft
                ? new Command("p", "proposal_publish", Publish)
                : new Command("c", "proposal_clarify", Clarify,
                    Unless("disabled_not_clarifiable", Proposal.Types.State.Published, Proposal.Types.State.Tabled)),
            new Command("w", "proposal_withdraw", Withdraw,
                Unless("disabled_not_withdrawable", Proposal.Types.State.Draft, Proposal.Types.State.Published, Proposal.Types.State.Tabled)),
        ];
    }

    private ImmutableArray<Command> CouncilCommands() => !Visitor.Has(Role.Staff, Role.CouncilMember) ? [] :
    [
        new Command("t", "proposal_table", Table, Unless("disabled_not_published", Proposal.Types.State.Published)),
        new Command("n", "home_announce", () => AnnouncePollForm.Open(Workspace, State.Proposal), Unless("disabled_not_tabled", Proposal.Types.State.Tabled)),
    ];

    private string? Unless(string key, params ReadOnlySpan<Proposal.Types.State> states) =>
        NotRead ?? When(!states.Contains(State.Proposal!.State), key);

    private async Task<ProposalState> ReadAsync(CancellationToken cancellation)
    {
        var proposal = await Server.Proposals.GetProposalAsync(
            new GetProposalRequest { Name = State.Name }, cancellationToken: cancellation).ConfigureAwait(false);
        if (proposal.Polls.Count == 0)
        {
            return new ProposalState(State.Name, proposal, []);
        }

        var request = new ListPollsRequest { Parent = Visitor.Community, Proposal = State.Name, PageSize = MostPolls };
        var polls = await Server.Polls.ListPollsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ProposalState(State.Name, proposal, [.. polls.Polls]);
    }

    private void Endorse() => Call(
        cancellation => Server.Proposals.EndorseProposalAsync(new EndorseProposalRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        proposal => ShowNow(proposal, proposal.State == Proposal.Types.State.Tabled ? "proposal_tabled_now" : "proposal_endorsed_now"));

    private void Unendorse() => Call(
        cancellation => Server.Proposals.WithdrawEndorsementAsync(
            new WithdrawEndorsementRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        proposal => ShowNow(proposal, "proposal_unendorsed_now"));

    private void Publish() => Navigator.Open(ConfirmPresenter.For(
        Workspace, "proposal_publish", [new Confirmation(_ => State.Proposal!.Title, Tone.Title), new Confirmation(words => words["proposal_publish_text"])],
        "proposal_publish",
        cancellation => Server.Proposals.PublishProposalAsync(new PublishProposalRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        _ => Navigator.Back()));

    private void Clarify() => Navigator.Open(new FormPresenter(Workspace, "proposal_clarify", [Fields.LongText("text", "field_text", 2000)],
        async (form, cancellation) =>
        {
            var request = new ClarifyProposalRequest { Name = State.Name, Text = form["text"] };
            await Server.Proposals.ClarifyProposalAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => words["proposal_clarify_text"] });

    private void Withdraw() => Navigator.Open(new FormPresenter(Workspace, "proposal_withdraw", [Fields.Reason with { IsRequired = false }],
        async (form, cancellation) =>
        {
            var request = new WithdrawProposalRequest { Name = State.Name, Reason = form["reason"] };
            await Server.Proposals.WithdrawProposalAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => words["proposal_withdraw_text"] });

    private void Table() => Navigator.Open(new FormPresenter(Workspace, "proposal_table", [Fields.Reason],
        async (form, cancellation) =>
        {
            var request = new TableProposalRequest { Name = State.Name, Reason = form["reason"] };
            await Server.Proposals.TableProposalAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => words["proposal_table_text"] });

    private void ShowNow(Proposal proposal, string told)
    {
        Set(state => state with { Proposal = proposal });
        Tell(told, proposal.EndorsementCount, proposal.EndorsementsNeeded);
    }
}
