using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// Uses an invitation that <see cref="Residents.LookUpInvitation"/> found open in its community: makes an account, or takes the caller's.
/// That it is used once is decided here, for both ledgers. Answers the account's id.
/// </summary>
/// <param name="community">The community's id.</param>
/// <param name="invitation">The invitation's id there.</param>
/// <param name="passwordHash">Argon2id of the request's password; empty where the caller has an account.</param>
public sealed class RedeemInvitation(string community, long invitation, string passwordHash) : ICommand<DirectoryState, RedeemInvitationRequest, long>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, RedeemInvitationRequest request)
    {
        var state = context.State;
        if (state.Community(community) is null || state.IsRedeemed(community, invitation))
        {
            return new Refusal(ErrorReason.InvitationInvalid, "code");
        }

        if (context.Caller.Account != 0)
        {
            return state.Account(context.Caller.Account) is { } caller
                ? Decision.Of(Redeemed(caller.Id, caller.HoldUntilMicros))
                : new Refusal(ErrorReason.Unauthenticated);
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
        return Decision.Of(new Fact { AccountCreated = new AccountCreated { Account = account } })
            .Add(Redeemed(account, holdUntilMicros: 0))
            .Put(DirectoryVault.AccountKey(account), new AccountRecord { UserName = request.UserName.Trim(), PasswordHash = passwordHash });
    }

    /// <inheritdoc/>
    public Reading<long> Answer(QueryContext<DirectoryState> context, RedeemInvitationRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(made[^1].Fact.InvitationRedeemed.Account);

    private Fact Redeemed(long account, long holdUntilMicros) => new()
    {
        InvitationRedeemed = new InvitationRedeemed
        {
            Account = account,
            CommunityId = community,
            Invitation = invitation,
            HoldUntilMicros = holdUntilMicros,
        },
    };
}
