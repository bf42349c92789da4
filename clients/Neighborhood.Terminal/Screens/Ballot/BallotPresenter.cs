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

    /// <summary>Whose ballot it is; one's own where nothing else is said.</summary>
    public Casting Casting { get; init; } = Casting.Mine(workspace, poll);

    /// <inheritdoc/>
    public override Page Show(int width) => Casting.Titled(BallotText.Show(poll, Workspace.Words, Workspace.Moments, width), Workspace.Words);

    private void Confirm(string option) => Navigator.Open(ConfirmPresenter.For(
        Workspace, "ballot_confirm",
        [
            new Confirmation(_ => poll.Question, Tone.Title),
            .. Casting.Confirmations(),
            new Confirmation(words => words.Say(Casting.Chosen, PollText.LabelOf(poll, option, words)), Tone.Accent),
            new Confirmation(words => words.Of(poll.BindingStatus), Tone.Warning),
            new Confirmation(words => Casting.Says(poll, words, Workspace.Moments)),
        ],
        Casting.Does, Casting.Prepare(new Choice { Option = option }), done => done()));
}
