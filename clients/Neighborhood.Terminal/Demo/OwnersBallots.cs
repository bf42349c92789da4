using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>The ballots of an owners' vote by every channel: signed by devices, by a proxy, and on papers that two people enter.</summary>
internal sealed class OwnersBallots(
    Invocation run, Narration told, MovedScene moved, Poll poll, Electors electors, NeighborhoodClient first, NeighborhoodClient second)
{
    public async Task CastAsync()
    {
        await SignAsync().ConfigureAwait(false);
        await VoteByProxyAsync().ConfigureAwait(false);
        await VoteOnPaperAsync().ConfigureAwait(false);
        var seen = await first.Polls.GetPollAsync(new GetPollRequest { Name = poll.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must(seen.Turnout.VotedHeadcount == electors.Count && seen.Result is null, "turnout is told and no choice is");
        told.Tell("play_owners_turnout", electors.Count, seen.Turnout.EntitledHeadcount, Amounts.Area(seen.Turnout.VotedAreaCm2));
    }

    private async Task SignAsync()
    {
        foreach (var (place, name) in electors.Online.Index())
        {
            await CastAsync(name, electors.ChoiceOf(place), "").ConfigureAwait(false);
        }

        told.Tell("play_signed", electors.Online.Count);
    }

    private async Task VoteByProxyAsync()
    {
        var (principal, proxy) = (moved.Neighbours[electors.Principal], electors.Online[0]);
        var request = new AuthorizeProxyRequest
        {
            Parent = Names.CommunityOf(poll.Name),
            Proxy = await ResidentAsync(proxy).ConfigureAwait(false),
            Polls = { poll.Name },
            ValidUntil = Timestamp.FromDateTimeOffset(moved.Server.Clock.GetUtcNow() + TimeSpan.FromDays(3)),
        };
        var authorization = await principal.AuthorizeProxyAsync(request, run.Cancel).ConfigureAwait(false);
        await CastAsync(proxy, "yes", authorization.Name).ConfigureAwait(false);
        told.Tell("play_proxy", electors.Principal, proxy);
    }

    /// <summary>The first entry alone does not count; the same person cannot make the second, and another one has to enter the same.</summary>
    private async Task VoteOnPaperAsync()
    {
        var issue = new IssuePapersRequest { Parent = poll.Name };
        foreach (var name in electors.OnPaper)
        {
            issue.Voters.Add(await ResidentAsync(name).ConfigureAwait(false));
        }

        var issued = await first.Papers.IssuePapersAsync(issue, cancellationToken: run.Cancel).ConfigureAwait(false);
        var papers = Enumerable.Range(0, electors.OnPaper.Count)
            .Select(place => string.Create(CultureInfo.InvariantCulture, $"{poll.Name}/papers/{issued.FirstSerial + place}")).ToList();
        await first.Papers.ReturnPapersAsync(
            new ReturnPapersRequest { Parent = poll.Name, Papers = { papers } }, cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must((await EnterAsync(first, papers[0], "yes").ConfigureAwait(false)).State == PaperState.Entered, "one entry alone counts nothing");
        await Narration.MustRefuseAsync(
            ErrorReason.SecondPersonRequired, "the same person cannot enter a paper twice", () => EnterAsync(first, papers[0], "yes")).ConfigureAwait(false);
        var differing = await Narration.MustRefuseAsync(
            ErrorReason.EntryDiffers, "a second entry that differs is refused", () => EnterAsync(second, papers[0], "no")).ConfigureAwait(false);
        told.Tell("play_paper_differs", issued.FirstSerial, run.Words.Of(PaperState.Entered), Refusals.Explain(differing, run.Words));
        await EnterAsync(first, papers[1], "yes").ConfigureAwait(false);
        foreach (var paper in papers)
        {
            var counted = await EnterAsync(second, paper, "yes").ConfigureAwait(false);
            Narration.Must(counted.State == PaperState.Counted, "a paper that two people entered alike counts");
        }

        var sheet = await first.Papers.GetPaperCountAsync(
            new GetPaperCountRequest { Name = poll.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must(sheet.Counted == papers.Count && sheet is { Uncounted: 0, Outstanding: 0 }, "the papers are reconciled");
        told.Tell("play_papers", sheet.Issued, sheet.Returned, sheet.Spoiled, sheet.Counted);
    }

    private async Task<Paper> EnterAsync(NeighborhoodClient staff, string paper, string option) => await staff.Papers.EnterPaperAsync(
        new EnterPaperRequest { Name = paper, Announcement = poll.AnnouncementLeaf, Choice = new Choice { Option = option } },
        cancellationToken: run.Cancel).ConfigureAwait(false);

    private async Task CastAsync(string name, string option, string authorization) => await moved.Neighbours[name].Polls.CastBallotAsync(
        new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = option }, Authorization = authorization },
        cancellationToken: run.Cancel).ConfigureAwait(false);

    private async Task<string> ResidentAsync(string name) =>
        (await first.Communities.ListAllResidentsAsync(
            new ListResidentsRequest { Parent = Names.CommunityOf(poll.Name), PageSize = 200 }, run.Cancel)
            .FirstAsync(resident => resident.DisplayName == name, run.Cancel).ConfigureAwait(false)).Name;
}
