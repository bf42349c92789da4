using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>Which line of a page is on top, and which item is selected.</summary>
public readonly record struct Scroll(int Top, string? Selected)
{
    /// <summary>Moves to the next item, or by a line where the next item is not in sight.</summary>
    public Scroll Down(Page page, int height)
    {
        var next = page.Items.IndexOf(Selected!) + 1;
        if (next >= page.Items.Length)
        {
            return To(page, Top + 1, height);
        }

        return First(page, page.Items[next]) <= Top + height ? On(page, page.Items[next], height) : To(page, Top + 1, height);
    }

    /// <summary>Moves to the item before, or by a line where it is not in sight.</summary>
    public Scroll Up(Page page, int height)
    {
        var previous = page.Items.IndexOf(Selected!) - 1;
        if (previous < 0)
        {
            return To(page, Top - 1, height);
        }

        return Last(page, page.Items[previous]) >= Top - 1 ? On(page, page.Items[previous], height) : To(page, Top - 1, height);
    }

    /// <summary>Turns a page forward or back and takes the first item in sight.</summary>
    public Scroll Turn(Page page, int height, int pages)
    {
        var turned = To(page, Top + (pages * Math.Max(1, height - 1)), height);
        var atEnd = turned.Top == Top && pages > 0;
        var seen = page.Lines.Skip(turned.Top).Take(height).Where(line => line.Item is not null).Select(line => line.Item);
        var item = atEnd ? seen.LastOrDefault() : seen.FirstOrDefault();
        return turned.Top == 0 && pages < 0 && page.Items.Length > 0
            ? turned with { Selected = page.Items[0] }
            : turned with { Selected = item ?? Selected };
    }

    /// <summary>Brings an item into sight and selects it; the first one brings the page's beginning with it.</summary>
    public Scroll On(Page page, string item, int height)
    {
        var first = First(page, item);
        var last = Last(page, item);
        var top = Top;
        if (last >= top + height)
        {
            top = last - height + 1;
        }

        if (first < top)
        {
            top = first;
        }

        if (page.Items.Length > 0 && page.Items[0] == item && last < height)
        {
            top = 0;
        }

        return To(page, top, height) with { Selected = item };
    }

    /// <summary>Puts a line on top.</summary>
    public Scroll To(Page page, int top, int height) => this with { Top = Math.Clamp(top, 0, Math.Max(0, page.Lines.Length - height)) };

    /// <summary>
    /// Keeps what is selected where it still exists, and the page within its bounds. Otherwise takes the first item, unless it is further down:
    /// a page is read from its beginning.
    /// </summary>
    public Scroll Fit(Page page, int height)
    {
        if (Selected is not null && page.Items.Contains(Selected))
        {
            return To(page, Top, height);
        }

        var fitted = To(page, Top, height) with { Selected = null };
        return page.Items.Length > 0 && First(page, page.Items[0]) < fitted.Top + height ? On(page, page.Items[0], height) : fitted;
    }

    private static int First(Page page, string item) => IndexOf(page, item, fromEnd: false);

    private static int Last(Page page, string item) => IndexOf(page, item, fromEnd: true);

    private static int IndexOf(Page page, string item, bool fromEnd)
    {
        var found = -1;
        for (var index = 0; index < page.Lines.Length; index++)
        {
            if (page.Lines[index].Item == item)
            {
                found = index;
                if (!fromEnd)
                {
                    return found;
                }
            }
        }

        return found;
    }
}
