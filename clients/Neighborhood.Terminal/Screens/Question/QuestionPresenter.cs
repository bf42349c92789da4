using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One question of a poll: what was announced of it, and once decided what it came to and why.</summary>
public sealed class QuestionPresenter(Workspace workspace, Poll poll, int at) : Presenter<Poll>(workspace, poll)
{
    private int shown = at;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => State.Questions.Count < 2 ? [] :
    [
        new Command(Keys.Tab, "ballot_next", () => Turn(1)),
        new Command(Keys.BackTab, "ballot_previous", () => Turn(-1)),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, question) = (Workspace.Words, State.Questions[shown]);
        var page = new PageWriter(width);
        QuestionText.Title(page, question);
        if (OutcomeText.Of(State, question) is { } outcome)
        {
            OutcomeText.Show(page, State, question, outcome, words);
        }

        QuestionText.Terms(page, question, words);

        return page.Page(words.Say("question_title", shown + 1, State.Questions.Count));
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        // What was announced never changes; what it came to is there once the poll is decided.
        if (happening.Resource == State.Name && happening.Kind != WatchResponse.Types.Kind.PollTurnout && State.Result is null)
        {
            Call(
                cancellation => Server.Polls.GetPollAsync(new GetPollRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
                read => Set(known => new Poll(known) { Result = read.Result }));
        }
    }

    private void Turn(int steps)
    {
        shown = (shown + steps + State.Questions.Count) % State.Questions.Count;
        SelectItem(null);
    }
}
