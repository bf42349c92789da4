using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Directory;

/// <summary>What a password is checked against.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="PasswordHash">Argon2id in PHC string form.</param>
public sealed record Credentials(long Account, string PasswordHash);

/// <summary>
/// The credentials behind a user name, or null: whoever signs in hashes something either way, so that the time does not tell which names exist.
/// </summary>
public sealed class FindAccountByUserName : IQuery<DirectoryState, SignInRequest, Credentials?>
{
    /// <inheritdoc/>
    public Reading<Credentials?> Read(QueryContext<DirectoryState> context, SignInRequest request) =>
        Reading.Of(UserName.Key(request.UserName) is { } key ? FindCredentials.Of(context.State, context.State.Vault.AccountNamed(key)) : null);
}

/// <summary>The caller's own credentials, or null where the account is gone.</summary>
public sealed class FindCredentials : IQuery<DirectoryState, IMessage, Credentials?>
{
    /// <inheritdoc/>
    public Reading<Credentials?> Read(QueryContext<DirectoryState> context, IMessage request) =>
        Reading.Of(Of(context.State, context.Caller.Account));

    internal static Credentials? Of(DirectoryState state, long account) =>
        state.Vault.Account(account) is { } record ? new Credentials(account, record.PasswordHash) : null;
}
