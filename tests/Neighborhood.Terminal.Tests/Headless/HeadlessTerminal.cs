using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.Terminal.Views;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace Neighborhood.Terminal.Tests.Headless;

/// <summary>The real views on a terminal that is not there.</summary>
public sealed class HeadlessTerminal : IDisposable
{
    private readonly IApplication application;
    private readonly ShellPresenter shell;
    private readonly MainView view;

    static HeadlessTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public HeadlessTerminal(Words words, int width, int height, bool isLent = false)
    {
        application = Application.Create(new VirtualTimeProvider());
        application.Init(DriverRegistry.Names.ANSI);
        application.Driver!.SetScreenSize(width, height);
        shell = new ShellPresenter(Server, new Inline(), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Sample.Now), words) { IsLent = isLent };
        Answers.Everything(Server.Calls);
        view = new MainView(application, shell);
        shell.StartWith(new WelcomePresenter(shell.Workspace));
        application.Begin(view);
        application.LayoutAndDraw();
    }

    public FakeNeighborhood Server { get; } = new();

    public ShellPresenter Shell => shell;

    public bool IsLeaving => view.StopRequested;

    public string Screen
    {
        get
        {
            application.LayoutAndDraw();
            return application.Driver!.ToString()!;
        }
    }

    public string[] Lines => Screen.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public HeadlessTerminal Type(params Key[] keys)
    {
        foreach (var key in keys)
        {
            application.InjectKey(key);
        }

        return this;
    }

    public HeadlessTerminal Type(string text) => Type([.. text.EnumerateRunes().Select(rune => new Key(rune.Value))]);

    public HeadlessTerminal Click(int column, int row)
    {
        application.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(column, row)));
        return this;
    }

    public HeadlessTerminal RightClick(int column, int row)
    {
        Inject(MouseFlags.RightButtonPressed, column, row);
        Inject(MouseFlags.RightButtonReleased, column, row);
        return this;
    }

    public HeadlessTerminal Drag(int column, int from, int to)
    {
        Inject(MouseFlags.LeftButtonPressed, column, from);
        Inject(MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, column, to);
        Inject(MouseFlags.LeftButtonReleased, column, to);
        return this;
    }

    private void Inject(MouseFlags flags, int column, int row) =>
        application.InjectMouse(new Mouse { Flags = flags, ScreenPosition = new System.Drawing.Point(column, row) });

    public HeadlessTerminal Resize(int width, int height)
    {
        application.Driver!.SetScreenSize(width, height);
        return this;
    }

    public void Dispose()
    {
        view.Dispose();
        shell.Dispose();
        application.Dispose();
    }
}
