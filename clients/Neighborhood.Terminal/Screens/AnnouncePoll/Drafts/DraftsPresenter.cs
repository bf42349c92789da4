using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The questions of a poll as they will be announced: written one by one or taken from a file, shown in full, and sent.</summary>
/// <param name="workspace">What every screen is given.</param>
/// <param name="request">What the form before this screen says.</param>
/// <param name="kept">The questions written so far, which outlive this screen where the form has to be mended.</param>
public sealed partial class DraftsPresenter(Workspace workspace, AnnouncePollRequest request, List<Question> kept)
    : Presenter<DraftsState>(workspace, new DraftsState(request, [.. kept], ImmutableDictionary<int, string>.Empty))
{
    /// <summary>The most questions of a poll.</summary>
    public const int MostQuestions = 10;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("a", "drafts_add", () => Navigator.Open(new MethodsPresenter(Workspace, Begin)),
            When(State.Questions.Length >= MostQuestions, "disabled_questions_full")),
        new Command(Keys.Enter, "drafts_edit", () => Write(Place, State.Questions[Place]), NothingSelected),
        new Command(Keys.Send, "command_announce", Announce, When(State.Questions.IsEmpty, "disabled_no_question")),
        new Command("o", "drafts_file", () => QuestionFileForm.Open(Workspace, questions => Keep(state => state with { Questions = questions }))),
        new Command("x", "drafts_remove", () => Keep(state => state.Without(Place)), NothingSelected),
    ];

    private string? NothingSelected => When(Selected is null || Place >= State.Questions.Length, "disabled_no_question_selected");

    private int Place => Selected is { } item ? DraftsText.PlaceOf(item) : State.Questions.Length;

    /// <inheritdoc/>
    public override Page Show(int width) => DraftsText.Show(State, Workspace.Words, width);

    private void Begin(BallotKind kind, CountingMethod method) => Write(State.Questions.Length, Blank(kind, method));

    private Question Blank(BallotKind kind, CountingMethod method) => new()
    {
        Id = Ids.Free("q", State.Questions.Select(question => question.Id)),
        Kind = kind,
        Method = method,
        MaxScore = kind == BallotKind.Score ? 5 : 0,
        Points = kind == BallotKind.BudgetPoints ? 10 : 0,
        Utility = method == CountingMethod.EqualShares ? Utility.Cost : Utility.Unspecified,
        Completion = method == CountingMethod.EqualShares ? Completion.Add1Greedy : Completion.Unspecified,
        TieBreak = TieBreak.ByLot,
        Reason = ReasonMode.Off,
    };

    private void Write(int place, Question question) => QuestionForm.Open(Workspace, question, written =>
    {
        Keep(state => state.With(place, written));
        SelectItem(DraftsText.ItemOf(place));
    });

    private void Keep(Func<DraftsState, DraftsState> next)
    {
        Set(next);
        kept.Clear();
        kept.AddRange(State.Questions);
    }

    private void Announce() => Navigator.Open(ConfirmPresenter.For(
        Workspace, "home_announce",
        [
            new Confirmation(_ => State.Request.Question, Tone.Title),
            .. State.Questions.Select((question, place) => new Confirmation(words =>
                words.Say("drafts_confirm_question", place + 1, question.Text, words.Of(question.Kind), words.Of(question.Method)), Tone.Accent)),
            new Confirmation(words => words["drafts_confirm_text"], Tone.Warning),
        ],
        "command_announce", cancellation => Server.Polls.AnnouncePollAsync(State.Announcement, cancellationToken: cancellation).ResponseAsync, Show, Refused));

    private void Show(Poll poll)
    {
        Navigator.Back();
        Navigator.Back();
        Navigator.Back();
        Navigator.Open(new PollPresenter(Workspace, poll.Name));
    }

    // What is wrong with a question is shown at the question; what is wrong with the rest, in the form below this screen.
    private void Refused(Exception fault)
    {
        if (fault is not RefusedException refused)
        {
            return;
        }

        var problems = refused.Fields.Select(field => (field, match: Path().Match(field.Field))).Where(found => found.match.Success)
            .Select(found => (Place: int.Parse(found.match.Groups[1].Value, CultureInfo.InvariantCulture),
                Sentence: Workspace.Words.Say("drafts_problem", found.match.Groups[2].Value, FieldProblems.Explain(found.field, refused, Workspace.Words))))
            .DistinctBy(problem => problem.Place)
            .ToImmutableDictionary(problem => problem.Place, problem => problem.Sentence);
        if (problems.IsEmpty)
        {
            return;
        }

        Navigator.Back();
        Set(state => state with { Problems = problems });
        SelectItem(DraftsText.ItemOf(problems.Keys.Min()));
    }

    [GeneratedRegex(@"^questions\[(\d+)\]\.?(.*)$")]
    private static partial Regex Path();
}
