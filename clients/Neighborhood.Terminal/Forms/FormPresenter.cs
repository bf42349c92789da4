using System.Collections.Immutable;
using Neighborhood.Client;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Forms;

/// <summary>
/// Fills in a form, checks it before anything is sent, and puts the problems that the server names beside their fields.
/// </summary>
/// <param name="workspace">What every screen is given.</param>
/// <param name="title">The key of its title.</param>
/// <param name="fields">The fields.</param>
/// <param name="send">Sends it off the thread; what it returns is run on the thread afterwards.</param>
public sealed class FormPresenter(Workspace workspace, string title, ImmutableArray<Field> fields, Func<FormState, CancellationToken, Task<Action>> send)
    : Presenter<FormState>(workspace, FormState.Of(fields))
{
    private bool warned;

    /// <summary>What it is about, above all else.</summary>
    public Func<Words, string>? Heading { get; init; }

    /// <summary>What stands above the fields: why the form is here.</summary>
    public Func<Words, string>? Introduction { get; init; }

    /// <summary>The key of the command that sends it.</summary>
    public string SendLabel { get; init; } = "command_send";

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [new Command(Keys.Send, SendLabel, Send, When(State.IsSending, "disabled_sent"))];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var page = new PageWriter(width);
        if (Heading is not null)
        {
            page.Tell(Heading(Workspace.Words), Tone.Title, indent: 1);
        }

        if (Introduction is not null)
        {
            page.Tell(Introduction(Workspace.Words), indent: 1);
        }

        return page.Page(Workspace.Words[title]);
    }

    /// <summary>Puts a value into a field.</summary>
    public void Write(int index, string value)
    {
        if (State.Fields[index].Value != value)
        {
            warned = false;
            Set(state => state.With(index, state.Fields[index] with { Value = value }));
        }
    }

    /// <summary>Goes to a field.</summary>
    public void Focus(int index)
    {
        if (State.Focus != index)
        {
            Set(state => state with { Focus = index });
        }
    }

    /// <summary>Handles a key that moves between fields or turns a choice; false for those with which one writes.</summary>
    public bool Press(string key)
    {
        var field = State.Focused;
        var moved = (key, field.Kind) switch
        {
            (Keys.Tab, _) => State.Moved(1),
            (Keys.BackTab, _) => State.Moved(-1),
            (Keys.Down, not FieldKind.LongText) => State.Moved(1),
            (Keys.Up, not FieldKind.LongText) => State.Moved(-1),
            (Keys.Right or " ", FieldKind.Choice) => State.With(State.Focus, field.Turn(1)),
            (Keys.Left, FieldKind.Choice) => State.With(State.Focus, field.Turn(-1)),
            _ => null,
        };
        if (moved is not null)
        {
            Set(_ => moved);
            return true;
        }

        if (key != Keys.Enter || field.Kind == FieldKind.LongText)
        {
            return field.Kind == FieldKind.Choice;
        }

        if (State.Focus == State.Fields.Length - 1)
        {
            Send();
            return true;
        }

        Set(state => state.Moved(1));
        return true;
    }

    /// <inheritdoc/>
    public override bool MayLeave()
    {
        if (!State.IsChanged || State.IsSending || warned)
        {
            return true;
        }

        warned = true;
        Navigator.Tell(Workspace.Words["form_leave_again"], Tone.Warning);
        return false;
    }

    private void Send()
    {
        var problems = State.Fields.Select(field => (field, problem: field.Problem())).Where(found => found.problem is not null)
            .ToImmutableDictionary(found => found.field.Name, found => Said(words => words.Say(found.problem!, found.field.MaxLength)));
        if (problems.Count > 0)
        {
            ShowProblems(problems);
            return;
        }

        if (State.IsSending)
        {
            return;
        }

        var sent = State;
        Set(state => state with { IsSending = true, Problems = problems });
        Call(cancellation => send(sent, cancellation), Finish, Refuse);
    }

    // A form that stays below the next screen can be sent again.
    private void Finish(Action done)
    {
        Set(state => state with { IsSending = false });
        done();
    }

    private void Refuse(Exception fault)
    {
        Set(state => state with { IsSending = false });
        if (fault is RefusedException { Fields.Count: > 0 } refused)
        {
            ShowProblems(State.Fields.Select(field => (field.Name, found: refused.Fields.FirstOrDefault(violation => IsWithin(violation.Field, field.Name))))
                .Where(pair => pair.found is not null)
                .ToImmutableDictionary(pair => pair.Name, pair => Said(words => FieldProblems.Explain(pair.found!, refused, words))));
        }

        Navigator.Tell(Workspace.Explain(fault), Tone.Bad);
    }

    /// <summary>What is wrong within a field is shown beside it: a place that is unknown beside all places.</summary>
    private static bool IsWithin(string at, string field) =>
        at == field || (at.StartsWith(field, StringComparison.Ordinal) && at[field.Length] is '[' or '.');

    private static Func<Words, string> Said(Func<Words, string> sentence) => sentence;

    private void ShowProblems(ImmutableDictionary<string, Func<Words, string>> problems)
    {
        var first = State.Fields.Select((field, index) => (field, index)).FirstOrDefault(pair => problems.ContainsKey(pair.field.Name)).index;
        Set(state => state with { Problems = problems, Focus = problems.Count > 0 ? first : state.Focus });
        Navigator.Tell(Workspace.Words["form_mend"], Tone.Bad);
    }
}
