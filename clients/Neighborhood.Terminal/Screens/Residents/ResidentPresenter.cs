using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One resident: invitation, roles, recovery, end of residence, erasure. Everything here is on record.</summary>
public sealed class ResidentPresenter(Workspace workspace, string name) : Presenter<ResidentState>(workspace, new ResidentState(name, null))
{
    private static readonly Role[] Grantable = [Role.CouncilMember, Role.Host, Role.Moderator, Role.Staff, Role.ContactCadre, Role.HandlingUnit, Role.Observer];

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("i", "resident_invite", () => Invitations.Issue(Workspace, [State.Name]),
            Blocked ?? When(State.Resident!.Joined, "ErrorReason_AlreadyJoined")),
        new Command("g", "resident_grant", Grant, Blocked),
        new Command("x", "resident_revoke", Revoke, Blocked ?? When(!State.Resident!.Roles.Any(Grantable.Contains), "disabled_no_roles")),
        new Command("r", "resident_recover", Recover, Blocked ?? When(!State.Resident!.Joined, "disabled_not_joined")),
        new Command("e", "resident_end", End, Blocked),
        new Command("d", "resident_erase", Erase, NotStaff ?? NotRead ?? When(State.Resident!.Erased, "disabled_redacted")),
    ];

    private string? NotRead => When(State.Resident is null, "list_reading");

    private string? NotStaff => When(!Visitor.Has(Role.Staff), "disabled_not_staff");

    private string? Blocked => NotStaff ?? NotRead ?? When(State.Resident!.EndTime is not null, "ErrorReason_ResidenceEnded");

    /// <inheritdoc/>
    public override Page Show(int width) => ResidentsText.ShowOne(State.Resident, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Communities.GetResidentAsync(new GetResidentRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        ShowResident);

    private void Grant() => ChooseRole("resident_grant", Grantable.Where(role => !State.Resident!.Roles.Contains(role)), async (role, cancellation) =>
        await Server.Communities.GrantRoleAsync(
            new GrantRoleRequest { Name = State.Name, Role = role }, cancellationToken: cancellation).ConfigureAwait(false));

    private void Revoke() => ChooseRole("resident_revoke", Grantable.Where(State.Resident!.Roles.Contains), async (role, cancellation) =>
        await Server.Communities.RevokeRoleAsync(
            new RevokeRoleRequest { Name = State.Name, Role = role }, cancellationToken: cancellation).ConfigureAwait(false));

    private void ChooseRole(string title, IEnumerable<Role> roles, Func<Role, CancellationToken, Task> send)
    {
        ImmutableArray<FieldChoice> choices = [.. roles.Select(role => new FieldChoice(role.ToString(), words => words.Of(role)))];
        Navigator.Open(new FormPresenter(
            Workspace, title, [new Field("role", "field_role", FieldKind.Choice) { Choices = choices, Value = choices[0].Value, IsRequired = true }],
            async (form, cancellation) =>
            {
                await send(Enum.Parse<Role>(form["role"]), cancellation).ConfigureAwait(false);
                return Navigator.Back;
            })
        { Introduction = words => words.Say("resident_role_text", State.Resident!.DisplayName) });
    }

    private void Recover() => Navigator.Open(new FormPresenter(Workspace, "resident_recover", [Fields.Reason with { Hint = "hint_recovery" }],
        async (form, cancellation) =>
        {
            var request = new StartRecoveryRequest { Name = State.Name, Reason = form["reason"] };
            var started = await Server.Communities.StartRecoveryAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                Navigator.Back();
                Navigator.Open(new CodePresenter(Workspace, "resident_recover", [new IssuedCode(
                    State.Resident!.DisplayName, "", started.Code, started.ExpiresAt)],
                    words => words.Say("resident_recover_text", Workspace.Moments.At(started.VotingHoldUntil))));
            };
        })
    { Introduction = words => words["resident_recover_how"] });

    private void End() => Ask("resident_end", "resident_end_text", cancellation =>
        Server.Communities.EndResidenceAsync(new EndResidenceRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync);

    private void Erase() => Ask("resident_erase", "resident_erase_text", cancellation =>
        Server.Communities.EraseResidentAsync(new EraseResidentRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync);

    private void Ask(string title, string text, Func<CancellationToken, Task<Resident>> call) => Navigator.Open(ConfirmPresenter.For(
        Workspace, title, [new Confirmation(_ => State.Resident!.DisplayName, Tone.Title), new Confirmation(words => words[text], Tone.Warning)], title, call,
        _ => Navigator.Back()));

    private void ShowResident(Resident resident) => Set(state => state with { Resident = resident });
}
