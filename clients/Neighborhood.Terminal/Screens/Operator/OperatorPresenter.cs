using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The state of the server, for its operator.</summary>
public sealed class OperatorPresenter(Workspace workspace) : Presenter<OperatorState>(workspace, new OperatorState(null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("b", "operator_backup", Backup, When(IsBusy, "disabled_sent")),
        new Command("k", "operator_clock", ConfirmClock, When(State.Status?.ClockConfirmationNeeded != true, "disabled_clock_fine")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => OperatorText.Show(State.Status, Server.Address, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Operations.GetServerStatusAsync(new GetServerStatusRequest(), cancellationToken: cancellation).ResponseAsync,
        status => Set(_ => new OperatorState(status)));

    private void Backup() => Call(
        cancellation => Server.Operations.CreateBackupAsync(new CreateBackupRequest(), cancellationToken: cancellation).ResponseAsync, made =>
        {
            Tell("operator_backup_made", made.File, Amounts.Bytes(made.SizeBytes));
            Read();
        });

    private void ConfirmClock() => Navigator.Open(ConfirmPresenter.For(
        Workspace, "operator_clock",
        [new Confirmation(words => words.Say("operator_clock_text", Workspace.Clock.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", words.Culture)),
            Tone.Warning)],
        "operator_clock", cancellation => Server.Operations.ConfirmClockAsync(new ConfirmClockRequest(), cancellationToken: cancellation).ResponseAsync,
        _ => Navigator.Back()));
}
