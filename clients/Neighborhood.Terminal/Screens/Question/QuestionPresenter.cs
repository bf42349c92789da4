using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One question of a poll: what was announced of it, and once decided what it came to and why.</summary>
public sealed class QuestionPresenter(Workspace workspace, Poll poll, int at) : Presenter(workspace)
{
    private int shown = at;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => poll.Questions.Count < 2 ? [] :
    [
        new Command(Keys.Tab, "ballot_next", () => Turn(1)),
        new Command(Keys.BackTab, "ballot_previous", () => Turn(-1)),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, question) = (Workspace.Words, poll.Questions[shown]);
        var page = new PageWriter(width);
        QuestionText.Title(page, question);
        if (OutcomeText.Of(poll, question) is { } outcome)
        {
            OutcomeText.Show(page, poll, question, outcome, words);
        }

        QuestionText.Terms(page, question, words);

        return page.Page(words.Say("question_title", shown + 1, poll.Questions.Count));
    }

    private void Turn(int steps)
    {
        shown = (shown + steps + poll.Questions.Count) % poll.Questions.Count;
        SelectItem(null);
    }
}
