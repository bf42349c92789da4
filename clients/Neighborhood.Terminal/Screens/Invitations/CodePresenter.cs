using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Screens;

/// <summary>A code that is shown once, for whom, at which door, and until when it holds.</summary>
public sealed record IssuedCode(string DisplayName, string Address, string Code, Timestamp ExpiresAt);

/// <summary>Codes to hand over in person, one after the other, each with its QR code. Leaving forgets them.</summary>
public sealed class CodePresenter(
    Workspace workspace, string title, Func<CancellationToken, Task<ImmutableArray<IssuedCode>>> issue, Func<Words, string> introduction)
    : Presenter<CodeState>(workspace, new CodeState([], 0))
{
    /// <summary>Shows codes that were issued already.</summary>
    public CodePresenter(Workspace workspace, string title, ImmutableArray<IssuedCode> codes, Func<Words, string> introduction)
        : this(workspace, title, _ => Task.FromResult(codes), introduction)
    {
    }

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("n", "code_next", () => Set(state => state with { Shown = state.Shown + 1 }),
            When(State.Shown + 1 >= State.Codes.Length, "disabled_last_code")),
        new Command("p", "code_previous", () => Set(state => state with { Shown = state.Shown - 1 }), When(State.Shown == 0, "disabled_first_code")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) =>
        CodeText.Show(State, Workspace.Words[title], introduction(Workspace.Words), Workspace.Words, Workspace.Moments, width);

    // Asking again would issue other codes and make these worthless.
    /// <inheritdoc/>
    public override void Read()
    {
        if (State.Codes.IsEmpty && !IsBusy)
        {
            Call(issue, codes => Set(state => state with { Codes = codes }));
        }
    }
}
