using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The residents of a community, by role.</summary>
public sealed class ResidentsPresenter(Workspace workspace) : ListPresenter<Resident, Role>(workspace, Role.Unspecified)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new ResidentPresenter(Workspace, Selected!)), WhenNothingSelected),
        new Command("f", "residents_role", () => Filter(Cycle.Next(State.Filter))),
        new Command("n", "residents_new", New, NotStaff),
        new Command("i", "resident_invite", () => Invitations.Issue(Workspace, [Selected!]),
            NotStaff ?? WhenNothingSelected ?? When(Current!.Joined, "ErrorReason_AlreadyJoined")),
        new Command("I", "residents_invite_all", InviteAll, NotStaff ?? When(Uninvited.Length == 0, "disabled_all_joined")),
    ];

    private string? NotStaff => When(!Visitor.Has(Role.Staff), "disabled_not_staff");

    private ImmutableArray<string> Uninvited =>
        [.. State.Items.Where(resident => !resident.Joined && resident.EndTime is null).Select(resident => resident.Name)];

    /// <inheritdoc/>
    public override Page Show(int width) => ResidentsText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    protected override string NameOf(Resident item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Resident>> ReadPageAsync(Role filter, string token, CancellationToken cancellation)
    {
        var request = new ListResidentsRequest { Parent = Visitor.Community, Role = filter, PageToken = token };
        var read = await Server.Communities.ListResidentsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Resident>(read.Residents, read.NextPageToken);
    }

    private void InviteAll()
    {
        var residents = Uninvited;
        Navigator.Open(new ConfirmPresenter(
            Workspace, "residents_invite_all", [new Confirmation(words => words.Say("residents_invite_all_text", residents.Length))], "residents_invite_all",
            _ =>
            {
                Navigator.Back();
                Invitations.Issue(Workspace, residents);
            }));
    }

    private void New() => Navigator.Open(new FormPresenter(
        Workspace, "residents_new",
        [new Field("display_name", "field_display_name") { IsRequired = true, MaxLength = 40 }, new Field("phone", "field_phone") { MaxLength = 20 }],
        async (form, cancellation) =>
        {
            var request = new CreateResidentRequest { Parent = Visitor.Community, DisplayName = form["display_name"], Phone = form["phone"] };
            var resident = await Server.Communities.CreateResidentAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                Navigator.Back();
                Navigator.Open(new ResidentPresenter(Workspace, resident.Name));
            };
        })
    { Introduction = words => words["residents_new_text"] });
}
