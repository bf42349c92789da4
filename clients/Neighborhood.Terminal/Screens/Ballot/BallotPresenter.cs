using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The ballot paper: choose, confirm, and go on to the receipt.</summary>
public sealed class BallotPresenter(Workspace workspace, Poll poll) : Presenter(workspace)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "ballot_choose", () => Confirm(Selected!), Selected is null ? Workspace.Words["disabled_nothing_selected"] : null),
        .. poll.Options.Select((option, index) => new Command($"{index + 1}", $"ballot_option_{index + 1}", () => Confirm(option.Id))),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => BallotText.Show(poll, Workspace.Words, Workspace.Moments, width);

    private void Confirm(string option)
    {
        // Confirming again after a failure repeats this attempt: under another id, a ballot that had arrived would be told as a changed one.
        var request = new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = option }, RequestId = Guid.NewGuid().ToString() };
        Navigator.Open(ConfirmPresenter.For(Workspace, "ballot_confirm",
            [
                new Confirmation(_ => poll.Question, Tone.Title),
                new Confirmation(words => words.Say("ballot_chosen", PollText.LabelOf(poll, option, words)), Tone.Accent),
                new Confirmation(words => words.Of(poll.BindingStatus), Tone.Warning),
                new Confirmation(words => words.Say(poll.VotedByMe ? "ballot_changes_text" : "ballot_casts_text", Workspace.Moments.At(poll.ClosesAt))),
            ],
            "ballot_cast", cancellation => Server.Polls.CastBallotAsync(request, cancellationToken: cancellation).ResponseAsync, ShowReceipt));
    }

    private void ShowReceipt(CastBallotResponse cast)
    {
        Navigator.Back();
        Navigator.Back();
        Navigator.Open(new ReceiptPresenter(Workspace, poll));
        Navigator.Tell(Workspace.Words[cast.Changed ? "ballot_changed" : "ballot_was_cast"], Tone.Good);
    }
}
