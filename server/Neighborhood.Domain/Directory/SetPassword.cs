using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>Replaces the caller's password. Every other session of the account is to be ended.</summary>
/// <param name="verifiedHash">The stored hash that the current password was found to match; refused where it is not the stored one any more.</param>
/// <param name="passwordHash">Argon2id of the new password.</param>
public sealed class SetPassword(string verifiedHash, string passwordHash) : ICommand<DirectoryState, ChangePasswordRequest, ChangePasswordResponse>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, ChangePasswordRequest request)
    {
        var account = context.Caller.Account;
        if (context.State.Vault.Account(account) is not { } record || record.PasswordHash != verifiedHash)
        {
            return new Refusal(ErrorReason.WrongCredentials, "current_password");
        }

        if (PasswordPolicy.Check(request.NewPassword, "new_password") is { } refusal)
        {
            return refusal;
        }

        return Decision.Of(new Fact { PasswordChanged = new PasswordChanged { Account = account } })
            .Put(DirectoryVault.AccountKey(account), new AccountRecord { UserName = record.UserName, PasswordHash = passwordHash });
    }

    /// <inheritdoc/>
    public Reading<ChangePasswordResponse> Answer(QueryContext<DirectoryState> context, ChangePasswordRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(new ChangePasswordResponse());
}
