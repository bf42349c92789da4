using Neighborhood.Client;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Running;

/// <summary>The screens of somebody who is signed in, without a terminal before them.</summary>
public sealed class Desk : IUserInterface, IDisposable
{
    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _changes = new(0);
    private readonly int _width;
    private readonly int _height;

    private Desk(NeighborhoodClient client, TimeProvider clock, Words words, int width, int height)
    {
        (_width, _height) = (width, height);
        Shell = new ShellPresenter(new SdkNeighborhood(client), this, clock, words);
        Shell.Changed += () => _changes.Release();
    }

    /// <summary>The screens.</summary>
    public ShellPresenter Shell { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sits down somebody who is a member of one community.</summary>
    public static async Task<Desk> OfAsync(NeighborhoodClient client, TimeProvider clock, Words words, int width, int height)
    {
        var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        var desk = new Desk(client, clock, words, width, height);
        desk.Post(() =>
        {
            desk.Shell.Workspace.Welcome(new Visitor(me, me.Memberships[0]));
            desk.Shell.StartWith(new HomePresenter(desk.Shell.Workspace));
        });
        return desk;
    }

    /// <inheritdoc/>
    public void Post(Action action)
    {
        lock (_turn)
        {
            action();
        }
    }

    /// <summary>Opens the page of a poll and waits until it has been read.</summary>
    public async Task OpenAsync(string poll)
    {
        Post(() => Shell.Open(new PollPresenter(Shell.Workspace, poll)));
        await UntilAsync(() => Shell.Top is PollPresenter { State: { Poll: not null, Entitlement: not null } });
    }

    /// <summary>Presses keys one after another, each on what the one before left on the screen.</summary>
    public void Press(params IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Post(() =>
            {
                Shell.Press(key);
                Shell.Show(_width, _height);
            });
        }
    }

    /// <summary>Waits until the screens have come to something.</summary>
    public async Task UntilAsync(Func<bool> isThere)
    {
        while (!IsThere(isThere))
        {
            Assert.True(await _changes.WaitAsync(TimeSpan.FromSeconds(30), Cancel), Screen);
        }
    }

    /// <summary>All lines of the screen in front, those that are scrolled away too.</summary>
    public string Screen
    {
        get
        {
            lock (_turn)
            {
                return string.Join('\n', Shell.Top.Show(_width).Lines.Select(line => line.Plain).Append(Shell.Show(_width, _height).Message.Plain));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Post(Shell.Dispose);
        _changes.Dispose();
    }

    private bool IsThere(Func<bool> isThere)
    {
        lock (_turn)
        {
            Shell.Show(_width, _height);
            return isThere();
        }
    }
}
