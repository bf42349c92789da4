using Microsoft.Extensions.Time.Testing;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Booths;

/// <summary>A booth without a terminal. Every visit has a server in memory of its own, which tells what was asked of it.</summary>
public sealed class BoothRoom : IAsyncDisposable
{
    public const string Secret = "zhang's long secret";
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(90);
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(15);

    private readonly int width;
    private readonly int height;

    public BoothRoom(Words? words = null, int width = 80, int height = 24, Poll? poll = null, Action<FakeNeighborhood>? prepare = null)
    {
        (this.width, this.height) = (width, height);
        Poll = poll ?? Sample.Poll();
        Answers.Everything(Staff.Calls);
        Staff.Calls.On((GetPollRequest _) => Poll);
        Booth = new Booth(new BoothTerms(Poll, "zhou", Idle), Staff, Connect, new Inline(), Clock, words ?? Words.Chinese);
        Fresh = Screen;

        BoothConnection Connect()
        {
            var server = new FakeNeighborhood();
            Answers.Everything(server.Calls);
            server.Calls.On((GetPollRequest _) => Poll);
            prepare?.Invoke(server);
            Servers.Add(server);
            return new BoothConnection(server, new Owner(this));
        }
    }

    public Booth Booth { get; }

    public Poll Poll { get; set; }

    public FakeTimeProvider Clock { get; } = new(Sample.Now);

    /// <summary>What whoever opened the booth is connected to.</summary>
    public FakeNeighborhood Staff { get; } = new();

    /// <summary>What each visit was connected to, in their order.</summary>
    public List<FakeNeighborhood> Servers { get; } = [];

    /// <summary>How many connections have been disposed of.</summary>
    public int Closed { get; private set; }

    /// <summary>The screen before anybody came.</summary>
    public string Fresh { get; }

    public ShellPresenter Shell => Booth.Shell;

    /// <summary>Everything a terminal would show, whole pages and what stands in fields included.</summary>
    public string Screen
    {
        get
        {
            var frame = Shell.Show(width, height);
            return string.Join(
                '\n',
                [
                    frame.Title.Plain, .. Shell.Top.Show(width).Lines.Select(line => line.Plain), .. Shell.Top is FormPresenter form ? Written(form) : [],
                    frame.Message.Plain, frame.Bar.Line(width).Plain,
                ]);
        }
    }

    private IEnumerable<string> Written(FormPresenter form) =>
        [.. form.State.Fields.Select(one => one.Value), .. form.State.Problems.Values.Select(problem => problem(Shell.Words))];

    public BoothRoom Press(params string[] keys)
    {
        foreach (var key in keys)
        {
            Shell.Press(key);
            _ = Screen;
        }

        return this;
    }

    /// <summary>Types into the fields of the form in front.</summary>
    public BoothRoom Type(params string[] values)
    {
        var form = Assert.IsType<FormPresenter>(Shell.Top);
        foreach (var (index, value) in values.Index())
        {
            form.Focus(index);
            Shell.Press(value[..1]);
            form.Write(index, value);
        }

        return this;
    }

    public BoothRoom SignIn(string userName = "zhang") => Type(userName, Secret).Press(Keys.Enter);

    /// <summary>Nobody presses a key until the visit ends.</summary>
    public BoothRoom GoAway()
    {
        Clock.Advance(Idle - Notice);
        Clock.Advance(Notice);
        return this;
    }

    public ValueTask DisposeAsync() => Booth.DisposeAsync();

    private sealed class Owner(BoothRoom room) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            room.Closed++;
            return ValueTask.CompletedTask;
        }
    }
}
