using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>Signing in with a password, refreshing, and changing the password. Hashing stays off the mailboxes.</summary>
public sealed class SignIn(LedgerCalls calls, SessionStore sessions, PasswordHasher passwords, SignInThrottle throttle)
{
    /// <summary>A session for the right password. A wrong name and a wrong password look the same, and take the same time.</summary>
    public async Task<Session> SignInAsync(SignInRequest request, ServerCallContext context)
    {
        var address = context.GetHttpContext().Connection.RemoteIpAddress;
        if (throttle.Check(request.UserName, address) is { } tooFast)
        {
            throw ErrorTable.ToException(tooFast);
        }

        var known = await LedgerCalls.ReadAsync(await calls.DirectoryAsync(), new FindAccountByUserName(), request, context);
        if (!await passwords.VerifyAsync(request.Password, known?.PasswordHash, context.CancellationToken))
        {
            throttle.Fail(request.UserName, address);
            throw ErrorTable.ToException(new Refusal(ErrorReason.WrongCredentials));
        }

        await throttle.SucceedAsync(request.UserName, address);
        return await sessions.BeginAsync(known!.Account);
    }

    /// <summary>New tokens for a refresh token.</summary>
    public async Task<Session> RefreshAsync(RefreshSessionRequest request) =>
        await sessions.RefreshAsync(request.RefreshToken) ?? throw ErrorTable.ToException(new Refusal(ErrorReason.RefreshTokenReused, "refresh_token"));

    /// <summary>Sets a new password and ends every other session.</summary>
    public async Task<ChangePasswordResponse> ChangePasswordAsync(ChangePasswordRequest request, ServerCallContext context)
    {
        var call = RpcCall.Of(context);
        var directory = await calls.DirectoryAsync();
        var known = await LedgerCalls.ReadAsync(directory, new FindCredentials(), request, context);
        if (known is null || !await passwords.VerifyAsync(request.CurrentPassword, known.PasswordHash, context.CancellationToken))
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.WrongCredentials, "current_password"));
        }

        var hash = await passwords.HashAsync(request.NewPassword, "new_password", context.CancellationToken);
        var done = await calls.ExecuteAsync(directory, new SetPassword(known.PasswordHash, hash), request, requestId: "", context);
        await sessions.RevokeAllAsync(call.Caller.Account, but: call.Session);
        return done.Value!;
    }
}
