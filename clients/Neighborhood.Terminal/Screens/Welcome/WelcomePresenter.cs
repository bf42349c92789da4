using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Before signing in: the four ways to come in.</summary>
public sealed class WelcomePresenter(Workspace workspace) : Presenter(workspace)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_choose", Choose),
        new Command("s", "welcome_sign_in", SignIn),
        new Command("i", "welcome_invitation", LookUp),
        new Command("r", "welcome_recovery", Recover),
        new Command("b", "welcome_bootstrap", Bootstrap),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => WelcomeText.Show(Server.Address, Workspace.Words, width);

    // Who signed in here before, or with a command, comes in without signing in again.
    /// <inheritdoc/>
    public override void Read()
    {
        if (Server.IsSignedIn)
        {
            Call(cancellation => Arrival.ComeInAsync(Workspace, cancellation), begin => begin());
        }
    }

    private void Choose() => Commands.First(command => command.Label == Selected).Run();

    private void SignIn() => Navigator.Open(new FormPresenter(
        Workspace, "welcome_sign_in", [Fields.UserName, Fields.Password("password", "field_password")], async (form, cancellation) =>
        {
            await Server.SignInAsync(form["user_name"], form.Raw("password"), cancellation).ConfigureAwait(false);
            return await Arrival.ComeInAsync(Workspace, cancellation).ConfigureAwait(false);
        })
    { SendLabel = "welcome_sign_in" });

    // Looks the code up first, so that a person sees for whom it was meant before choosing a password.
    private void LookUp() => Navigator.Open(new FormPresenter(
        Workspace, "welcome_invitation", [Fields.Code], async (form, cancellation) =>
        {
            var request = new LookUpInvitationRequest { Code = form["code"] };
            var offer = await Server.Identity.LookUpInvitationAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () => Redeem(request.Code, offer);
        })
    { SendLabel = "command_go_on", Introduction = words => words["welcome_invitation_text"] });

    private void Redeem(string code, InvitationOffer offer) => Navigator.Open(new FormPresenter(
        Workspace, "welcome_invitation", [Fields.UserName, Fields.NewPassword("password"), Fields.Password("repeat", "field_repeat_password")],
        async (form, cancellation) =>
        {
            Fields.DemandSame(form, "password", "repeat", Workspace.Words);
            await Server.RedeemInvitationAsync(code, form["user_name"], form.Raw("password"), cancellation).ConfigureAwait(false);
            return await Arrival.ComeInAsync(Workspace, cancellation).ConfigureAwait(false);
        })
    {
        SendLabel = "command_join",
        Introduction = words => words.Say("welcome_offer", offer.CommunityTitle, offer.DisplayName, Workspace.Moments.At(offer.ExpiresAt))
    });

    private void Recover() => Navigator.Open(new FormPresenter(
        Workspace, "welcome_recovery", [Fields.Code, Fields.NewPassword("password"), Fields.Password("repeat", "field_repeat_password")],
        async (form, cancellation) =>
        {
            Fields.DemandSame(form, "password", "repeat", Workspace.Words);
            await Server.CompleteRecoveryAsync(form["code"], form.Raw("password"), cancellation).ConfigureAwait(false);
            return await Arrival.ComeInAsync(Workspace, cancellation).ConfigureAwait(false);
        })
    { Introduction = words => words["welcome_recovery_text"] });

    private void Bootstrap() => Navigator.Open(new FormPresenter(
        Workspace, "welcome_bootstrap", [Fields.Code, Fields.UserName, Fields.NewPassword("password"), Fields.Password("repeat", "field_repeat_password")],
        async (form, cancellation) =>
        {
            Fields.DemandSame(form, "password", "repeat", Workspace.Words);
            await Server.BootstrapOperatorAsync(form["code"], form["user_name"], form.Raw("password"), cancellation).ConfigureAwait(false);
            return await Arrival.ComeInAsync(Workspace, cancellation).ConfigureAwait(false);
        })
    { Introduction = words => words["welcome_bootstrap_text"] });
}
