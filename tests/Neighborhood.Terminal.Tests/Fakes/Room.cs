using Microsoft.Extensions.Time.Testing;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>A shell without a terminal before a server in memory, with somebody in it.</summary>
public sealed class Room : IDisposable
{
    public Room(Words? words = null, int width = 80, int height = 24, params Role[] roles)
    {
        Width = width;
        Height = height;
        Shell = new ShellPresenter(Server, new Inline(), Clock, words ?? Words.Chinese);
        Answers.Everything(Server.Calls);
        Shell.Workspace.Welcome(new Visitor(Sample.Somebody(roles), Sample.Somebody(roles).Memberships[0]));
        Shell.StartWith(new HomePresenter(Shell.Workspace));
        Draw();
    }

    public int Width { get; }

    public int Height { get; }

    public FakeNeighborhood Server { get; } = new();

    public FakeCalls Calls => Server.Calls;

    public FakeTimeProvider Clock { get; } = new(Sample.Now);

    public ShellPresenter Shell { get; }

    public Workspace Workspace => Shell.Workspace;

    /// <summary>The last line of what is told.</summary>
    public string Message => Draw().Message.Plain.Trim();

    /// <summary>Whether a sentence stands on the screen to its end, over however many lines.</summary>
    public bool Says(string sentence) =>
        string.Concat(Screen.Where(letter => !char.IsWhiteSpace(letter)))
            .Contains(string.Concat(sentence.Where(letter => !char.IsWhiteSpace(letter))), StringComparison.Ordinal);

    /// <summary>Everything a terminal would show, in lines.</summary>
    public string Screen
    {
        get
        {
            var frame = Draw();
            return string.Join('\n',
                frame.Body.Select(line => line.Line.Plain).Prepend(frame.Title.Plain).Append(frame.Message.Plain).Append(frame.Bar.Line(Width).Plain));
        }
    }

    public Room Open(Presenter screen)
    {
        Shell.Open(screen);
        Draw();
        return this;
    }

    public Room Opening(Func<Workspace, Presenter> screen) => Open(screen(Workspace));

    public Frame Draw() => Shell.Show(Width, Height);

    public Room Press(params string[] keys)
    {
        foreach (var key in keys)
        {
            Shell.Press(key);
            Draw();
        }

        return this;
    }

    public Command Command(string label) => Shell.AllCommands().Single(command => command.Label == label);

    public void Dispose() => Shell.Dispose();
}
