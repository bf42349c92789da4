using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>The SDK as the screens use it.</summary>
public sealed class SdkNeighborhood(NeighborhoodClient client) : INeighborhood
{
    /// <inheritdoc/>
    public string Address => client.Address.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    public bool IsSignedIn => client.Session is not null;

    /// <inheritdoc/>
    public Identity.IdentityClient Identity => client.Identity;

    /// <inheritdoc/>
    public Communities.CommunitiesClient Communities => client.Communities;

    /// <inheritdoc/>
    public Discussions.DiscussionsClient Discussions => client.Discussions;

    /// <inheritdoc/>
    public Proposals.ProposalsClient Proposals => client.Proposals;

    /// <inheritdoc/>
    public Polls.PollsClient Polls => client.Polls;

    /// <inheritdoc/>
    public Petitions.PetitionsClient Petitions => client.Petitions;

    /// <inheritdoc/>
    public Proxies.ProxiesClient Proxies => client.Proxies;

    /// <inheritdoc/>
    public Task<Proxy> AuthorizeProxyAsync(AuthorizeProxyRequest request, CancellationToken cancellation) =>
        client.AuthorizeProxyAsync(request, cancellation);

    /// <inheritdoc/>
    public Papers.PapersClient Papers => client.Papers;

    /// <inheritdoc/>
    public Audit.AuditClient Audit => client.Audit;

    /// <inheritdoc/>
    public Renovation.RenovationClient Renovation => client.Renovation;

    /// <inheritdoc/>
    public Devices.DevicesClient Devices => client.Devices;

    /// <inheritdoc/>
    public Task<bool> IsThisDeviceAsync(Device device, CancellationToken cancellation) => client.MyDevices.IsThisAsync(device, cancellation);

    /// <inheritdoc/>
    public Task<Device> ApproveDeviceAsync(Device waiting, CancellationToken cancellation) => client.MyDevices.ApproveAsync(waiting, cancellation);

    /// <inheritdoc/>
    public Operations.OperationsClient Operations => client.Operations;

    /// <inheritdoc/>
    public Task SignInAsync(string userName, string password, CancellationToken cancellation) => client.SignInAsync(userName, password, cancellation);

    /// <inheritdoc/>
    public Task RedeemInvitationAsync(string code, string userName, string password, CancellationToken cancellation) =>
        client.RedeemInvitationAsync(code, userName, password, cancellation);

    /// <inheritdoc/>
    public Task JoinAsync(string code, CancellationToken cancellation) => client.JoinAsync(code, cancellation);

    /// <inheritdoc/>
    public Task BootstrapOperatorAsync(string code, string userName, string password, CancellationToken cancellation) =>
        client.BootstrapOperatorAsync(code, userName, password, cancellation);

    /// <inheritdoc/>
    public Task CompleteRecoveryAsync(string code, string password, CancellationToken cancellation) =>
        client.CompleteRecoveryAsync(code, password, cancellation);

    /// <inheritdoc/>
    public Task SignOutAsync(bool allSessions, CancellationToken cancellation) => client.SignOutAsync(allSessions, cancellation);

    /// <inheritdoc/>
    public Task EraseAccountAsync(string password, CancellationToken cancellation) => client.EraseAccountAsync(password, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchResponse> WatchAsync(string community, CancellationToken cancellation) =>
        client.WatchAsync(community, fromSequence: null, cancellation);

    /// <inheritdoc/>
    public Task<BallotCheck> CheckAsync(MyBallot ballot, string poll, string voter, CancellationToken cancellation) =>
        CheckAsync(ballot.Receipt, poll, voter, expected => ReceiptVerifier.Verify(ballot, expected), cancellation);

    /// <inheritdoc/>
    public Task<BallotCheck> CheckAsync(Receipt receipt, string poll, string voter, CancellationToken cancellation) =>
        CheckAsync(receipt, poll, voter, expected => ReceiptVerifier.Verify(receipt, expected), cancellation);

    /// <inheritdoc/>
    public Task<BundleKind> ExportPollAsync(ExportPollRequest request, string path, CancellationToken cancellation) =>
        client.ExportPollAsync(request, path, progress: null, cancellation);

    /// <inheritdoc/>
    public async Task<string> SaveReceiptAsync(MyBallot ballot, string poll, string voter, CancellationToken cancellation)
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "neighborhood-receipts");
        var path = Path.Combine(folder, string.Join('-', ballot.Name.Split('/').Where((_, index) => index % 2 == 1)) + ".json");
        await new ReceiptFile(client.Address, ballot.Receipt.Head.VerifierKey, ballot.Receipt, ballot, voter, poll)
            .SaveAsync(path, cancellation).ConfigureAwait(false);
        return path;
    }

    private async Task<BallotCheck> CheckAsync(
        Receipt receipt, string poll, string voter, Func<ReceiptExpectation, ReceiptVerification> verify, CancellationToken cancellation)
    {
        var ledger = Commands.Names.CommunityOf(poll);
        var remembered = await client.KnownHeads.FindAsync(client.Address, ledger, cancellation).ConfigureAwait(false);
        var found = verify(new ReceiptExpectation(remembered?.VerifierKey, ledger, poll, voter));
        var head = await client.CheckHeadAsync(ledger, receipt.Head, cancellation).ConfigureAwait(false);
        return new BallotCheck(found, head.Verdict, head.Epoch) { Histories = head.Verdict == HeadVerdict.Inconsistent ? head : null };
    }
}
