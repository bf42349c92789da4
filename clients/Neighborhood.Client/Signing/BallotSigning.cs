using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Neighborhood.Client.Calls;
using Neighborhood.Client.Verification;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Client.Signing;

/// <summary>
/// Signs each ballot with the key of this computer. Where the server says that the ballot replaces another one, that is believed only once the other's receipt
/// proves that it stands in the ledger: the server cannot gather signatures for places that it makes up.
/// </summary>
internal sealed class BallotSigning(
    MyDevices devices, Polls.PollsClient polls, Proxies.ProxiesClient proxies, Func<string, CancellationToken, Task<string?>> verifierKeyAsync) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (request is not CastBallotRequest { Signature.IsEmpty: true } ballot)
        {
            return continuation(request, context);
        }

        AsyncUnaryCall<TResponse>? last = null;
        var response = CastAsync(
            ballot, message => (last = continuation((TRequest)(object)message, context)).ResponseAsync, context.Options.CancellationToken);
        return new AsyncUnaryCall<TResponse>(
            response, HeadersAsync(), () => last?.GetStatus() ?? Status.DefaultCancelled, () => last?.GetTrailers() ?? [], () => last?.Dispose());

        async Task<Metadata> HeadersAsync()
        {
            await response.ConfigureAwait(false);
            return await last!.ResponseHeadersAsync.ConfigureAwait(false);
        }
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        request is CastBallotRequest { Signature.IsEmpty: true } ballot
            ? CastAsync(ballot, message => Task.FromResult(continuation((TRequest)(object)message, context)), context.Options.CancellationToken)
                .GetAwaiter().GetResult()
            : continuation(request, context);

    private async Task<TResponse> CastAsync<TResponse>(CastBallotRequest ballot, Func<CastBallotRequest, Task<TResponse>> sendAsync, CancellationToken cancel)
    {
        if (CommunityOf(ballot.Parent) is not { } community)
        {
            return await sendAsync(ballot).ConfigureAwait(false);
        }

        ballot = await SealedAsync(ballot, cancel).ConfigureAwait(false);
        if (await devices.FindSignerAsync(community, cancel).ConfigureAwait(false) is { } signer)
        {
            return await SignedAsync(ballot, signer, sendAsync, cancel).ConfigureAwait(false);
        }

        try
        {
            return await sendAsync(ballot).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.SignatureRequired)
        {
            // The first device of whoever never had one may sign at once; of another the server tells what it waits for.
            var made = await devices.MakeSignerAsync(community, cancel).ConfigureAwait(false);
            return await SignedAsync(ballot, made, sendAsync, cancel).ConfigureAwait(false);
        }
    }

    private async Task<TResponse> SignedAsync<TResponse>(
        CastBallotRequest ballot, Signer signer, Func<CastBallotRequest, Task<TResponse>> sendAsync, CancellationToken cancel)
    {
        var principal = await PrincipalAsync(ballot, cancel).ConfigureAwait(false);
        try
        {
            return await sendAsync(Sign(ballot, signer, principal, ballot.Replaces)).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.BallotReplaced && principal == 0)
        {
            var present = await OrdinalAsync(ballot.Parent, signer, cancel).ConfigureAwait(false);
            return await sendAsync(Sign(ballot, signer, principal, present)).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (IsOfDevice(refusal))
        {
            await devices.ForgetAsync(CommunityOf(ballot.Parent)!, cancel).ConfigureAwait(false);
            return await UnsignedAsync(ballot, sendAsync, refusal).ConfigureAwait(false);
        }
    }

    /// <summary>Answers as the poll seals them; whoever made them with <see cref="AnswerChoice"/> has done that.</summary>
    private async Task<CastBallotRequest> SealedAsync(CastBallotRequest ballot, CancellationToken cancel)
    {
        if (ballot.Choice is not { Option.Length: 0, Padding.IsEmpty: true, Answers.Count: > 0 } choice)
        {
            return ballot;
        }

        var poll = await polls.GetPollAsync(new GetPollRequest { Name = ballot.Parent }, cancellationToken: cancel).ConfigureAwait(false);
        return new CastBallotRequest(ballot) { Choice = poll.ChoiceOf(choice.Answers) };
    }

    private static bool IsOfDevice(RefusedException refusal) => refusal.Reason == ErrorReason.DeviceNotActive
        || (refusal.Reason == ErrorReason.NotFound && refusal.Fields.Any(field => field.Field == "device"));

    /// <summary>Whose ballot a proxy casts, as the authorisation says; 0 for one's own.</summary>
    private async Task<long> PrincipalAsync(CastBallotRequest ballot, CancellationToken cancel)
    {
        if (ballot.Authorization.Length == 0)
        {
            return 0;
        }

        var held = proxies.ListAllProxiesAsync(new ListProxiesRequest { Parent = CommunityOf(ballot.Parent) }, cancel);
        var proxy = await held.FirstOrDefaultAsync(proxy => proxy.Name == ballot.Authorization, cancel).ConfigureAwait(false);
        return proxy is null ? 0 : MyDevices.IdOf(proxy.Principal.Resident);
    }

    /// <summary>Where the rule leaves it open a ballot without a signature does; where it does not, what is wrong with the device says more.</summary>
    private static async Task<TResponse> UnsignedAsync<TResponse>(
        CastBallotRequest ballot, Func<CastBallotRequest, Task<TResponse>> sendAsync, RefusedException deviceRefused)
    {
        try
        {
            return await sendAsync(ballot).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.SignatureRequired)
        {
            throw deviceRefused;
        }
    }

    private async Task<long> OrdinalAsync(string poll, Signer signer, CancellationToken cancel)
    {
        var (community, resident, _) = MyDevices.Parts(signer.Device);
        var mine = await polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll }, cancellationToken: cancel).ConfigureAwait(false);
        var key = await verifierKeyAsync(community, cancel).ConfigureAwait(false);
        var proof = ReceiptVerifier.Verify(mine.Receipt ?? new Receipt(), new ReceiptExpectation(key, community, poll, $"{community}/residents/{resident}"));
        return proof.Holds
            ? proof.Entry!.Fact.BallotCast.Ordinal
            : throw new InvalidDataException(
                $"The server says that this ballot replaces another one, and does not prove that one ({proof.FirstFailure!.Check}). Nothing was signed.");
    }

    private static CastBallotRequest Sign(CastBallotRequest ballot, Signer signer, long principal, long replaces)
    {
        var (community, me, _) = MyDevices.Parts(signer.Device);
        var (voter, castBy) = principal == 0 ? (me, 0) : (principal, me);
        var signed = ChoicePadding.Pad(ballot).Clone();
        var choice = (signed.Choice ?? new Choice()).ToByteArray();
        var poll = ballot.Parent.Split('/') is [_, _, _, var last] && long.TryParse(last, out var id) ? id : 0;
        var salt = SaltOf(ballot, signer);
        using var key = DeviceKey.Import(signer.PrivateKey);
        var commitment = BallotCommitment.Compute(community, poll, voter, choice, salt);
        signed.Salt = UnsafeByteOperations.UnsafeWrap(salt);
        signed.Device = signer.Device;
        signed.Replaces = replaces;
        signed.Signature = UnsafeByteOperations.UnsafeWrap(key.Sign(SignedStatement.Ballot(community, poll, voter, castBy, replaces, commitment)));
        return signed;
    }

    /// <summary>At random; but whoever names a request id means the same ballot each time it is sent, so its salt follows from the id, under the key.</summary>
    private static byte[] SaltOf(CastBallotRequest ballot, Signer signer)
    {
        if (ballot.RequestId.Length == 0)
        {
            return RandomNumberGenerator.GetBytes(BallotCommitment.SaltSize);
        }

        var answers = ballot.Choice is { Answers.Count: > 0 } choice ? $"\0{choice.ToByteString().ToBase64()}" : "";
        return HMACSHA256.HashData(
            signer.PrivateKey,
            Encoding.UTF8.GetBytes($"neighborhood ballot salt v1\0{ballot.RequestId}\0{ballot.Parent}\0{ballot.Choice?.Option}{answers}"));
    }

    private static string? CommunityOf(string poll) => poll.Split('/') is ["communities", var id, "polls", _] ? $"communities/{id}" : null;
}
