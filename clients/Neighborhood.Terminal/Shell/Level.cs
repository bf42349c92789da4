using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>A screen on the stack, and what of it is in sight.</summary>
internal sealed class Level(Presenter screen)
{
    private (int Width, int Height) seen;

    public Presenter Screen => screen;

    public Scroll Scroll { get; set; }

    // A screen that selects something by itself wants it seen, as whoever resizes does; the wheel may leave what is selected out of sight.
    public Scroll Follow(Page page, int width, int height)
    {
        var isResized = seen != (width, height);
        seen = (width, height);
        return screen.Selected is { } item && (isResized || item != Scroll.Selected) && page.Items.Contains(item)
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
