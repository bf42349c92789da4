using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>Sets a new password with a recovery code, once. Every session of the account is to be ended. Answers the account's id.</summary>
/// <param name="passwordHash">Argon2id of the request's password.</param>
public sealed class CompleteRecovery(string passwordHash) : ICommand<DirectoryState, CompleteRecoveryRequest, long>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, CompleteRecoveryRequest request)
    {
        var code = SecretCode.Normalize(request.Code);
        if (code is null || context.State.RecoveryBy(context.Codes.HashOf(code)) is not { } recovery || context.NowMicros >= recovery.ExpiresMicros)
        {
            return new Refusal(ErrorReason.RecoveryCodeInvalid, "code");
        }

        if (PasswordPolicy.Check(request.Password, "password") is { } refusal)
        {
            return refusal;
        }

        var record = context.State.Vault.Account(recovery.Account)!.Clone();
        record.PasswordHash = passwordHash;
        return Decision.Of(new Fact
        {
            AccountRecovered = new AccountRecovered { Account = recovery.Account, Recovery = recovery.Id, HoldUntilMicros = recovery.HoldUntilMicros },
        }).Put(DirectoryVault.AccountKey(recovery.Account), record);
    }

    /// <inheritdoc/>
    public Reading<long> Answer(QueryContext<DirectoryState> context, CompleteRecoveryRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(made[0].Fact.AccountRecovered.Account);
}
