using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Neighborhood.Client.Calls;
using Neighborhood.Client.Sessions;
using Neighborhood.Client.Signing;
using Neighborhood.Client.Verification;
using Neighborhood.Client.Watching;
using Neighborhood.V1;

namespace Neighborhood.Client;

/// <summary>
/// One person's connection to a server: the typed services of neighborhood.v1 and the session they are called with. Safe for use from several threads.
/// Calls throw <see cref="RefusedException"/> where the server refuses, and other kinds of <see cref="RpcException"/> where it cannot be reached in time.
/// </summary>
public sealed class NeighborhoodClient : IAsyncDisposable
{
    private const int LargestMessageBytes = 16 << 20;

    private readonly GrpcChannel _channel;
    private readonly NeighborhoodClientOptions _options;
    private readonly Identity.IdentityClient _anonymous;
    private readonly SessionKeeper _sessions;

    private NeighborhoodClient(Uri address, GrpcChannel channel, NeighborhoodClientOptions options)
    {
        Address = address;
        _channel = channel;
        _options = options;
        _anonymous = new Identity.IdentityClient(channel.CreateCallInvoker().Intercept(new CallInterceptor(options, sessions: null)));
        _sessions = new SessionKeeper(_anonymous, options);
        _sessions.Changed += (_, change) => SessionChanged?.Invoke(this, change);
        KnownHeads = new KnownHeads(options.KnownHeadsPath);

        var calls = channel.CreateCallInvoker().Intercept(new CallInterceptor(options, _sessions));
        Identity = new Identity.IdentityClient(calls);
        Communities = new Communities.CommunitiesClient(calls);
        Discussions = new Discussions.DiscussionsClient(calls);
        Proposals = new Proposals.ProposalsClient(calls);
        Devices = new Devices.DevicesClient(calls);
        var folder = options.DeviceKeysFolder ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.KnownHeadsPath))!, "devices");
        MyDevices = new MyDevices(address, folder, _sessions, Devices, Identity);
        Proxies = new Proxies.ProxiesClient(calls);
        Polls = new Polls.PollsClient(calls.Intercept(new BallotSigning(MyDevices, new Polls.PollsClient(calls), Proxies, VerifierKeyAsync)));
        Petitions = new Petitions.PetitionsClient(calls);
        Papers = new Papers.PapersClient(calls);
        Renovation = new Renovation.RenovationClient(calls);
        Audit = new Audit.AuditClient(calls);
        Operations = new Operations.OperationsClient(calls);
    }

    /// <summary>Raised after a sign-in, a renewal and the end of a session, on the thread that learned of it.</summary>
    public event EventHandler<SessionChangedEventArgs>? SessionChanged;

    /// <summary>Where the server is.</summary>
    public Uri Address { get; }

    /// <summary>The session that calls are made with; null where nobody is signed in.</summary>
    public Session? Session => _sessions.Current;

    /// <summary>Accounts and sessions. To sign in and out use the methods of this class, which keep the session.</summary>
    public Identity.IdentityClient Identity { get; }

    /// <summary>Communities, their rolls, people and roles.</summary>
    public Communities.CommunitiesClient Communities { get; }

    /// <summary>恳谈室: topics and posts.</summary>
    public Discussions.DiscussionsClient Discussions { get; }

    /// <summary>提案 and endorsements.</summary>
    public Proposals.ProposalsClient Proposals { get; }

    /// <summary>表决: polls, ballots and results. A ballot is signed by the key of this computer; see <see cref="MyDevices"/>.</summary>
    public Polls.PollsClient Polls { get; }

    /// <summary>纸质选票: issuing, taking back and entering paper ballots.</summary>
    public Papers.PapersClient Papers { get; }

    /// <summary>The ledger: heads, entries and proofs. To watch it use <see cref="WatchAsync"/>, which resumes.</summary>
    public Audit.AuditClient Audit { get; }

    /// <summary>Devices that sign. To register and approve them use <see cref="MyDevices"/>, which holds the key.</summary>
    public Devices.DevicesClient Devices { get; }

    /// <summary>委托代理人. To name a proxy online use <see cref="AuthorizeProxyAsync"/>, which signs.</summary>
    public Proxies.ProxiesClient Proxies { get; }

    /// <summary>联名提请: calling for a vote together.</summary>
    public Petitions.PetitionsClient Petitions { get; }

    /// <summary>老旧小区改造: menus of items, what they cost each household, and how far they are.</summary>
    public Renovation.RenovationClient Renovation { get; }

    /// <summary>This computer as a device of whoever is signed in.</summary>
    public MyDevices MyDevices { get; }

    /// <summary>For the operator of the server.</summary>
    public Operations.OperationsClient Operations { get; }

    /// <summary>The keys and heads that this computer remembers.</summary>
    public KnownHeads KnownHeads { get; }

    /// <summary>Prepares a client; the connection is made by the first call.</summary>
    /// <param name="address">For example <c>https://neighborhood.example</c>; <c>http</c> for a server on the same computer.</param>
    /// <param name="options">Null for the defaults.</param>
    public static NeighborhoodClient Connect(Uri address, NeighborhoodClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new NeighborhoodClientOptions();
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = options.HttpHandler ?? CreateHandler(),
            DisposeHttpClient = options.HttpHandler is null,
            MaxReceiveMessageSize = LargestMessageBytes,
            MaxRetryAttempts = Math.Max(1, options.MaxAttempts),
            ServiceConfig = RetryRules.Config(options.MaxAttempts),
        });
        return new NeighborhoodClient(address, channel, options);
    }

    /// <summary>Signs in and keeps the session. Refusals: WRONG_CREDENTIALS, SIGN_IN_THROTTLED.</summary>
    public async Task<Session> SignInAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        var request = new SignInRequest { UserName = userName, Password = password };
        return Keep(await _anonymous.SignInAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Uses an invitation to make an account, and keeps its session. Refusals: INVITATION_INVALID, USER_NAME_TAKEN, PASSWORD_TOO_WEAK, SIGN_IN_THROTTLED.
    /// </summary>
    public async Task<Session> RedeemInvitationAsync(string code, string userName, string password, CancellationToken cancellationToken = default)
    {
        var request = new RedeemInvitationRequest { Code = code, UserName = userName, Password = password };
        return await KeepOnDeviceAsync(_anonymous.RedeemInvitationAsync(request, cancellationToken: cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Uses an invitation for the account that is signed in, and keeps the session that comes of it. Refusals: INVITATION_INVALID,
    /// UNAUTHENTICATED.</summary>
    public async Task<Session> JoinAsync(string code, CancellationToken cancellationToken = default) =>
        await KeepOnDeviceAsync(
            Identity.RedeemInvitationAsync(new RedeemInvitationRequest { Code = code }, cancellationToken: cancellationToken), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Makes the first operator and keeps the session. Refusals: BOOTSTRAP_CODE_INVALID, USER_NAME_TAKEN, PASSWORD_TOO_WEAK.</summary>
    public async Task<Session> BootstrapOperatorAsync(string code, string userName, string password, CancellationToken cancellationToken = default)
    {
        var request = new BootstrapOperatorRequest { Code = code, UserName = userName, Password = password };
        return Keep(await _anonymous.BootstrapOperatorAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sets a new password with a recovery code and keeps the session. Refusals: RECOVERY_CODE_INVALID, PASSWORD_TOO_WEAK.</summary>
    public async Task<Session> CompleteRecoveryAsync(string code, string password, CancellationToken cancellationToken = default)
    {
        var request = new CompleteRecoveryRequest { Code = code, Password = password };
        return await KeepOnDeviceAsync(_anonymous.CompleteRecoveryAsync(request, cancellationToken: cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Erases the account that is signed in, for good, and forgets the session. Refusals: WRONG_CREDENTIALS, LAST_STAFF (its metadata names the
    /// community), OPERATOR_STAYS.
    /// </summary>
    public async Task EraseAccountAsync(string password, CancellationToken cancellationToken = default)
    {
        await Identity.EraseAccountAsync(new EraseAccountRequest { Password = password }, cancellationToken: cancellationToken).ConfigureAwait(false);
        _sessions.Use(null);
    }

    /// <summary>
    /// Renews the session now. Calls do so by themselves; one renewal serves all who wait for it. Refusals: REFRESH_TOKEN_REUSED, after which nobody is signed
    /// in.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Task<Session> RefreshAsync(CancellationToken cancellationToken = default) =>
        _sessions.RenewAsync(Session ?? throw new InvalidOperationException("Nobody is signed in."), cancellationToken);

    /// <summary>Ends the session on the server and forgets it here, even where the server cannot be told.</summary>
    /// <param name="allSessions">Whether every session of the account ends.</param>
    /// <param name="cancellationToken">Stops waiting for the server.</param>
    public async Task SignOutAsync(bool allSessions = false, CancellationToken cancellationToken = default)
    {
        if (Session is null)
        {
            return;
        }

        try
        {
            await Identity.SignOutAsync(new SignOutRequest { AllSessions = allSessions }, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.StatusCode == StatusCode.Unauthenticated)
        {
            // It had ended already.
        }
        finally
        {
            _sessions.Use(null);
        }
    }

    /// <summary>
    /// Names somebody to vote in the caller's place, signed by this computer. Refusals: those of <c>AuthorizeProxy</c>.
    /// </summary>
    public async Task<Proxy> AuthorizeProxyAsync(AuthorizeProxyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var signed = await MyDevices.SignAsync(request, cancellationToken).ConfigureAwait(false);
        return await Proxies.AuthorizeProxyAsync(signed, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with a session that was stored elsewhere, or with none. A <see cref="SessionFile"/> is read and kept without this.</summary>
    public void UseSession(Session? session) => _sessions.Use(session);

    /// <summary>
    /// What happens in a ledger, live. Cut off, it resumes where it stopped, after a pause that grows; nothing is lost and nothing told twice. It ends with
    /// <see cref="RefusedException"/> where going on is refused: the session has ended, the membership has, or there is no such ledger.
    /// </summary>
    /// <param name="ledger">communities/{community}</param>
    /// <param name="fromSequence">The first sequence wanted; null for what happens from now on.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<WatchResponse> WatchAsync(string ledger, long? fromSequence = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(ledger);
        return new LedgerWatch(Audit, _sessions, _options).RunAsync(ledger, fromSequence, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Keeps the session, and makes this computer a device of whoever it is of.</summary>
    private async Task<Session> KeepOnDeviceAsync(AsyncUnaryCall<Session> call, CancellationToken cancel)
    {
        var session = Keep(await call.ConfigureAwait(false));
        await MyDevices.RegisterEverywhereAsync(cancel).ConfigureAwait(false);
        return session;
    }

    private async Task<string?> VerifierKeyAsync(string ledger, CancellationToken cancel) =>
        (await KnownHeads.FindAsync(Address, ledger, cancel).ConfigureAwait(false))?.VerifierKey;

    private Session Keep(Session session)
    {
        _sessions.Use(session);
        return session;
    }

    /// <summary>Pings find out about a connection that died in silence, on which a watch would wait for ever.</summary>
    private static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };
}
