using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What every household owes of an item, for staff and contact cadres.</summary>
public sealed class SharesPresenter(Workspace workspace, RenovationItem item) : ListPresenter<HouseholdShare, string>(workspace, "")
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(item.Title, Tone.Title, indent: 1);
        page.Tell(words[item.Sealed ? "shares_sealed" : "shares_now"], Tone.Muted, indent: 1);
        page.Add(TableRow.Of(width, new Cell(words["shares_home"], 16, Tone.Muted), new Cell("", 0),
            new Cell(words["shares_area"], 14, Tone.Muted, IsRight: true),
            new Cell(words["funding_owners"], 16, Tone.Muted, IsRight: true), new Cell(words["funding_maintenance_fund"], 16, Tone.Muted, IsRight: true)));
        foreach (var share in State.Items)
        {
            page.Add(TableRow.Of(width, new Cell(CostText.HomeOf(share), 16), new Cell(share.Unsold ? words["shares_unsold"] : "", 0, Tone.Warning),
                new Cell(Amounts.Area(share.AreaCm2), 14, Tone.Normal, IsRight: true),
                new Cell(Amounts.Money(share.OwnersFen), 16, Tone.Accent, IsRight: true),
                new Cell(Amounts.Money(share.MaintenanceFundFen), 16, Tone.Normal, IsRight: true)).At(share.Household));
        }

        ListText.End(page, State, words);
        return page.Page(words["item_shares"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(HouseholdShare item) => item.Household;

    /// <inheritdoc/>
    protected override async Task<ListPage<HouseholdShare>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var request = new ListSharesRequest { Parent = item.Name, PageToken = token };
        var read = await Server.Renovation.ListSharesAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<HouseholdShare>(read.Shares, read.NextPageToken);
    }
}
