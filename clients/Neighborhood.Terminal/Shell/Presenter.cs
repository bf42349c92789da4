using System.Collections.Immutable;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>
/// A screen without its drawing: holds its state, says what can be done, and turns keys into calls. Lives on one thread; answers of
/// calls come back to it through <see cref="IUserInterface"/>.
/// </summary>
public abstract class Presenter(Workspace workspace) : IDisposable
{
    /// <summary>A call that takes longer than this is announced in the message line.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private int callsRunning;
    private bool isOutdated;

    /// <summary>What it was given.</summary>
    protected Workspace Workspace => workspace;

    /// <summary>The server.</summary>
    protected INeighborhood Server => workspace.Server;

    /// <summary>Who is here.</summary>
    protected Visitor Visitor => workspace.Visitor;

    /// <summary>The way between screens.</summary>
    protected INavigator Navigator => workspace.Navigator;

    /// <summary>The selected item, where there is one.</summary>
    public string? Selected { get; private set; }

    /// <summary>Whether a call has been running for longer than <see cref="Patience"/>.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether any call is running.</summary>
    public bool IsBusy => callsRunning > 0;

    /// <summary>Raised when it must be drawn again.</summary>
    public event Action? Changed;

    /// <summary>What can be done here, in the order of the bottom bar.</summary>
    public abstract ImmutableArray<Command> Commands { get; }

    /// <summary>The screen for a width.</summary>
    public abstract Page Show(int width);

    /// <summary>Reads what it shows; called on entering, on coming back, and when the person asks.</summary>
    public virtual void Read()
    {
    }

    /// <summary>Reads again because something happened; while a reading runs, one more follows it, however much happens meanwhile.</summary>
    protected void ReadAgain()
    {
        if (IsBusy)
        {
            isOutdated = true;
            return;
        }

        isOutdated = false;
        Read();
    }

    /// <summary>Hears of something that happened in the community.</summary>
    public virtual void Hear(WatchResponse happening)
    {
    }

    /// <summary>Selects an item.</summary>
    public virtual void SelectItem(string? item)
    {
        Selected = item;
        Draw();
    }

    /// <summary>Whether one click on an item does what Enter does; otherwise the first click selects.</summary>
    public virtual bool IsOpenedByOneClick => false;

    /// <summary>Takes what was dragged from one item onto another.</summary>
    public virtual void Drop(string item, string onto)
    {
    }

    /// <summary>Whether leaving loses nothing, or was asked for twice.</summary>
    public virtual bool MayLeave() => true;

    /// <summary>Leaving cancels what runs.</summary>
    public virtual void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks for a redraw.</summary>
    protected void Draw() => Changed?.Invoke();

    /// <summary>
    /// Makes a call off the thread and applies its answer on it. A refusal is told, and the answer of a call that outlived its screen is dropped.
    /// </summary>
    protected void Call<T>(Func<CancellationToken, Task<T>> call, Action<T> apply, Action<Exception>? refused = null)
    {
        if (leaving.IsCancellationRequested)
        {
            return;
        }

        _ = CallAsync(call, apply, refused ?? TellRefusal, leaving.Token);
    }

    /// <summary>Runs something for as long as the screen is there.</summary>
    protected CancellationToken Leaving => leaving.Token;

    private async Task CallAsync<T>(Func<CancellationToken, Task<T>> call, Action<T> apply, Action<Exception> refused, CancellationToken cancellation)
    {
        callsRunning++;
        await using var patience = workspace.Clock.CreateTimer(
            _ => workspace.UserInterface.Post(() => Wait(cancellation)), null, Patience, Timeout.InfiniteTimeSpan);
        Action finish;
        try
        {
            var answer = await call(cancellation).ConfigureAwait(false);
            finish = () => apply(answer);
        }
        catch (Exception fault)
        {
            finish = () => refused(fault);
        }

        workspace.UserInterface.Post(() => Finish(finish, cancellation));
    }

    private void Wait(CancellationToken cancellation)
    {
        if (callsRunning > 0 && !cancellation.IsCancellationRequested)
        {
            IsWaiting = true;
            Draw();
        }
    }

    /// <summary>The call ends when its answer stands, not before: whoever sees that nothing runs sees what it brought.</summary>
    private void Finish(Action finish, CancellationToken cancellation)
    {
        try
        {
            if (!cancellation.IsCancellationRequested)
            {
                finish();
            }
        }
        finally
        {
            callsRunning--;
        }

        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        IsWaiting = IsWaiting && callsRunning > 0;
        Draw();
        if (isOutdated && !leaving.IsCancellationRequested)
        {
            ReadAgain();
        }
    }

    private void TellRefusal(Exception fault) => Navigator.Tell(workspace.Explain(fault), Tone.Bad);
}
