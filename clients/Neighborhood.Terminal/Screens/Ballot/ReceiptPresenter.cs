using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The receipt of one's ballot and its check, made on this machine. The choice is shown only when asked for: somebody may look over the
/// shoulder.</summary>
public sealed class ReceiptPresenter(Workspace workspace, Poll poll)
    : Presenter<ReceiptState>(workspace, new ReceiptState(poll, null, null, IsChoiceShown: false))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        .. LeaveBooth is { } leave ? [new Command(Keys.Enter, "booth_end", leave)] : ImmutableArray<Command>.Empty,
        new Command("v", "receipt_verify", Verify, NotRead),
        new Command("s", State.IsChoiceShown ? "receipt_hide" : "receipt_show", () => Set(state => state with { IsChoiceShown = !state.IsChoiceShown }),
            NotRead),
        .. LeaveBooth is null ? [new Command("k", "receipt_keep", Keep, NotRead)] : ImmutableArray<Command>.Empty,
    ];

    /// <summary>Ends the visit, where the receipt is shown at a booth: it is photographed there, and no copy of it is kept.</summary>
    public Action? LeaveBooth { get; init; }

    private string? NotRead => When(State.Ballot is null, "list_reading");

    /// <inheritdoc/>
    public override Page Show(int width) => ReceiptText.Show(State, LeaveBooth is not null, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = State.Poll.Name }, cancellationToken: cancellation).ResponseAsync,
        ballot =>
        {
            Set(state => state with { Ballot = ballot, Check = null });
            Verify();
        });

    private void Verify()
    {
        var ballot = State.Ballot!;
        Call(cancellation => Server.CheckAsync(ballot, State.Poll.Name, Visitor.Resident, cancellation), check => Set(state => state with { Check = check }));
    }

    private void Keep()
    {
        var ballot = State.Ballot!;
        Call(cancellation => Server.SaveReceiptAsync(ballot, State.Poll.Name, Visitor.Resident, cancellation), path => Tell("receipt_kept", path));
    }
}
