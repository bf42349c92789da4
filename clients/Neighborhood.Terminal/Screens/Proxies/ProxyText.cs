using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of an authorisation.</summary>
public static class ProxyText
{
    /// <summary>Who votes for whom, in what, until when, and who recorded it.</summary>
    public static void Show(PageWriter page, Proxy proxy, ProxyScope scope, Words words, Moments moments)
    {
        var state = StateOf(proxy, moments.Now);
        page.Add(TableRow.Of(page.Width, new Cell(words[state], 10, state == "proxy_valid" ? Tone.Good : Tone.Muted), new Cell(Names(proxy, words), 0),
            new Cell(words.Say("proxy_until", moments.Brief(proxy.ValidUntil)), 18, Tone.Muted, IsRight: true)).At(proxy.Name));
        page.Tell(words.Say("proxy_scope", ScopeOf(proxy, scope, words)), Tone.Muted, indent: 12, item: proxy.Name);
        if (proxy.RecordedBy is not null)
        {
            page.Tell(words.Say("proxy_recorded", ListText.NameOf(proxy.RecordedBy, words)), Tone.Muted, indent: 12, item: proxy.Name);
        }

        if (proxy.RevokeTime is { } revoked)
        {
            page.Tell(words.Say("proxy_revoked_at", moments.At(revoked)), Tone.Muted, indent: 12, item: proxy.Name);
        }
    }

    /// <summary>Who votes for whom.</summary>
    public static string Names(Proxy proxy, Words words) =>
        words.Say("proxy_names", ListText.NameOf(proxy.Holder, words), ListText.NameOf(proxy.Principal, words));

    /// <summary>The key of whether it is valid now, and if not why.</summary>
    public static string StateOf(Proxy proxy, DateTimeOffset now)
    {
        if (proxy.RevokeTime is not null)
        {
            return "proxy_revoked";
        }

        return proxy.ValidUntil.ToDateTimeOffset() <= now ? "proxy_expired" : "proxy_valid";
    }

    /// <summary>Whether its holder may cast a ballot of this poll by it.</summary>
    public static bool Covers(Proxy proxy, Poll poll, DateTimeOffset now) =>
        StateOf(proxy, now) == "proxy_valid" && (proxy.Polls.Contains(poll.Name) || proxy.Matters.Contains(poll.Matter));

    private static string ScopeOf(Proxy proxy, ProxyScope scope, Words words) => string.Join(
        words["list_comma"],
        [.. proxy.Polls.Select(poll => PollOf(poll, scope, words)), .. proxy.Matters.Select(matter => Matters.TextOf(scope.Packs, matter, words))]);

    // A poll that is over has its number only.
    private static string PollOf(string name, ProxyScope scope, Words words) => scope.Polls.FirstOrDefault(poll => poll.Name == name) is { } known
        ? words.Say("in_quotes", known.Question)
        : words.Say("proxy_poll", name.Split('/')[^1]);
}
