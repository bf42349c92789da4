using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What is shown of withheld numbers.</summary>
/// <param name="Withheld">The numbers, once read.</param>
public sealed record WithheldState(WithheldResult? Withheld);

/// <summary>The numbers of a withheld result, for a scrutineer, compared with what the result on record commits to.</summary>
public sealed class WithheldPresenter(Workspace workspace, Poll poll) : Presenter<WithheldState>(workspace, new WithheldState(null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => Numbers is { Questions.Count: > 0 }
        ? [new Command(Keys.Enter, "command_open", OpenQuestion, When(Selected is null, "disabled_nothing_to_open"))]
        : [];

    // The poll as it would be shown if its numbers were not withheld.
    private Poll? Numbers => State.Withheld is { } withheld ? new Poll(poll) { Result = withheld.Result } : null;

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (page, words) = (new PageWriter(width), Workspace.Words);
        if (State.Withheld is not { } withheld || Numbers is not { } numbers)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["poll_withheld_numbers"]);
        }

        var holds = WithheldNumbers.Hold(poll, withheld);
        page.Tell(words[holds ? "withheld_match" : "withheld_differ"], holds ? Tone.Good : Tone.Bad, indent: 1);
        page.Tell(words["withheld_pass_on"], Tone.Warning, indent: 1);
        QuestionsText.Show(page, numbers, words);
        ResultText.Show(page, numbers, withheld.Result, words, Workspace.Moments);
        return page.Page(words["poll_withheld_numbers"]);
    }

    private void OpenQuestion() => Navigator.Open(new QuestionPresenter(Workspace, Numbers!, QuestionsText.PlaceOf(Selected!) ?? 0));

    /// <inheritdoc/>
    public override void Read()
    {
        var request = new GetWithheldResultRequest { Name = poll.Name };
        Call(
            cancellation => Server.Polls.GetWithheldResultAsync(request, cancellationToken: cancellation).ResponseAsync,
            read => Set(_ => new WithheldState(read)));
    }
}
