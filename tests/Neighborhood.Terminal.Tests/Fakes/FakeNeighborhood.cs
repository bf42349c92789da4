using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>A server in memory.</summary>
public sealed class FakeNeighborhood : INeighborhood
{
    private readonly Channel<WatchResponse> happenings = Channel.CreateUnbounded<WatchResponse>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true });

    public FakeCalls Calls { get; } = new();

    public string Address => "http://localhost:5180";

    public bool IsSignedIn { get; set; }

    public Identity.IdentityClient Identity => new(Calls);

    public Communities.CommunitiesClient Communities => new(Calls);

    public Discussions.DiscussionsClient Discussions => new(Calls);

    public Proposals.ProposalsClient Proposals => new(Calls);

    public Polls.PollsClient Polls => new(Calls);

    public Petitions.PetitionsClient Petitions => new(Calls);

    public Proxies.ProxiesClient Proxies => new(Calls);

    public async Task<Proxy> AuthorizeProxyAsync(AuthorizeProxyRequest request, CancellationToken cancellation) =>
        await Proxies.AuthorizeProxyAsync(request, cancellationToken: cancellation);

    public Papers.PapersClient Papers => new(Calls);

    public Audit.AuditClient Audit => new(Calls);

    public Renovation.RenovationClient Renovation => new(Calls);

    public Devices.DevicesClient Devices => new(Calls);

    public Task<bool> IsThisDeviceAsync(Device device, CancellationToken cancellation) => Task.FromResult(device.State == Device.Types.State.Active);

    public async Task<Device> ApproveDeviceAsync(Device waiting, CancellationToken cancellation) =>
        await Devices.ApproveDeviceAsync(new ApproveDeviceRequest { Name = waiting.Name }, cancellationToken: cancellation);

    public Operations.OperationsClient Operations => new(Calls);

    public BallotCheck Check { get; set; } = new(new ReceiptVerification([], null), HeadVerdict.FirstContact, "");

    public async Task SignInAsync(string userName, string password, CancellationToken cancellation)
    {
        await Identity.SignInAsync(new SignInRequest { UserName = userName, Password = password }, cancellationToken: cancellation);
        IsSignedIn = true;
    }

    public async Task RedeemInvitationAsync(string code, string userName, string password, CancellationToken cancellation) =>
        await Identity.RedeemInvitationAsync(
            new RedeemInvitationRequest { Code = code, UserName = userName, Password = password }, cancellationToken: cancellation);

    public async Task JoinAsync(string code, CancellationToken cancellation) =>
        await Identity.RedeemInvitationAsync(new RedeemInvitationRequest { Code = code }, cancellationToken: cancellation);

    public async Task BootstrapOperatorAsync(string code, string userName, string password, CancellationToken cancellation) =>
        await Identity.BootstrapOperatorAsync(
            new BootstrapOperatorRequest { Code = code, UserName = userName, Password = password }, cancellationToken: cancellation);

    public async Task CompleteRecoveryAsync(string code, string password, CancellationToken cancellation) =>
        await Identity.CompleteRecoveryAsync(new CompleteRecoveryRequest { Code = code, Password = password }, cancellationToken: cancellation);

    public async Task SignOutAsync(bool allSessions, CancellationToken cancellation)
    {
        IsSignedIn = false;
        await Identity.SignOutAsync(new SignOutRequest { AllSessions = allSessions }, cancellationToken: cancellation);
    }

    public async Task EraseAccountAsync(string password, CancellationToken cancellation) =>
        await Identity.EraseAccountAsync(new EraseAccountRequest { Password = password }, cancellationToken: cancellation);

    public async IAsyncEnumerable<WatchResponse> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var happening in happenings.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            yield return happening;
        }
    }

    public Task<BallotCheck> CheckAsync(MyBallot ballot, string poll, string voter, CancellationToken cancellation) => Task.FromResult(Check);

    public Task<BallotCheck> CheckAsync(Receipt receipt, string poll, string voter, CancellationToken cancellation) => Task.FromResult(Check);

    /// <summary>What was asked to be exported, and where to.</summary>
    public List<(ExportPollRequest Request, string Path)> Exports { get; } = [];

    public async Task<BundleKind> ExportPollAsync(ExportPollRequest request, string path, CancellationToken cancellation)
    {
        Exports.Add((request, path));
        await PrivateFile.ReplaceAsync(path, "bundle"u8.ToArray(), cancellation);
        return request.Kind == BundleKind.Unspecified ? BundleKind.BundlePublic : request.Kind;
    }

    public Task<string> SaveReceiptAsync(MyBallot ballot, string poll, string voter, CancellationToken cancellation) => Task.FromResult("receipt.json");

    public void Happen(WatchResponse happening) => happenings.Writer.TryWrite(happening);
}
