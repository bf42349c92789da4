using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a renovation item.</summary>
public static class ItemText
{
    /// <summary>What it is, who pays, what my household owes, its poll, and what happened.</summary>
    public static Page Show(ItemState state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Item is not { } item)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["item"]);
        }

        page.Tell(item.Title, Tone.Title, indent: 1);
        page.Add(Line.Of(width, new Span(" " + words.Of(item.Stage), MenuText.ToneOf(item.Stage)), new Span(" · " + words.Of(item.Class), Tone.Muted)));
        if (item.Meaning.Length > 0)
        {
            page.Tell(item.Meaning, indent: 1);
        }

        Mine(page, item, words);
        Costs(page, item, words, moments);
        page.Heading(" " + words["item_history"]);
        foreach (var happened in item.History)
        {
            var by = happened.By is null ? words["item_by_ledger"] : ListText.NameOf(happened.By, words);
            page.Fact("  " + moments.Brief(happened.Time), $"{words.Of(happened.Stage)} · {by} · #{happened.Sequence}", item: LinkOf(happened.Poll));
            if (happened.Note.Length > 0)
            {
                page.Fact("", happened.Note, Tone.Muted);
            }
        }

        return page.Page(words["item"]);
    }

    private static void Mine(PageWriter page, RenovationItem item, Words words)
    {
        if (!CostText.IsShared(item.Funding))
        {
            return;
        }

        page.Heading(" " + words["item_mine"]);
        foreach (var share in item.MyShares)
        {
            page.Fact("  " + CostText.HomeOf(share), $"{CostText.ShareOf(share, words)} ({Amounts.Area(share.AreaCm2)})", Tone.Accent);
        }

        if (item.MyShares.Count == 0)
        {
            page.Say("  " + words["item_not_mine"], Tone.Muted);
        }

        page.Tell(words.Say("item_basis", Amounts.Count(item.Households), Amounts.Area(item.AreaCm2), words[item.Sealed ? "shares_sealed" : "shares_now"]),
            Tone.Muted, indent: 2);
    }

    private static void Costs(PageWriter page, RenovationItem item, Words words, Moments moments)
    {
        page.Heading(" " + words["item_cost"]);
        page.Fact("  " + words["item_total"], Amounts.Money(item.CostFen));
        page.Fact("  " + words["item_funding"], CostText.FundingOf(item.Funding, words));
        page.Fact("  " + words["item_places"], CostText.PlacesOf(item.Places, words));
        if (item.StartsAt is not null)
        {
            page.Fact("  " + words["item_when"], $"{moments.At(item.StartsAt)} – {moments.At(item.EndsAt)}");
        }

        if (item.Poll.Length > 0)
        {
            page.Say("  → " + words["item_poll"], Tone.Accent, item.Poll);
        }
    }

    private static string? LinkOf(string poll) => poll.Length == 0 ? null : poll;
}
