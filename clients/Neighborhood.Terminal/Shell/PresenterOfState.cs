using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>A presenter with an immutable state, shown by a pure function of it.</summary>
public abstract class Presenter<TState>(Workspace workspace, TState initial) : Presenter(workspace)
    where TState : class
{
    /// <summary>What is known now.</summary>
    public TState State { get; private set; } = initial;

    /// <summary>Goes over to the next state and draws it.</summary>
    protected void Set(Func<TState, TState> next)
    {
        State = next(State);
        Draw();
    }

    /// <summary>Says, in the language spoken now.</summary>
    protected void Tell(string key, params object?[] values) => Navigator.Tell(Workspace.Words.Say(key, values), Tone.Good);

    /// <summary>The sentence when the condition holds: for the reason why a command is disabled.</summary>
    protected string? When(bool condition, string key) => condition ? Workspace.Words[key] : null;
}
