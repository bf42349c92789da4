using Grpc.Core;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>The rpcs of <c>identity.proto</c>.</summary>
public sealed class IdentityService(SignIn signIn, Enrolment enrolment, SessionStore sessions, MyData myData, AccountErasure erasure)
    : V1.Identity.IdentityBase
{
    /// <inheritdoc/>
    public override Task<Session> BootstrapOperator(BootstrapOperatorRequest request, ServerCallContext context) => enrolment.BootstrapAsync(request, context);

    /// <inheritdoc/>
    public override async Task<InvitationOffer> LookUpInvitation(LookUpInvitationRequest request, ServerCallContext context) =>
        (await enrolment.LookUpAsync(request, context)).Offer;

    /// <inheritdoc/>
    public override Task<Session> RedeemInvitation(RedeemInvitationRequest request, ServerCallContext context) => enrolment.RedeemAsync(request, context);

    /// <inheritdoc/>
    public override Task<Session> SignIn(SignInRequest request, ServerCallContext context) => signIn.SignInAsync(request, context);

    /// <inheritdoc/>
    public override Task<Session> RefreshSession(RefreshSessionRequest request, ServerCallContext context) => signIn.RefreshAsync(request);

    /// <inheritdoc/>
    public override Task<Session> CompleteRecovery(CompleteRecoveryRequest request, ServerCallContext context) =>
        enrolment.CompleteRecoveryAsync(request, context);

    /// <inheritdoc/>
    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        var call = RpcCall.Of(context);
        await (request.AllSessions ? sessions.RevokeAllAsync(call.Caller.Account) : sessions.RevokeAsync([call.Session]));
        return new SignOutResponse();
    }

    /// <inheritdoc/>
    public override Task<Me> GetMe(GetMeRequest request, ServerCallContext context) => myData.GetMeAsync(request, context);

    /// <inheritdoc/>
    public override Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context) =>
        signIn.ChangePasswordAsync(request, context);

    /// <inheritdoc/>
    public override Task<ExportMyDataResponse> ExportMyData(ExportMyDataRequest request, ServerCallContext context) => myData.ExportAsync(request, context);

    /// <inheritdoc/>
    public override Task<EraseAccountResponse> EraseAccount(EraseAccountRequest request, ServerCallContext context) => erasure.EraseAsync(request, context);
}
