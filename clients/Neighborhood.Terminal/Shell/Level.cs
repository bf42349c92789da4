using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>A screen on the stack, and what of it is in sight.</summary>
internal sealed class Level(Presenter screen)
{
    private (int Width, int Height) seen;

    public Presenter Screen => screen;

    public Scroll Scroll { get; set; }

    // A screen that selects something by itself wants it seen, as whoever resizes does; the wheel may leave what is selected out of sight. Whoever reads the
    // beginning of a page goes on reading it: its first item was selected by itself, and may stand far below.
    public Scroll Follow(Page page, int width, int height)
    {
        var isResized = seen != (width, height);
        seen = (width, height);
        return screen.Selected is { } item && page.Items.Contains(item) && (item != Scroll.Selected || (isResized && (Scroll.Top > 0 || item != page.Items[0])))
            ? Scroll.On(page, item, height)
            : (Scroll with { Selected = screen.Selected }).Fit(page, height);
    }

    // Drawing chooses the first item by itself; that must not ask for another drawing.
    public void SelectQuietly(Action draw)
    {
        screen.Changed -= draw;
        screen.SelectItem(Scroll.Selected);
        screen.Changed += draw;
    }
}
