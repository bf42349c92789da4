using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests.Fakes;

/// <summary>Gives out tokens "access-1", "access-2" … and takes only the newest.</summary>
internal sealed class FakeIdentity : Identity.IdentityBase
{
    private int _sessions;
    private int _refreshes;

    public int Refreshes => _refreshes;

    public DateTimeOffset ExpiresAt { get; set; } = DateTimeOffset.UtcNow.AddHours(1);

    public Func<ServerCallContext, Task> BeforeRefresh { get; set; } = _ => Task.CompletedTask;

    public Func<ServerCallContext, Me> Me { get; set; } = _ => new Me { UserName = "wang" };

    public Func<Exception?> SignOutFailure { get; set; } = () => null;

    public List<string?> TokensAtSignIn { get; } = [];

    public string NewestToken => "access-" + _sessions;

    public static string? TokenOf(ServerCallContext context) =>
        context.RequestHeaders.GetValue("authorization")?.Replace("Bearer ", "", StringComparison.Ordinal);

    public override Task<Session> SignIn(SignInRequest request, ServerCallContext context)
    {
        TokensAtSignIn.Add(TokenOf(context));
        return request.Password == "right" ? Task.FromResult(Issue())
            : throw FakeServer.Refusal(StatusCode.Unauthenticated, ErrorReason.WrongCredentials, "WRONG_CREDENTIALS");
    }

    public override Task<Session> RedeemInvitation(RedeemInvitationRequest request, ServerCallContext context)
    {
        TokensAtSignIn.Add(TokenOf(context));
        return Task.FromResult(Issue());
    }

    public override async Task<Session> RefreshSession(RefreshSessionRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _refreshes);
        await BeforeRefresh(context);
        return request.RefreshToken == "refresh-" + _sessions ? Issue()
            : throw FakeServer.Refusal(StatusCode.Unauthenticated, ErrorReason.RefreshTokenReused, "REFRESH_TOKEN_REUSED");
    }

    public override Task<Me> GetMe(GetMeRequest request, ServerCallContext context) =>
        TokenOf(context) == NewestToken ? Task.FromResult(Me(context)) : throw FakeServer.TokenEnded();

    public override Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context) =>
        SignOutFailure() is { } failure ? throw failure : Task.FromResult(new SignOutResponse());

    /// <summary>Ends the newest access token before its time.</summary>
    public void RevokeAccess() => Interlocked.Increment(ref _sessions);

    private Session Issue()
    {
        var number = Interlocked.Increment(ref _sessions);
        return new Session
        {
            Account = "accounts/1",
            AccessToken = "access-" + number,
            AccessTokenExpiresAt = ExpiresAt.ToTimestamp(),
            RefreshToken = "refresh-" + number,
        };
    }
}

internal sealed class FakeDiscussions : Discussions.DiscussionsBase
{
    public Func<CreateTopicRequest, ServerCallContext, Task<Topic>> OnCreateTopic { get; set; } = (_, _) => Task.FromResult(new Topic());

    public Func<ListTopicsRequest, ListTopicsResponse> OnListTopics { get; set; } = _ => new ListTopicsResponse();

    public override Task<Topic> CreateTopic(CreateTopicRequest request, ServerCallContext context) => OnCreateTopic(request, context);

    public override Task<ListTopicsResponse> ListTopics(ListTopicsRequest request, ServerCallContext context) => Task.FromResult(OnListTopics(request));
}

internal sealed class FakeAudit : Audit.AuditBase
{
    public Func<GetTreeHeadRequest, TreeHead> OnGetTreeHead { get; set; } = _ => new TreeHead();

    public Func<GetConsistencyProofRequest, ConsistencyProof> OnGetConsistencyProof { get; set; } = _ => new ConsistencyProof();

    public Func<ListEntriesRequest, ListEntriesResponse> OnListEntries { get; set; } = _ => new ListEntriesResponse();

    public Func<WatchRequest, IServerStreamWriter<WatchResponse>, ServerCallContext, Task> OnWatch { get; set; } = (_, _, _) => Task.CompletedTask;

    public override Task<TreeHead> GetTreeHead(GetTreeHeadRequest request, ServerCallContext context) => Task.FromResult(OnGetTreeHead(request));

    public override Task<ConsistencyProof> GetConsistencyProof(GetConsistencyProofRequest request, ServerCallContext context) =>
        Task.FromResult(OnGetConsistencyProof(request));

    public override Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context) => Task.FromResult(OnListEntries(request));

    public override Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context) =>
        OnWatch(request, responseStream, context);
}

internal sealed class FakeCommunities : Communities.CommunitiesBase
{
    public Func<ImportRollRequest, ImportRollResponse> OnImportRoll { get; set; } = _ => new ImportRollResponse();

    public override Task<ImportRollResponse> ImportRoll(ImportRollRequest request, ServerCallContext context) => Task.FromResult(OnImportRoll(request));
}

internal sealed class FakePolls : Polls.PollsBase
{
    public Func<GetMyBallotRequest, MyBallot> OnGetMyBallot { get; set; } = _ => new MyBallot();

    public override Task<MyBallot> GetMyBallot(GetMyBallotRequest request, ServerCallContext context) => Task.FromResult(OnGetMyBallot(request));

    public byte[] Bundle { get; set; } = [];

    public override async Task ExportPoll(ExportPollRequest request, IServerStreamWriter<ExportPollResponse> responseStream, ServerCallContext context)
    {
        foreach (var piece in Bundle.Chunk(1_000))
        {
            await responseStream.WriteAsync(new ExportPollResponse { Data = Google.Protobuf.ByteString.CopyFrom(piece), Kind = BundleKind.BundleOpen });
        }
    }
}

internal sealed class FakeDevices : Devices.DevicesBase
{
    public List<Device> Known { get; } = [];

    public override Task<Device> RegisterDevice(RegisterDeviceRequest request, ServerCallContext context)
    {
        var device = Known.FirstOrDefault(known => known.PublicKey == request.PublicKey)
            ?? new Device { Name = request.Parent + "/residents/5/devices/20", PublicKey = request.PublicKey, State = Device.Types.State.Active };
        Known.Remove(device);
        Known.Add(device);
        return Task.FromResult(device);
    }

    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDevicesResponse { Devices = { Known } });

    public override Task<Device> ApproveDevice(ApproveDeviceRequest request, ServerCallContext context)
    {
        var device = Known.Single(known => known.Name == request.Name);
        device.State = Device.Types.State.Active;
        return Task.FromResult(device);
    }
}
