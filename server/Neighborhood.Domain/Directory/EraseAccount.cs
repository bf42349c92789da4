using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// Erases an account, by its owner or an operator: user name and password are gone, and the relay ends and erases its residences. An operator's own
/// account stays, because nobody could make another. Every session is to be ended. Answers the account's id.
/// </summary>
public sealed class EraseAccount : ICommand<DirectoryState, AccountErased, long>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, AccountErased request)
    {
        if (context.State.Account(request.Account) is not { } account || (account.Id != context.Caller.Account && !context.Caller.IsOperator))
        {
            return Refusal.NotFound("account");
        }

        if (account.IsOperator)
        {
            return Refusal.WrongState("OPERATOR");
        }

        var decision = Decision.Of(new Fact { AccountErased = request.Clone() });
        decision.VaultErasures.Add(DirectoryVault.AccountKey(account.Id));
        return decision;
    }

    /// <inheritdoc/>
    public Reading<long> Answer(QueryContext<DirectoryState> context, AccountErased request, IReadOnlyList<Entry> made) =>
        Reading.Of(made[0].Fact.AccountErased.Account);
}
