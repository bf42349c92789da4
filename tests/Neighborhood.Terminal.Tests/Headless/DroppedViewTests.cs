using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
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

/// <summary>A booth shows one view after another in one application.</summary>
public sealed class DroppedViewTests
{
    [Fact]
    public void Nothing_of_a_view_that_was_shown_before_is_held_or_drawn()
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        using var application = Application.Create(new VirtualTimeProvider());
        application.Init(DriverRegistry.Names.ANSI);
        application.Driver!.SetScreenSize(80, 24);
        var held = ShowAndDrop(application, "zhang");
        _ = ShowAndDrop(application, "li");

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.All(held, reference => Assert.False(reference.TryGetTarget(out _)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<object>> ShowAndDrop(IApplication application, string userName)
    {
        var server = new FakeNeighborhood();
        Answers.Everything(server.Calls);
        using var shell = new ShellPresenter(server, new Inline(), new FakeTimeProvider(Sample.Now), Words.Chinese) { IsLent = true };
        shell.StartWith(new WelcomePresenter(shell.Workspace));
        using var view = new MainView(application, shell);
        var session = application.Begin(view)!;
        application.LayoutAndDraw();
        Assert.Contains(Words.Chinese["welcome_sign_in_hint"], application.Driver!.ToString(), StringComparison.Ordinal);
        foreach (var key in (Key[])[Key.Enter, .. userName.Select(letter => new Key(letter))])
        {
            application.InjectKey(key);
        }

        application.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(20, 3)));
        application.LayoutAndDraw();
        Assert.Contains(userName, application.Driver!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(userName == "li" ? "zhang" : "li", application.Driver!.ToString(), StringComparison.Ordinal);
        application.End(session);
        return [new(view), new(shell), new(shell.Workspace), new(shell.Top)];
    }
}
