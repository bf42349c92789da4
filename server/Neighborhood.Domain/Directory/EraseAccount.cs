using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// Erases an account, by its owner or an operator: user name and password are gone, and the relay ends and erases its residences. An operator's own
/// account stays, because nobody could make another. Every session is to be ended.
/// </summary>
/// <param name="id">The account that the request names.</param>
public sealed class EraseAccount(long id) : ICommand<DirectoryState, EraseAccountRequest, EraseAccountResponse>
{
    /// <summary>The account that a request names: the caller's own where it names none, 0 where it names nothing that could be one.</summary>
    public static long Named(EraseAccountRequest request, Caller caller) =>
        request.Account.Length == 0 ? caller.Account : Names.AccountIn(request.Account);

    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, EraseAccountRequest request)
    {
        if (context.State.AccountFor(context.Caller, id) is not { } account)
        {
            return Refusal.NotFound("account");
        }

        if (account.IsOperator)
        {
            return new Refusal(ErrorReason.OperatorStays);
        }

        var decision = Decision.Of(new Fact { AccountErased = new AccountErased { Account = account.Id } });
        decision.VaultErasures.Add(DirectoryVault.AccountKey(account.Id));
        return decision;
    }

    /// <inheritdoc/>
    public Reading<EraseAccountResponse> Answer(QueryContext<DirectoryState> context, EraseAccountRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(new EraseAccountResponse { Account = Names.Account(made[0].Fact.AccountErased.Account) });
}
