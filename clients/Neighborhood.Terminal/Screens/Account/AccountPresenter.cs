using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>My account: password, sessions, another community, everything held about me, and its end.</summary>
public sealed class AccountPresenter(Workspace workspace) : Presenter(workspace)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("p", "account_password", ChangePassword),
        new Command("j", "account_join", Join),
        new Command(
            "d", "account_devices", () => Navigator.Open(new DevicesPresenter(Workspace)),
            Visitor.Resident.Length == 0 ? Workspace.Words["disabled_no_devices"] : null),
        new Command("x", "account_export", () => Navigator.Open(new ExportPresenter(Workspace))),
        new Command("s", "account_sign_out", () => SignOut(allSessions: false)),
        new Command("e", "account_erase", Erase, Visitor.IsOperator ? Workspace.Words["ErrorReason_OperatorStays"] : null),
        new Command("S", "account_sign_out_all", () => SignOut(allSessions: true)),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        page.Fact(" " + words["field_user_name"], Visitor.Me?.UserName ?? "");
        foreach (var membership in Visitor.Me?.Memberships.ToImmutableArray() ?? [])
        {
            page.Fact(" " + membership.CommunityTitle,
                $"{membership.DisplayName} · {string.Join(words["list_comma"], membership.Roles.Select(role => words.Of(role)))}");
        }

        if (Visitor.IsOperator)
        {
            page.Fact(" " + words["field_roles"], words["account_operator"]);
        }

        if (Visitor.Me?.LastRecoveryAt is { } recovery)
        {
            page.Gap();
            page.Tell(words.Say("account_recovered", Workspace.Moments.At(recovery)), Tone.Warning, indent: 1);
        }

        return page.Page(words["home_account"]);
    }

    private void ChangePassword() => Navigator.Open(new FormPresenter(
        Workspace, "account_password",
        [Fields.Password("current_password", "field_password"), Fields.NewPassword("new_password"), Fields.Password("repeat", "field_repeat_password")],
        async (form, cancellation) =>
        {
            Fields.DemandSame(form, "new_password", "repeat", Workspace.Words);
            var request = new ChangePasswordRequest { CurrentPassword = form.Raw("current_password"), NewPassword = form.Raw("new_password") };
            await Server.Identity.ChangePasswordAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                Navigator.Back();
                Navigator.Tell(Workspace.Words["account_password_changed"], Tone.Good);
            };
        })
    { Introduction = words => words["account_password_text"] });

    private void Join() => Navigator.Open(new FormPresenter(Workspace, "account_join", [Fields.Code], async (form, cancellation) =>
    {
        await Server.JoinAsync(form["code"], cancellation).ConfigureAwait(false);
        return await Arrival.ComeInAsync(Workspace, cancellation).ConfigureAwait(false);
    })
    { Introduction = words => words["account_join_text"] });

    private void Erase() => Navigator.Open(new FormPresenter(
        Workspace, "account_erase",
        [
            Fields.Password("password", "field_password"),
            new Field("confirmation", "field_erase_confirmation")
            {
                IsRequired = true,
                Hint = "hint_erase_confirmation",
                Check = typed => typed == Visitor.Me?.UserName ? null : "form_not_your_user_name",
            },
        ],
        async (form, cancellation) =>
        {
            await Server.EraseAccountAsync(form.Raw("password"), cancellation).ConfigureAwait(false);
            return Leave;
        })
    { Introduction = words => words["account_erase_text"], SendLabel = "account_erase" });

    private void Leave()
    {
        Workspace.Welcome(Neighborhood.Terminal.Shell.Visitor.Nobody);
        Navigator.StartWith(new WelcomePresenter(Workspace));
    }

    private void SignOut(bool allSessions) => Call(
        async cancellation =>
        {
            await Server.SignOutAsync(allSessions, cancellation).ConfigureAwait(false);
            return true;
        },
        _ => Leave());
}
