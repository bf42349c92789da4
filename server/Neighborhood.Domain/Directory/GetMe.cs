using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Directory;

/// <summary>The directory's part of <c>GetMe</c>.</summary>
/// <param name="Me">All but the memberships, which <see cref="Residents.GetMembership"/> answers in each community.</param>
/// <param name="Communities">The ids of the communities joined, in that order.</param>
public sealed record MyAccount(Me Me, IReadOnlyList<string> Communities);

/// <summary>The caller's account.</summary>
public sealed class GetMe : IQuery<DirectoryState, GetMeRequest, MyAccount>
{
    /// <inheritdoc/>
    public Reading<MyAccount> Read(QueryContext<DirectoryState> context, GetMeRequest request)
    {
        if (context.State.Account(context.Caller.Account) is not { } account)
        {
            return new Refusal(ErrorReason.Unauthenticated);
        }

        var me = new Me
        {
            Account = NameOf(account.Id),
            UserName = context.State.Vault.Account(account.Id)?.UserName ?? "",
            Operator = account.IsOperator,
            VotingHoldUntil = account.HoldUntilMicros > context.NowMicros ? Times.Timestamp(account.HoldUntilMicros) : null,
            LastRecoveryAt = Times.TimestampOrNull(account.RecoveryStartedMicros),
        };
        return Reading.Of(new MyAccount(me, account.Communities));
    }

    /// <summary><c>accounts/{account}</c></summary>
    public static string NameOf(long account) => string.Create(CultureInfo.InvariantCulture, $"accounts/{account}");
}
