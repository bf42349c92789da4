using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>Asks before something that matters is done. Nothing happens but by the key of its one command.</summary>
public sealed class ConfirmPresenter(
    Workspace workspace, string title, ImmutableArray<Confirmation> sentences, string label, Action<Action<Exception>> confirmed)
    : Presenter(workspace)
{
    private bool sent;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
        [new Command("y", label, Confirm, sent ? Workspace.Words["disabled_sent"] : null)];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var page = new PageWriter(width);
        foreach (var sentence in sentences)
        {
            page.Gap();
            page.Tell(sentence.Text(Workspace.Words), sentence.Tone, indent: 2);
        }

        page.Gap();
        page.Tell(Workspace.Words.Say("confirm_how", Workspace.Words[label]), Tone.Accent, indent: 2);
        return page.Page(Workspace.Words[title]);
    }

    /// <summary>Asks, then calls, then goes on; a refusal is told, and the question stays unless somebody else takes it up.</summary>
    public static ConfirmPresenter For<T>(
        Workspace workspace, string title, ImmutableArray<Confirmation> sentences, string label, Func<CancellationToken, Task<T>> call, Action<T> done,
        Action<Exception>? refused = null)
    {
        ConfirmPresenter? screen = null;
        screen = new ConfirmPresenter(workspace, title, sentences, label, tell => screen!.Call(call, done, fault =>
        {
            tell(fault);
            refused?.Invoke(fault);
        }));
        return screen;
    }

    private void Confirm()
    {
        sent = true;
        confirmed(fault =>
        {
            sent = false;
            Navigator.Tell(Workspace.Explain(fault), Tone.Bad);
        });
    }
}

/// <summary>A sentence of a question, in whichever language is spoken when it is shown.</summary>
public sealed record Confirmation(Func<Words, string> Text, Tone Tone = Tone.Normal);
