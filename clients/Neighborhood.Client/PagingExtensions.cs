using System.Runtime.CompilerServices;
using Neighborhood.Client.Paging;
using Neighborhood.V1;

namespace Neighborhood.Client;

/// <summary>
/// Every List method as one sequence over all its pages, each fetched when the one before it is used up. The request's page size is that of each page, and
/// its page token where to begin. Refusals are those of the List method, and come while enumerating.
/// </summary>
public static class PagingExtensions
{
    /// <summary>All communities of the caller.</summary>
    public static IAsyncEnumerable<Community> ListAllCommunitiesAsync(
        this Communities.CommunitiesClient client, ListCommunitiesRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListCommunitiesRequest, ListCommunitiesResponse, Community>(
            request, client.ListCommunitiesAsync, page => page.Communities, cancellationToken);

    /// <summary>All households of a community, in the order of building, unit and room.</summary>
    public static IAsyncEnumerable<Household> ListAllHouseholdsAsync(
        this Communities.CommunitiesClient client, ListHouseholdsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListHouseholdsRequest, ListHouseholdsResponse, Household>(
            request, client.ListHouseholdsAsync, page => page.Households, cancellationToken);

    /// <summary>All residents of a community.</summary>
    public static IAsyncEnumerable<Resident> ListAllResidentsAsync(
        this Communities.CommunitiesClient client, ListResidentsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListResidentsRequest, ListResidentsResponse, Resident>(request, client.ListResidentsAsync, page => page.Residents, cancellationToken);

    /// <summary>All invitations of a community.</summary>
    public static IAsyncEnumerable<Invitation> ListAllInvitationsAsync(
        this Communities.CommunitiesClient client, ListInvitationsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListInvitationsRequest, ListInvitationsResponse, Invitation>(
            request, client.ListInvitationsAsync, page => page.Invitations, cancellationToken);

    /// <summary>All devices of a resident, oldest first.</summary>
    public static IAsyncEnumerable<Device> ListAllDevicesAsync(
        this Devices.DevicesClient client, ListDevicesRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListDevicesRequest, ListDevicesResponse, Device>(request, client.ListDevicesAsync, page => page.Devices, cancellationToken);

    /// <summary>All authorisations to vote for others, newest first.</summary>
    public static IAsyncEnumerable<Proxy> ListAllProxiesAsync(
        this Proxies.ProxiesClient client, ListProxiesRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListProxiesRequest, ListProxiesResponse, Proxy>(request, client.ListProxiesAsync, page => page.Proxies, cancellationToken);

    /// <summary>All petitions, newest first.</summary>
    public static IAsyncEnumerable<Petition> ListAllPetitionsAsync(
        this Petitions.PetitionsClient client, ListPetitionsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListPetitionsRequest, ListPetitionsResponse, Petition>(
            request, client.ListPetitionsAsync, page => page.Petitions, cancellationToken);

    /// <summary>All renovation menus, newest first.</summary>
    public static IAsyncEnumerable<RenovationMenu> ListAllMenusAsync(
        this Renovation.RenovationClient client, ListMenusRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListMenusRequest, ListMenusResponse, RenovationMenu>(request, client.ListMenusAsync, page => page.Menus, cancellationToken);

    /// <summary>Every household's share of a renovation item, in the order of the roll.</summary>
    public static IAsyncEnumerable<HouseholdShare> ListAllSharesAsync(
        this Renovation.RenovationClient client, ListSharesRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListSharesRequest, ListSharesResponse, HouseholdShare>(request, client.ListSharesAsync, page => page.Shares, cancellationToken);

    /// <summary>All topics, pinned ones first.</summary>
    public static IAsyncEnumerable<Topic> ListAllTopicsAsync(
        this Discussions.DiscussionsClient client, ListTopicsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListTopicsRequest, ListTopicsResponse, Topic>(request, client.ListTopicsAsync, page => page.Topics, cancellationToken);

    /// <summary>All posts of a topic, in the order written.</summary>
    public static IAsyncEnumerable<Post> ListAllPostsAsync(
        this Discussions.DiscussionsClient client, ListPostsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListPostsRequest, ListPostsResponse, Post>(request, client.ListPostsAsync, page => page.Posts, cancellationToken);

    /// <summary>All answers to the caller that the caller has not read, newest first.</summary>
    public static IAsyncEnumerable<Post> ListAllRepliesAsync(
        this Discussions.DiscussionsClient client, ListRepliesRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListRepliesRequest, ListRepliesResponse, Post>(request, client.ListRepliesAsync, page => page.Posts, cancellationToken);

    /// <summary>All reports that nobody has answered.</summary>
    public static IAsyncEnumerable<Report> ListAllReportsAsync(
        this Discussions.DiscussionsClient client, ListReportsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListReportsRequest, ListReportsResponse, Report>(request, client.ListReportsAsync, page => page.Reports, cancellationToken);

    /// <summary>All proposals, newest first.</summary>
    public static IAsyncEnumerable<Proposal> ListAllProposalsAsync(
        this Proposals.ProposalsClient client, ListProposalsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListProposalsRequest, ListProposalsResponse, Proposal>(request, client.ListProposalsAsync, page => page.Proposals, cancellationToken);

    /// <summary>All polls, newest first.</summary>
    public static IAsyncEnumerable<Poll> ListAllPollsAsync(
        this Polls.PollsClient client, ListPollsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListPollsRequest, ListPollsResponse, Poll>(request, client.ListPollsAsync, page => page.Polls, cancellationToken);

    /// <summary>All entries of a poll's roll.</summary>
    public static IAsyncEnumerable<RollEntry> ListAllRollAsync(
        this Polls.PollsClient client, ListRollRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListRollRequest, ListRollResponse, RollEntry>(request, client.ListRollAsync, page => page.Entries, cancellationToken);

    /// <summary>All papers of a poll, by serial.</summary>
    public static IAsyncEnumerable<Paper> ListAllPapersAsync(
        this Papers.PapersClient client, ListPapersRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListPapersRequest, ListPapersResponse, Paper>(request, client.ListPapersAsync, page => page.Papers, cancellationToken);

    /// <summary>All objections to a poll's draft roll.</summary>
    public static IAsyncEnumerable<Objection> ListAllObjectionsAsync(
        this Polls.PollsClient client, ListObjectionsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListObjectionsRequest, ListObjectionsResponse, Objection>(
            request, client.ListObjectionsAsync, page => page.Objections, cancellationToken);

    /// <summary>All published openings of a decided poll, in the order of the chain.</summary>
    public static IAsyncEnumerable<BallotOpening> ListAllOpeningsAsync(
        this Polls.PollsClient client, ListOpeningsRequest request, CancellationToken cancellationToken = default) =>
        Pages.AllAsync<ListOpeningsRequest, ListOpeningsResponse, BallotOpening>(request, client.ListOpeningsAsync, page => page.Openings, cancellationToken);

    /// <summary>All entries of a ledger, from the sequence asked for to the end of the tree as it is when the end is reached.</summary>
    public static async IAsyncEnumerable<LedgerEntry> ListAllEntriesAsync(
        this Audit.AuditClient client, ListEntriesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var next = request.Clone();
        while (true)
        {
            var page = await client.ListEntriesAsync(next, cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            if (page.Entries.Count == 0)
            {
                yield break;
            }

            next.FromSequence = page.NextSequence;
        }
    }
}
