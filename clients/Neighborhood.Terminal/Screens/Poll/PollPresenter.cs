using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using PollStates = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Terminal.Screens;

/// <summary>A poll: its terms, turnout and verdict; voting, objecting, and what staff may do with it.</summary>
public sealed class PollPresenter(Workspace workspace, string name) : Presenter<PollState>(workspace, new PollState(name, null, null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("v", State.Poll?.VotedByMe == true ? "poll_change" : "poll_vote", Vote, CannotVote),
        new Command("d", "poll_vote_for", () => Navigator.Open(new PrincipalsPresenter(Workspace, State.Poll!)),
            Unless("disabled_poll_not_open", PollStates.Open)),
        new Command("b", "poll_receipt", () => Navigator.Open(new ReceiptPresenter(Workspace, State.Poll!)),
            NotRead ?? When(!State.Poll!.VotedByMe, "disabled_no_ballot")),
        .. ScrutineerCommands(),
        new Command("o", "poll_objections", () => Navigator.Open(new ObjectionsPresenter(Workspace, State.Poll!)), NotRead),
        new Command("f", "poll_object", Object, CannotObject ?? When(Visitor.IsOnlyObserver, "disabled_observer")),
        new Command("r", "poll_roll", () => Navigator.Open(new VotersPresenter(Workspace, State.Name, isMissing: false)), NotRead),
        new Command("w", "poll_openings", () => Navigator.Open(new OpeningsPresenter(Workspace, State.Poll!)),
            Unless("disabled_not_decided", PollStates.Decided) ?? When(State.Poll!.Secrecy != Secrecy.Open, "ErrorReason_OpeningsWithheld")),
        new Command("u", "poll_rule", () => Navigator.Open(new RulePresenter(Workspace, State.Name)), NotRead),
        Visitor.Has(Role.Staff, Role.ContactCadre)
            ? new Command("p", "poll_papers", () => Navigator.Open(new PapersPresenter(Workspace, State.Poll!)), NotRead)
            : new Command("p", "papers_count", () => Navigator.Open(new ReconciliationPresenter(Workspace, State.Poll!)), NotRead),
        new Command("e", "poll_export", () => BundleForm.Open(Workspace, State.Poll!), NotRead ?? When(State.Poll!.Result is null, "disabled_not_decided")),
        .. StaffCommands(),
        new Command(Keys.Enter, "command_open", OpenSelected, When(Selected is null, "disabled_nothing_to_open")),
    ];

    private string? NotRead => When(State.Poll is null, "list_reading");

    private bool IsAboutVoters => State.Poll!.Result?.ProvisionalUntil is not null;

    private string? CannotObject => NotRead ?? (IsAboutVoters
        ? When(State.Poll!.Result.ProvisionalUntil.ToDateTimeOffset() <= Workspace.Clock.GetUtcNow(), "ErrorReason_ObjectionPeriodOver")
        : Unless("disabled_not_announced", PollStates.Announced));

    private string? CannotVote => Unless("disabled_poll_not_open", PollStates.Open)
        ?? When(State.Entitlement is null, "list_reading")
        ?? (State.Entitlement!.Entitled ? null : Workspace.Words["poll_not_entitled"] + Workspace.Words.Of(State.Entitlement.Reason))
        ?? When(Visitor.Me?.VotingHoldUntil?.ToDateTimeOffset() > Workspace.Clock.GetUtcNow(), "ErrorReason_AccountOnHold");

    /// <inheritdoc/>
    public override Page Show(int width) => PollText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(ReadAsync, read => Set(_ => read));

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource != State.Name)
        {
            return;
        }

        if (happening.Kind != WatchResponse.Types.Kind.PollTurnout || State.Poll is null)
        {
            ReadAgain();
            return;
        }

        var poll = State.Poll.Clone();
        poll.Turnout.VotedHeadcount = happening.VotedHeadcount;
        poll.Turnout.VotedAreaCm2 = happening.VotedAreaCm2;
        Set(state => state with { Poll = poll });
    }

    private async Task<PollState> ReadAsync(CancellationToken cancellation)
    {
        var asked = Server.Polls.GetPollAsync(new GetPollRequest { Name = State.Name }, cancellationToken: cancellation);
        var entitlement = Server.Polls.GetMyEntitlementAsync(new GetMyEntitlementRequest { Name = State.Name }, cancellationToken: cancellation);
        var poll = await asked.ConfigureAwait(false);
        return new PollState(State.Name, poll, await entitlement.ConfigureAwait(false))
        {
            Items = await PollItems.ReadAsync(Server, [poll], cancellation).ConfigureAwait(false),
        };
    }

    private void Vote() =>
        Navigator.Open(State.Poll!.Options.Count == 0 ? new QuestionBallotPresenter(Workspace, State.Poll) : new BallotPresenter(Workspace, State.Poll));

    private void OpenSelected() => Navigator.Open(QuestionsText.PlaceOf(Selected!) is { } question
        ? new QuestionPresenter(Workspace, State.Poll!, question)
        : Links.To(Workspace, Selected!));

    private void Object() => Navigator.Open(new FormPresenter(Workspace, "poll_object", [Fields.LongText("text", "field_objection", 1000)],
        async (form, cancellation) =>
        {
            var about = IsAboutVoters ? About.VoterList : About.Roll;
            var request = new FileObjectionRequest { Parent = State.Name, Text = form["text"], About = about };
            await Server.Polls.FileObjectionAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                Navigator.Back();
                Tell("poll_objected");
            };
        })
    {
        Introduction = words => IsAboutVoters
            ? words.Say("poll_object_voters_text", Workspace.Moments.At(State.Poll!.Result.ProvisionalUntil))
            : words.Say("poll_object_text", Workspace.Moments.At(State.Poll!.ObjectionsUntil)),
    });

    private ImmutableArray<Command> ScrutineerCommands() =>
        State.Poll is not { Result.Withheld: true } poll || !poll.Scrutineers.Any(person => person.Resident == Visitor.Resident) ? [] :
    [
        new Command("m", "poll_withheld_numbers", () => Navigator.Open(new WithheldPresenter(Workspace, poll)),
            When(poll.EvidenceErased, "disabled_evidence_erased")),
    ];

    private ImmutableArray<Command> StaffCommands() => !Visitor.Has(Role.Staff) ? [] :
    [
        new Command("n", "poll_record_notice", () => NoticeForm.Open(Workspace, State.Poll!),
            NotRead ?? When(State.Poll!.State is PollStates.Cancelled or PollStates.Voided, "disabled_not_postable")),
        new Command("s", "poll_scrutineers", () => Navigator.Open(new ScrutineersPresenter(Workspace, State.Poll!)), NotRead),
        new Command("t", "poll_extend", Extend, Unless("disabled_not_extendable", PollStates.Announced, PollStates.Open)),
        State.Poll?.State == PollStates.Announced
            ? new Command("x", "poll_cancel", Cancel)
            : new Command("x", "poll_void", Void, Unless("disabled_not_voidable", PollStates.Open, PollStates.Closed, PollStates.Decided)),
        new Command("h", "poll_hold", () => LawsuitForms.Hold(Workspace, State.Poll!),
            Unless("disabled_nothing_held", PollStates.Closed, PollStates.Decided, PollStates.Voided)
            ?? When(State.Poll!.EvidenceUntil is null || State.Poll.EvidenceErased, "disabled_nothing_held")),
        new Command("c", "poll_revoke", () => LawsuitForms.Revoke(Workspace, State.Poll!), Unless("disabled_not_decided", PollStates.Decided)),
    ];

    private void Extend() => Navigator.Open(new FormPresenter(
        Workspace, "poll_extend",
        [Fields.Moment("closes_at", "field_closes_at", State.Poll!.ClosesAt.ToDateTimeOffset(), Workspace.Moments, isRequired: true), Fields.Reason],
        async (form, cancellation) =>
        {
            var request = new ExtendPollRequest
            {
                Name = State.Name,
                ClosesAt = Fields.Timestamp(form["closes_at"], Workspace.Moments),
                Reason = form["reason"]
            };
            await Server.Polls.ExtendPollAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = _ => State.Poll!.Question });

    private void Cancel() => AskReason("poll_cancel", "poll_cancel_text", async (reason, cancellation) =>
        await Server.Polls.CancelPollAsync(
            new CancelPollRequest { Name = State.Name, Reason = reason }, cancellationToken: cancellation).ConfigureAwait(false));

    private void Void() => AskReason("poll_void", "poll_void_text", async (reason, cancellation) =>
        await Server.Polls.VoidPollAsync(new VoidPollRequest { Name = State.Name, Reason = reason }, cancellationToken: cancellation).ConfigureAwait(false));

    private void AskReason(string title, string introduction, Func<string, CancellationToken, Task> send) => Navigator.Open(new FormPresenter(
        Workspace, title, [Fields.Reason], async (form, cancellation) =>
        {
            await send(form["reason"], cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => words[introduction] });

    private string? Unless(string key, params ReadOnlySpan<PollStates> states) => NotRead ?? When(!states.Contains(State.Poll!.State), key);
}
