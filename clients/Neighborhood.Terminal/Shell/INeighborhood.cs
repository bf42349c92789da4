using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>What the screens need of the SDK. Its calls refuse with <see cref="Neighborhood.Client.RefusedException"/>.</summary>
public interface INeighborhood
{
    /// <summary>Where the server is, for the person to see.</summary>
    string Address { get; }

    /// <summary>Whether there is a session, be it one that was kept from before.</summary>
    bool IsSignedIn { get; }

    /// <summary>Accounts and sessions.</summary>
    Identity.IdentityClient Identity { get; }

    /// <summary>Communities, rolls and people.</summary>
    Communities.CommunitiesClient Communities { get; }

    /// <summary>Topics and posts.</summary>
    Discussions.DiscussionsClient Discussions { get; }

    /// <summary>Proposals.</summary>
    Proposals.ProposalsClient Proposals { get; }

    /// <summary>Polls.</summary>
    Polls.PollsClient Polls { get; }

    /// <summary>Petitions.</summary>
    Petitions.PetitionsClient Petitions { get; }

    /// <summary>Proxies; to name one in one's own place use <see cref="AuthorizeProxyAsync"/>, which signs.</summary>
    Proxies.ProxiesClient Proxies { get; }

    /// <summary>Names somebody to vote in the caller's place, signed by this computer.</summary>
    Task<Proxy> AuthorizeProxyAsync(AuthorizeProxyRequest request, CancellationToken cancellation);

    /// <summary>Paper ballots.</summary>
    Papers.PapersClient Papers { get; }

    /// <summary>The ledger and its proofs.</summary>
    Audit.AuditClient Audit { get; }

    /// <summary>Renovation menus.</summary>
    Renovation.RenovationClient Renovation { get; }

    /// <summary>Devices that sign.</summary>
    Devices.DevicesClient Devices { get; }

    /// <summary>Whether a device is this computer.</summary>
    Task<bool> IsThisDeviceAsync(Device device, CancellationToken cancellation);

    /// <summary>Approves a waiting device with the key of this computer.</summary>
    /// <exception cref="InvalidOperationException">This computer is no active device itself.</exception>
    Task<Device> ApproveDeviceAsync(Device waiting, CancellationToken cancellation);

    /// <summary>The operator's view.</summary>
    Operations.OperationsClient Operations { get; }

    /// <summary>Begins a session with a user name and a password.</summary>
    Task SignInAsync(string userName, string password, CancellationToken cancellation);

    /// <summary>Makes an account with an invitation and begins a session.</summary>
    Task RedeemInvitationAsync(string code, string userName, string password, CancellationToken cancellation);

    /// <summary>Joins another community with the account that is signed in.</summary>
    Task JoinAsync(string code, CancellationToken cancellation);

    /// <summary>Makes the first operator and begins a session.</summary>
    Task BootstrapOperatorAsync(string code, string userName, string password, CancellationToken cancellation);

    /// <summary>Sets a new password with a recovery code and begins a session.</summary>
    Task CompleteRecoveryAsync(string code, string password, CancellationToken cancellation);

    /// <summary>Ends this session, or all of the account.</summary>
    Task SignOutAsync(bool allSessions, CancellationToken cancellation);

    /// <summary>Erases the account that is signed in, for good; nobody is signed in afterwards.</summary>
    Task EraseAccountAsync(string password, CancellationToken cancellation);

    /// <summary>What happens in a community, from now on and without gaps; ends with the token or the membership.</summary>
    IAsyncEnumerable<WatchResponse> WatchAsync(string community, CancellationToken cancellation);

    /// <summary>
    /// Checks a ballot's receipt on this machine, and its head against the one this machine remembers.
    /// </summary>
    Task<BallotCheck> CheckAsync(MyBallot ballot, string poll, string voter, CancellationToken cancellation);

    /// <summary>The same of a ballot that was cast for somebody else, whose opening is the voter's alone.</summary>
    Task<BallotCheck> CheckAsync(Receipt receipt, string poll, string voter, CancellationToken cancellation);

    /// <summary>Writes the audit bundle of a decided poll into a file readable by its owner only; gives its kind.</summary>
    Task<BundleKind> ExportPollAsync(ExportPollRequest request, string path, CancellationToken cancellation);

    /// <summary>Keeps a receipt in a file readable by its owner only; gives its path.</summary>
    Task<string> SaveReceiptAsync(MyBallot ballot, string poll, string voter, CancellationToken cancellation);
}

/// <summary>
/// What a check of a ballot found: the receipt by itself, its head beside the one remembered, and the epoch where the ledger was restored from a backup.
/// </summary>
public sealed record BallotCheck(ReceiptVerification Receipt, HeadVerdict Head, string Epoch)
{
    /// <summary>Both heads, where the one shown contradicts the one remembered; null where it does not.</summary>
    public HeadCheck? Histories { get; init; }

    /// <summary>Whether everything held.</summary>
    public bool Holds => Receipt.Holds && IsHeadGood;

    /// <summary>Whether nothing speaks against the head.</summary>
    public bool IsHeadGood => Head is HeadVerdict.FirstContact or HeadVerdict.Unchanged or HeadVerdict.Grown or HeadVerdict.Earlier;
}
