using System.Collections.Immutable;
using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The ballot paper of a poll of questions: one question a page, marked by keys or the mouse, confirmed, and on to the receipt.</summary>
public sealed class QuestionBallotPresenter(Workspace workspace, Poll poll) : Presenter<QuestionBallotState>(workspace, QuestionBallotState.Of(poll))
{
    private const int MessageWidth = 78;
    private bool warned;

    /// <summary>Whose ballot it is; one's own where nothing else is said.</summary>
    public Casting Casting { get; init; } = Casting.Mine(workspace, poll);

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, $"ballot_turn_{State.Question.Kind}", () => Mark(Selected!, Marking.Turn), NotRead ?? NotSelected),
        new Command(Keys.Send, "ballot_review", Review, NotRead),
        .. HasSeveral ? [new Command(Keys.Tab, "ballot_next", () => GoTo(State.At + 1))] : ImmutableArray<Command>.Empty,
        .. State.Question.Reason is ReasonMode.Optional or ReasonMode.Required
            ? [new Command("r", "ballot_reason", WriteReason, NotRead)]
            : ImmutableArray<Command>.Empty,
        .. MarkingCommands(),
        .. HasSeveral ? [new Command(Keys.BackTab, "ballot_previous", () => GoTo(State.At - 1))] : ImmutableArray<Command>.Empty,
        new Command("c", "ballot_clear", () => Take(new Marked(AnswerState.Of(State.Question, null))),
            NotRead ?? When(State.Answer.IsBlank, "disabled_blank_already")),
    ];

    private bool HasSeveral => State.Answers.Length > 1;

    private string? NotRead => When(!State.IsRead, "list_reading");

    private string? NotSelected => When(Selected is null, "disabled_nothing_selected");

    /// <inheritdoc/>
    public override Page Show(int width) => Casting.Titled(QuestionBallotText.Show(State, Workspace.Words, Workspace.Moments, width), Workspace.Words);

    /// <inheritdoc/>
    public override void Read()
    {
        if (State.IsRead)
        {
            return;
        }

        if (Casting.IsMine)
        {
            Call(cancellation => Server.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll.Name }, cancellationToken: cancellation).ResponseAsync,
                ballot => Set(state => state.Filled(ballot.Choice)), StartBlank);
            return;
        }

        // What one chose oneself is nowhere near the ballot of somebody else.
        Set(state => state.Filled(null));
    }

    /// <inheritdoc/>
    public override bool IsOpenedByOneClick => true;

    /// <inheritdoc/>
    public override void Drop(string item, string onto)
    {
        if (State.IsRead && Traits.IsRanking(State.Question.Kind))
        {
            Take(RankMarking.Before(State.Answer, PlaceOf(item), PlaceOf(onto), Workspace.Words));
            SelectItem(item);
        }
    }

    /// <inheritdoc/>
    public override bool MayLeave()
    {
        if (!State.IsChanged || warned)
        {
            return true;
        }

        warned = true;
        Navigator.Tell(Workspace.Words["ballot_leave_again"], Tone.Warning);
        return false;
    }

    private ImmutableArray<Command> MarkingCommands()
    {
        var kind = State.Question.Kind;
        if (!Traits.HasNumbers(kind))
        {
            return [Command.OfDigits("ballot_digits_turn", TurnNumbered, NotRead)];
        }

        var label = Traits.IsRanking(kind) ? "rank" : "number";
        return
        [
            Command.OfDigits($"ballot_digits_{label}", Type, NotRead ?? NotSelected),
            new Command("+", $"ballot_up_{label}", () => Mark(Selected!, Up), NotRead ?? NotSelected),
            new Command("-", $"ballot_down_{label}", () => Mark(Selected!, Down), NotRead ?? NotSelected),
        ];
    }

    private static Marked Up(AnswerState answer, int option, Words words) => Marking.Step(answer, option, isUp: true, words);

    private static Marked Down(AnswerState answer, int option, Words words) => Marking.Step(answer, option, isUp: false, words);

    private void Mark(string item, Func<AnswerState, int, Words, Marked> mark)
    {
        var option = PlaceOf(item);
        var wasRanked = State.Answer.Values[option] > 0;
        Take(mark(State.Answer, option, Workspace.Words));

        // Who goes down the list brings one after another into the order.
        var next = State.Answer.Order.FirstOrDefault(other => State.Answer.Values[other] == 0, -1);
        if (Traits.IsRanking(State.Question.Kind) && !wasRanked && next >= 0)
        {
            SelectItem(State.Question.Options[next].Id);
        }
    }

    private void TurnNumbered(int number)
    {
        if (number >= 1 && number <= State.Question.Options.Count)
        {
            SelectItem(State.Question.Options[number - 1].Id);
            Mark(Selected!, Marking.Turn);
        }
    }

    // Digits typed one after another make one number, as long as there can be such a number.
    private void Type(int digit)
    {
        var typed = State.Typed + digit;
        typed = typed.Length < 10 && long.Parse(typed, Workspace.Words.Culture) <= Traits.MostNumberOf(State.Question) ? typed : $"{digit}";
        Take(Marking.Number(State.Answer, PlaceOf(Selected!), long.Parse(typed, Workspace.Words.Culture), Workspace.Words));
        Set(state => state with { Typed = typed });
    }

    private void Take(Marked marked)
    {
        if (marked.Refusal is { } refusal)
        {
            Navigator.Tell(refusal, Tone.Warning);
            return;
        }

        warned = false;
        Set(state => state.With(marked.Answer));

        // What is left is said where it can be seen, too: a long paper scrolls its head away.
        if (MeasureText.Of(State.Answer, Workspace.Words, MessageWidth) is { } measure)
        {
            Navigator.Tell(measure.Plain, Tone.Accent);
        }
    }

    /// <inheritdoc/>
    public override void SelectItem(string? item)
    {
        if (item != Selected && State.Typed.Length > 0)
        {
            Set(state => state with { Typed = "" });
        }

        base.SelectItem(item);
    }

    private int PlaceOf(string item) => State.Question.Options.Select(option => option.Id).ToList().IndexOf(item);

    private void GoTo(int question)
    {
        Set(state => state.Shown((question + state.Answers.Length) % state.Answers.Length));
        SelectItem(null);
    }

    private void WriteReason()
    {
        var field = Fields.LongText("reason", "field_ballot_reason", AnswerState.ReasonChars, isRequired: State.Question.Reason == ReasonMode.Required);
        Navigator.Open(new FormPresenter(Workspace, "ballot_reason", [field with { Value = State.Answer.Reason, Hint = "hint_ballot_reason" }], (form, _) =>
            Task.FromResult<Action>(() =>
            {
                Navigator.Back();
                Take(new Marked(State.Answer with { Reason = form["reason"] }));
            }))
        { SendLabel = "command_keep" });
    }

    private void StartBlank(Exception fault)
    {
        Set(state => state.Filled(null));
        Navigator.Tell(Workspace.Explain(fault), Tone.Warning);
    }

    private void Review()
    {
        if (AnswerCheck.Of(State.Answers, Workspace.Words) is { IsEmpty: false } problems)
        {
            ShowProblems(problems);
            return;
        }

        Navigator.Open(ConfirmPresenter.For(
            Workspace, "ballot_confirm", QuestionBallotText.Confirm(State, Casting, Workspace.Moments), Casting.Does,
            Casting.Prepare(State.Choice), done => done(), Refused));
    }

    // What is wrong with a field is shown at the field, so the question is left for it.
    private void Refused(Exception fault)
    {
        if (fault is RefusedException refused && AnswerCheck.Of(refused, State.Answers, Workspace.Words) is { IsEmpty: false } problems)
        {
            Navigator.Back();
            ShowProblems(problems);
        }
    }

    private void ShowProblems(ImmutableArray<AnswerProblem> problems)
    {
        Set(state => state.Shown(problems[0].Question) with { Problems = problems });
        SelectItem(problems[0].Option.Length > 0 ? problems[0].Option : null);
        Navigator.Tell(problems[0].Sentence, Tone.Bad);
    }
}
