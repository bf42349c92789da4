using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Whom I authorised, and whose proxy I am; for staff all authorisations, and those on paper to record.</summary>
public sealed class ProxiesPresenter(Workspace workspace) : ListPresenter<Proxy, string>(workspace, workspace.Visitor.Community)
{
    // What the polls and matters of authorisations are called.
    private ProxyScope scope = new([], []);

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("n", "proxy_give", () => Write(isRecorded: false), When(Visitor.IsOnlyObserver, "disabled_observer")),
        .. Visitor.Has(Role.Staff)
            ? [new Command("r", "proxy_record", () => Write(isRecorded: true))]
            : ImmutableArray<Command>.Empty,
        new Command("x", "proxy_revoke", Revoke, WhenNothingSelected
            ?? When(ProxyText.StateOf(Current!, Workspace.Moments.Now) != "proxy_valid", "disabled_proxy_over")
            ?? When(!MayRevoke(Current!), "disabled_proxy_not_mine")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(words["proxies_text"], Tone.Muted, indent: 1);
        page.Tell(words.Say("proxies_my_number", Visitor.Resident.Split('/')[^1]), Tone.Accent, indent: 1);
        Section(page, "proxies_given", proxy => proxy.Principal.Resident == Visitor.Resident);
        Section(page, "proxies_held", proxy => proxy.Holder.Resident == Visitor.Resident);
        if (Visitor.Has(Role.Staff))
        {
            Section(page, "proxies_others", proxy => !IsMine(proxy));
        }

        if (State.NextToken.Length > 0)
        {
            page.Gap();
            ListText.End(page, State, words);
        }

        return page.Page(words["home_proxies"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Proxy item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Proxy>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        scope = await ProxyForms.ScopeAsync(Workspace, cancellation).ConfigureAwait(false);
        var read = await Server.Proxies.ListProxiesAsync(
            new ListProxiesRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Proxy>(read.Proxies, read.NextPageToken);
    }

    private bool IsMine(Proxy proxy) => proxy.Principal.Resident == Visitor.Resident || proxy.Holder.Resident == Visitor.Resident;

    private bool MayRevoke(Proxy proxy) => IsMine(proxy) || (Visitor.Has(Role.Staff) && proxy.RecordedBy is not null);

    private void Section(PageWriter page, string heading, Func<Proxy, bool> belongs)
    {
        var words = Workspace.Words;
        var proxies = State.Items.Where(belongs).ToList();
        page.Heading(" " + words[heading]);
        foreach (var proxy in proxies)
        {
            ProxyText.Show(page, proxy, scope, words, Workspace.Moments);
        }

        if (proxies.Count == 0)
        {
            page.Say("  " + words[State.IsRead ? "home_nothing" : "list_reading"], Tone.Muted);
        }
    }

    private void Write(bool isRecorded) => Call(
        cancellation => ProxyForms.ScopeAsync(Workspace, cancellation), scope => Navigator.Open(ProxyForms.For(Workspace, scope, isRecorded)));

    private void Revoke()
    {
        var proxy = Current!;
        Navigator.Open(ConfirmPresenter.For(
            Workspace, "proxy_revoke",
            [
                new Confirmation(words => ProxyText.Names(proxy, words), Tone.Title),
                new Confirmation(words => words["proxy_revoke_text"], Tone.Warning),
            ],
            "proxy_revoke",
            cancellation => Server.Proxies.RevokeProxyAsync(new RevokeProxyRequest { Name = proxy.Name }, cancellationToken: cancellation).ResponseAsync,
            _ => Navigator.Back()));
    }
}
