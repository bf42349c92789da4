using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Tests.Shell;

public sealed class ScrollTests
{
    private static Page Page(int items, int linesEach) =>
        new("", [.. Enumerable.Range(0, items).SelectMany(item => Enumerable.Repeat(Line.Of($"{item}", 10).At($"{item}"), linesEach))]);

    [Fact]
    public void Going_down_shows_every_line_and_ends_at_the_last()
    {
        var page = Page(items: 12, linesEach: 9);
        var scroll = new Scroll(0, "0");
        var seen = new HashSet<int>();
        for (var press = 0; press < 200; press++)
        {
            seen.UnionWith(Enumerable.Range(scroll.Top, 5));
            scroll = scroll.Down(page, 5);
        }

        Assert.Equal(page.Lines.Length, seen.Count);
        Assert.Equal(page.Lines.Length - 5, scroll.Top);
    }

    [Fact]
    public void Going_down_and_up_again_comes_back_to_the_beginning()
    {
        var page = Page(items: 30, linesEach: 1);
        var scroll = Enumerable.Range(0, 29).Aggregate(new Scroll(0, "0"), (now, _) => now.Down(page, 5));
        Assert.Equal(new Scroll(25, "29"), scroll);
        Assert.Equal(new Scroll(0, "0"), Enumerable.Range(0, 29).Aggregate(scroll, (now, _) => now.Up(page, 5)));
    }

    [Fact]
    public void An_item_that_is_gone_gives_way_to_the_first() => Assert.Equal("0", new Scroll(9, "gone").Fit(Page(3, 1), 5).Selected);

    [Fact]
    public void A_page_whose_first_item_is_far_down_begins_at_its_top_and_the_item_is_reached_by_going_down()
    {
        var page = new Page("", [.. Enumerable.Repeat(Line.Of("text", 10), 20), Line.Of("link", 10).At("link")]);
        var begun = new Scroll(0, null).Fit(page, 5);
        Assert.Equal(new Scroll(0, null), begun);
        Assert.Equal("link", Enumerable.Range(0, 20).Aggregate(begun, (now, _) => now.Down(page, 5)).Selected);
    }

    [Fact]
    public void Turning_pages_reaches_both_ends()
    {
        var page = Page(items: 30, linesEach: 1);
        var end = Enumerable.Range(0, 20).Aggregate(new Scroll(0, "0"), (now, _) => now.Turn(page, 5, 1));
        Assert.Equal(new Scroll(25, "29"), end);
        Assert.Equal(new Scroll(0, "0"), Enumerable.Range(0, 20).Aggregate(end, (now, _) => now.Turn(page, 5, -1)));
    }
}
