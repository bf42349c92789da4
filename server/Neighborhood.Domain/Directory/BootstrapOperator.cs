using System.Security.Cryptography;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>Makes the first operator. Answers the account's id.</summary>
/// <param name="codeHash">SHA-256 of the code the server printed at its first start.</param>
/// <param name="passwordHash">Argon2id of the request's password.</param>
public sealed class BootstrapOperator(byte[] codeHash, string passwordHash) : ICommand<DirectoryState, BootstrapOperatorRequest, long>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, BootstrapOperatorRequest request)
    {
        var state = context.State;
        if (state.HasOperator || !CryptographicOperations.FixedTimeEquals(context.Codes.HashOf(request.Code), codeHash))
        {
            return new Refusal(ErrorReason.BootstrapCodeInvalid, "code");
        }

        if (UserName.Check(request.UserName, state) is { } nameRefusal)
        {
            return nameRefusal;
        }

        if (PasswordPolicy.Check(request.Password, "password") is { } passwordRefusal)
        {
            return passwordRefusal;
        }

        var account = state.NextAccount;
        return Decision.Of(new Fact { OperatorBootstrapped = new OperatorBootstrapped { Account = account } })
            .Put(DirectoryVault.AccountKey(account), new AccountRecord { UserName = request.UserName.Trim(), PasswordHash = passwordHash });
    }

    /// <inheritdoc/>
    public Reading<long> Answer(QueryContext<DirectoryState> context, BootstrapOperatorRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(made[0].Fact.OperatorBootstrapped.Account);
}
