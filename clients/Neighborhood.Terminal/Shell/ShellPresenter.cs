using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>The stack of screens, the two bars and the keys that work everywhere.</summary>
public sealed class ShellPresenter : INavigator, IDisposable
{
    private const int BarLines = 3;

    private readonly Stack<Level> levels = new();
    private readonly CommunityWatch watch;
    private Span message;
    private int bodyHeight = 20;
    private int bodyWidth = 80;

    /// <summary>Begins with no screen; <see cref="StartWith"/> shows the first.</summary>
    public ShellPresenter(INeighborhood server, IUserInterface userInterface, TimeProvider clock, Words words)
    {
        Words = words;
        Workspace = new Workspace(server, userInterface, this, clock, () => Words);
        watch = new CommunityWatch(Workspace, Hear, fault => Tell(Workspace.Explain(fault), Tone.Warning));
        Workspace.VisitorChanged += watch.Follow;
    }

    /// <summary>What the screens are given.</summary>
    public Workspace Workspace { get; }

    /// <summary>The language spoken now.</summary>
    public Words Words { get; private set; }

    /// <summary>Whether the dark theme is on.</summary>
    public bool IsDark { get; private set; } = true;

    /// <summary>Whether the person has asked to leave the program, or the time for which it was lent is over.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>
    /// Whether the terminal is lent to one person after another. No key leaves the program then, and what leads back from the first screen ends the turn of
    /// whoever is here.
    /// </summary>
    public bool IsLent { get; init; }

    /// <summary>The screen in front.</summary>
    public Presenter Top => levels.Peek().Screen;

    /// <summary>Raised when the terminal must be drawn again.</summary>
    public event Action? Changed;

    /// <summary>Raised when somebody uses the keyboard or the mouse.</summary>
    public event Action? Touched;

    /// <summary>Chooses the theme.</summary>
    public ShellPresenter WithTheme(bool isDark)
    {
        IsDark = isDark;
        return this;
    }

    /// <inheritdoc/>
    public void Open(Presenter screen)
    {
        message = default;
        screen.Changed += Draw;
        levels.Push(new Level(screen));
        screen.Read();
        Draw();
    }

    /// <inheritdoc/>
    public void Back()
    {
        if (levels.Count <= 1)
        {
            return;
        }

        Leave();
        Top.Read();
        Draw();
    }

    /// <inheritdoc/>
    public void StartWith(Presenter screen)
    {
        while (levels.Count > 0)
        {
            Leave();
        }

        Open(screen);
    }

    /// <inheritdoc/>
    public void Tell(string sentence, Tone tone)
    {
        message = new Span(sentence, tone);
        Draw();
    }

    /// <summary>Nothing is done here any more; who draws it stops.</summary>
    public void End()
    {
        if (!HasEnded)
        {
            HasEnded = true;
            Draw();
        }
    }

    /// <summary>Asks for a redraw.</summary>
    public void Draw() => Changed?.Invoke();

    /// <summary>Leaves the screen that failed, so that one fault does not end the program, and says so.</summary>
    public void Survive(Exception fault)
    {
        if (levels.Count > 1)
        {
            Leave();
        }

        Tell(Workspace.Explain(fault), Tone.Bad);
    }

    /// <summary>Everything to be drawn on a terminal of this size.</summary>
    public Frame Show(int width, int height)
    {
        bodyWidth = width;
        bodyHeight = Math.Max(1, height - BarLines);
        var page = Top.Show(width);
        var told = MessageLines(width);
        var bar = Bar.Of(AllCommands(), kept: 2, Words, width);
        if (Top is FormPresenter form)
        {
            var plan = FormLayout.Of(form.State, page.Lines.Length, Words, width, Math.Max(1, bodyHeight - told.Length + 1));
            return new Frame(
                TitleLine(page.Title, width), [.. page.Lines.Select(Plain)], Below(told, plan.Below, width), bar, plan, [.. told.SkipLast(1)]);
        }

        var level = levels.Peek();
        level.Scroll = level.Follow(page, bodyWidth, bodyHeight);
        if (level.Scroll.Selected != Top.Selected)
        {
            level.SelectQuietly(Draw);
        }

        var body = page.Lines.Skip(level.Scroll.Top).Take(bodyHeight)
            .Select(line => new FrameLine(line, line.Item is not null && line.Item == level.Scroll.Selected));
        var below = page.Lines.Length - bodyHeight - level.Scroll.Top;
        return new Frame(TitleLine(page.Title, width), [.. Above(body, told)], Below(told, below, width), bar, Form: null, Rest: []);
    }

    /// <summary>Handles a key. False where nothing here wants it.</summary>
    public bool Press(string key)
    {
        if (!Touch())
        {
            return true;
        }

        message = default;
        if (AllCommands().Concat(Hidden()).Select(command => command.At(key)).FirstOrDefault(found => found is not null) is { } command)
        {
            Run(command);
            return true;
        }

        if (Top is FormPresenter form)
        {
            return form.Press(key);
        }

        return Move(key);
    }

    /// <summary>Runs a command, or says why not.</summary>
    public void Run(Command command)
    {
        if (!Touch())
        {
            return;
        }

        if (command.Disabled is { } reason)
        {
            Tell(reason, Tone.Warning);
            return;
        }

        command.Run();
        Draw();
    }

    /// <summary>A click on a line of the body: selects its item, and opens it when it was selected.</summary>
    public void Click(int bodyLine, bool twice)
    {
        if (!Touch() || ItemAt(bodyLine) is not { } item)
        {
            return;
        }

        var open = twice || Top.IsOpenedByOneClick || Top.Selected == item;
        Top.SelectItem(item);
        if (open)
        {
            Press(Keys.Enter);
        }
    }

    /// <summary>The button went down on one line of the body and up on another.</summary>
    public void Drag(int from, int to)
    {
        if (Touch() && ItemAt(from) is { } item && ItemAt(to) is { } onto && item != onto)
        {
            message = default;
            Top.Drop(item, onto);
            Draw();
        }
    }

    /// <summary>The wheel: scrolls, and leaves the selection where it is.</summary>
    public void Wheel(int lines)
    {
        if (!Touch())
        {
            return;
        }

        var level = levels.Peek();
        level.Scroll = level.Scroll.To(Top.Show(bodyWidth), level.Scroll.Top + lines, bodyHeight);
        Draw();
    }

    /// <summary>Everything that can be done now, in the order of the bottom bar.</summary>
    public ImmutableArray<Command> AllCommands() =>
    [
        .. Top.Commands,
        .. levels.Count > 1 ? [new Command(Keys.Escape, "command_back", () => LeaveBy(Back))]
            : IsLent ? [new Command(Keys.Escape, "booth_end", () => LeaveBy(End))] : ImmutableArray<Command>.Empty,
        new Command(Keys.Help, "command_help", Help),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        watch.Dispose();
        while (levels.Count > 0)
        {
            Leave();
        }
    }

    private ImmutableArray<Command> Hidden() =>
    [
        .. Top is FormPresenter ? ImmutableArray<Command>.Empty : [new Command("?", "command_help", Help)],
        new Command(Keys.Refresh, "command_refresh", Top.Read),
        new Command(Keys.Language, "command_language", SwitchLanguage),
        new Command(Keys.Theme, "command_theme", () => IsDark = !IsDark),
        .. IsLent ? ImmutableArray<Command>.Empty : [new Command(Keys.Quit, "command_quit", End)],
    ];

    // What is still typed to a shell that has ended is for nobody.
    private bool Touch()
    {
        if (!HasEnded)
        {
            Touched?.Invoke();
        }

        return !HasEnded;
    }

    private string? ItemAt(int bodyLine)
    {
        var lines = Top.Show(bodyWidth).Lines;
        var index = levels.Peek().Scroll.Top + bodyLine;
        return index < lines.Length ? lines[index].Item : null;
    }

    private void Help()
    {
        if (Top is not HelpPresenter)
        {
            Open(new HelpPresenter(Workspace, [.. AllCommands().Where(command => command.Key != Keys.Help), .. Hidden()]));
        }
    }

    private void SwitchLanguage() => Words = Words.IsChinese ? Words.English : Words.Chinese;

    private void LeaveBy(Action leave)
    {
        if (Top.MayLeave())
        {
            leave();
        }
    }

    private bool Move(string key)
    {
        var level = levels.Peek();
        var page = Top.Show(bodyWidth);
        var scroll = level.Scroll with { Selected = Top.Selected };
        Scroll? moved = key switch
        {
            Keys.Down or "j" => scroll.Down(page, bodyHeight),
            Keys.Up or "k" => scroll.Up(page, bodyHeight),
            Keys.PageDown or " " => scroll.Turn(page, bodyHeight, 1),
            Keys.PageUp => scroll.Turn(page, bodyHeight, -1),
            Keys.Home => page.Items.Length > 0 ? scroll.On(page, page.Items[0], bodyHeight).To(page, 0, bodyHeight) : scroll.To(page, 0, bodyHeight),
            Keys.End => page.Items.Length > 0
                ? scroll.On(page, page.Items[^1], bodyHeight).To(page, int.MaxValue, bodyHeight)
                : scroll.To(page, int.MaxValue, bodyHeight),
            _ => null,
        };
        if (moved is not { } next)
        {
            return false;
        }

        level.Scroll = next;
        if (next.Selected != Top.Selected)
        {
            Top.SelectItem(next.Selected);
        }

        Draw();
        return true;
    }

    private Line TitleLine(string title, int width)
    {
        var who = Workspace.Visitor.Membership is { } member ? $"{member.DisplayName} · {member.CommunityTitle} "
            : Workspace.Visitor.Me is { } me ? $"{me.UserName} " : $"{Workspace.Server.Address} ";
        return Line.Between(width, new Span($" {Words["app"]} › {title}", Tone.Bar), new Span(Columns.Truncate(who, width / 2), Tone.Bar));
    }

    /// <summary>A long message takes the last lines of the page too, so that a refusal is read to its end.</summary>
    private IEnumerable<FrameLine> Above(IEnumerable<FrameLine> body, ImmutableArray<Line> told)
    {
        if (told.Length == 1)
        {
            return body;
        }

        var kept = Math.Max(0, bodyHeight - told.Length + 1);
        return body.Concat(Enumerable.Repeat(Plain(Line.Empty), bodyHeight)).Take(kept).Concat(told.SkipLast(1).Select(Plain));
    }

    private static FrameLine Plain(Line line) => new(line, IsSelected: false);

    /// <summary>The last line of what is told, or where nothing is how much follows below the screen.</summary>
    private Line Below(ImmutableArray<Line> told, int below, int width) => told[^1].Spans.IsEmpty && below > 0
        ? Line.Of(" " + Words.Say("more_below", below), width, Tone.Muted)
        : told[^1];

    private ImmutableArray<Line> MessageLines(int width)
    {
        if (Top.IsWaiting)
        {
            return [Line.Of(" " + Words["waiting"], width, Tone.Accent)];
        }

        return message.Text is { Length: > 0 }
            ? [.. Columns.Wrap(message.Text, width - 1).Take(bodyHeight).Select(part => Line.Of(" " + part, width, message.Tone))]
            : [Line.Empty];
    }

    private void Leave()
    {
        var level = levels.Pop();
        level.Screen.Changed -= Draw;
        level.Screen.Dispose();
    }

    private void Hear(WatchResponse happening)
    {
        if (levels.Count > 0)
        {
            Top.Hear(happening);
        }
    }
}
