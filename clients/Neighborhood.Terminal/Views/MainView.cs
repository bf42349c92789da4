using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Neighborhood.Terminal.Views;

/// <summary>The whole terminal: title, body, message, commands. Draws what the shell shows and knows nothing else.</summary>
public sealed class MainView : Runnable
{
    private const MouseFlags OtherButtons = MouseFlags.RightButtonPressed | MouseFlags.RightButtonReleased | MouseFlags.RightButtonClicked
        | MouseFlags.RightButtonDoubleClicked | MouseFlags.MiddleButtonPressed | MouseFlags.MiddleButtonReleased | MouseFlags.MiddleButtonClicked;

    private readonly IApplication application;
    private readonly ShellPresenter shell;
    private readonly BarView title;
    private readonly BarView message;
    private readonly BarView commands;
    private readonly PageView page;
    private readonly FormView form;

    /// <summary>Draws a shell in an application.</summary>
    public MainView(IApplication application, ShellPresenter shell)
    {
        this.application = application;
        this.shell = shell;
        CanFocus = true;
        title = new BarView(shell, Tone.Bar) { Width = Dim.Fill(), Height = 1 };
        page = new PageView(shell) { Y = 1, Width = Dim.Fill(), Height = Dim.Fill(2), CanFocus = true };
        form = new FormView { Y = 1, Width = Dim.Fill(), Height = Dim.Fill(2), Visible = false };
        message = new BarView(shell, Tone.Normal) { Y = Pos.AnchorEnd(2), Width = Dim.Fill(), Height = 1 };
        commands = new BarView(shell, Tone.Bar) { Y = Pos.AnchorEnd(1), Width = Dim.Fill(), Height = 1 };
        Add(title, page, form, message, commands);
        shell.Changed += Render;
        application.Keyboard.KeyDown += OnApplicationKey;
        application.Mouse.MouseEvent += OnApplicationMouse;
        application.ScreenChanged += OnScreenChanged;
    }

    /// <summary>Draws everything from what the shell shows now. Doing it twice changes nothing.</summary>
    public void Render()
    {
        if (shell.HasEnded)
        {
            application.RequestStop();
            return;
        }

        var size = application.Screen;
        var frame = shell.Show(size.Width, size.Height);
        var theme = shell.IsDark ? Theme.Dark : Theme.Light;
        title.Render(frame.Title, theme);
        message.Render(frame.Message, theme);
        commands.Render(frame.Bar.Line(size.Width), theme, frame.Bar);
        var isForm = shell.Top is FormPresenter;
        page.Visible = !isForm;
        form.Visible = isForm;
        if (shell.Top is FormPresenter shown)
        {
            form.Render(shown, frame, shell.Words, theme);
        }
        else
        {
            form.Clear();
            page.Render(frame.Body, theme);
            page.SetFocus();
        }

        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override void OnIsRunningChanged(bool newIsRunning)
    {
        base.OnIsRunningChanged(newIsRunning);

        // The shell may have shown its screen, or ended, before anybody drew it.
        if (newIsRunning)
        {
            Render();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            shell.Changed -= Render;
            application.Keyboard.KeyDown -= OnApplicationKey;
            application.Mouse.MouseEvent -= OnApplicationMouse;
            application.ScreenChanged -= OnScreenChanged;
        }

        base.Dispose(disposing);
    }

    // The library would leave the program on Esc and move focus on Tab; here the shell decides before it, and only what is written reaches an editor.
    private void OnApplicationKey(object? sender, Key key)
    {
        if (KeyNames.Of(key) is { } name)
        {
            key.Handled = shell.Press(name) || name is Keys.Escape or Keys.Quit || shell.Top is not FormPresenter;
            return;
        }

        // Where the terminal is lent, the library's own keys could suspend the program, or copy what the next person would paste.
        key.Handled = shell.IsLent && key != Key.Backspace && key != Key.Delete;
    }

    // So could the menu of its editors.
    private void OnApplicationMouse(object? sender, Mouse mouse) => mouse.Handled = shell.IsLent && (mouse.Flags & OtherButtons) != 0;

    private void OnScreenChanged(object? sender, EventArgs<System.Drawing.Rectangle> change) => Render();
}
