using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using PetitionStates = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Terminal.Screens;

/// <summary>A petition: signing it, and once enough have signed announcing the poll that it calls for.</summary>
public sealed class PetitionPresenter(Workspace workspace, string name) : Presenter<PetitionState>(workspace, new PetitionState(name, null, []))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("s", "petition_sign", Sign, Unless("disabled_petition_not_open", PetitionStates.Open)
            ?? When(State.Petition!.SignedByMe, "ErrorReason_AlreadySigned") ?? When(!Visitor.Has(Role.Resident, Role.Owner), "disabled_not_signer")),
        new Command("w", "petition_withdraw", Withdraw, Unless("disabled_signatures_stand", PetitionStates.Open)
            ?? When(!State.Petition!.SignedByMe, "ErrorReason_NotSigned")),
        new Command("n", "petition_announce", () => PetitionForms.Announce(Workspace, State.Petition!), CannotAnnounce),
        new Command("p", "petition_poll", () => Navigator.Open(new PollPresenter(Workspace, State.Petition!.Poll)),
            NotRead ?? When(State.Petition!.Poll.Length == 0, "disabled_no_poll")),
        new Command("x", "petition_redact", Redact, NotRead
            ?? When(State.Petition!.OpenedBy?.Resident != Visitor.Resident && !Visitor.Has(Role.Staff, Role.Moderator), "disabled_not_mine")
            ?? When(State.Petition!.Redacted, "disabled_redacted")),
        new Command(Keys.Enter, "command_open", () => Navigator.Open(Links.To(Workspace, Selected!)), When(Selected is null, "disabled_nothing_to_open")),
    ];

    private string? NotRead => When(State.Petition is null, "list_reading");

    // Staff and the council convene; once they let the time pass, whoever signed may.
    private string? CannotAnnounce => Unless("disabled_petition_not_reached", PetitionStates.Reached)
        ?? (Visitor.Has(Role.Staff, Role.CouncilMember) ? null
            : When(!State.Petition!.Overdue, "ErrorReason_PetitionNotOverdue") ?? When(!State.Petition.SignedByMe, "ErrorReason_NotSigned"));

    /// <inheritdoc/>
    public override Page Show(int width) => PetitionText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read()
    {
        var (request, known) = (new GetPetitionRequest { Name = State.Name }, State.Packs);
        Call(
            async cancellation => (
                Petition: await Server.Petitions.GetPetitionAsync(request, cancellationToken: cancellation).ConfigureAwait(false),
                Packs: known.IsEmpty ? await PetitionForms.PacksAsync(Workspace, cancellation).ConfigureAwait(false) : known),
            read => Set(state => state with { Petition = read.Petition, Packs = read.Packs }));
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource == State.Name)
        {
            ReadAgain();
        }
    }

    private void Sign() => Ask(
        "petition_sign", "petition_sign_text",
        cancellation => Server.Petitions.SignPetitionAsync(new SignPetitionRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync);

    private void Withdraw() => Ask(
        "petition_withdraw", "petition_withdraw_text",
        cancellation => Server.Petitions.WithdrawSignatureAsync(
            new WithdrawSignatureRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync);

    private void Redact() => Navigator.Open(new FormPresenter(
        Workspace, "petition_redact", [Fields.Reason with { MaxLength = 500 }],
        async (form, cancellation) =>
        {
            var request = new RedactPetitionRequest { Name = State.Name, Reason = form["reason"] };
            await Server.Petitions.RedactPetitionAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => words["petition_redact_text"] });

    private void Ask(string title, string text, Func<CancellationToken, Task<Petition>> send) => Navigator.Open(ConfirmPresenter.For(
        Workspace, title, [new Confirmation(_ => State.Petition!.Question, Tone.Title), new Confirmation(words => words[text])], title, send,
        _ => Navigator.Back()));

    private string? Unless(string key, PetitionStates wanted) => NotRead ?? When(State.Petition!.State != wanted, key);
}
