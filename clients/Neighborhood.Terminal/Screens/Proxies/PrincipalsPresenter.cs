using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Those for whom I may cast a ballot in a poll as their proxy.</summary>
public sealed class PrincipalsPresenter(Workspace workspace, Poll poll) : ListPresenter<Proxy, string>(workspace, workspace.Visitor.Community)
{
    // What the polls and matters of authorisations are called.
    private ProxyScope scope = new([], []);

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [new Command(Keys.Enter, "principals_vote", Vote, WhenNothingSelected)];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(poll.Question, Tone.Title, indent: 1);
        page.Tell(words["principals_text"], Tone.Muted, indent: 1);
        page.Gap();
        foreach (var proxy in State.Items)
        {
            ProxyText.Show(page, proxy, scope, words, Workspace.Moments);
        }

        ListText.End(page, State, words);
        return page.Page(words["poll_vote_for"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Proxy item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Proxy>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        scope = await ProxyForms.ScopeAsync(Workspace, cancellation).ConfigureAwait(false);
        var read = await Server.Proxies.ListProxiesAsync(
            new ListProxiesRequest { Parent = filter, PageSize = 100, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        var held = read.Proxies.Where(proxy => proxy.Holder.Resident == Visitor.Resident && ProxyText.Covers(proxy, poll, Workspace.Moments.Now));
        return new ListPage<Proxy>(held, read.NextPageToken);
    }

    private void Vote()
    {
        var casting = Casting.For(Workspace, poll, Current!);
        Navigator.Open(casting.Ballot(Workspace, poll));
    }
}
