using System.Globalization;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>User names, password hashes, and the names that wait to be taken over by a new community.</summary>
public sealed class DirectoryVault
{
    private const string AccountPrefix = "accounts/";
    private const string StagedPrefix = "staged/";
    private readonly Dictionary<long, AccountRecord> _accounts = [];
    private readonly Dictionary<string, long> _byUserName = [];
    private readonly Dictionary<string, ResidentRecord> _staged = [];

    /// <summary>The vault key of an account.</summary>
    public static string AccountKey(long id) => AccountPrefix + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The vault key of a community's first staff member.</summary>
    public static string StagedKey(string community) => StagedPrefix + community;

    /// <summary>The record of an account, or null once erased. Not to be changed.</summary>
    public AccountRecord? Account(long id) => _accounts.GetValueOrDefault(id);

    /// <summary>The account with this key of <see cref="UserName.Key"/>; 0 for none.</summary>
    public long AccountNamed(string userNameKey) => _byUserName.GetValueOrDefault(userNameKey);

    /// <summary>The first staff member of a community that has not taken it over yet, or null.</summary>
    public ResidentRecord? Staged(string community) => _staged.GetValueOrDefault(community);

    internal void Put(string key, ReadOnlySpan<byte> record)
    {
        if (key.StartsWith(StagedPrefix, StringComparison.Ordinal))
        {
            _staged[key[StagedPrefix.Length..]] = ResidentRecord.Parser.ParseFrom(record);
            return;
        }

        Erase(key);
        var id = IdIn(key);
        var account = AccountRecord.Parser.ParseFrom(record);
        _accounts[id] = account;
        _byUserName[UserName.Key(account.UserName)!] = id;
    }

    internal void Erase(string key)
    {
        if (key.StartsWith(StagedPrefix, StringComparison.Ordinal))
        {
            _staged.Remove(key[StagedPrefix.Length..]);
            return;
        }

        if (_accounts.Remove(IdIn(key), out var account))
        {
            _byUserName.Remove(UserName.Key(account.UserName)!);
        }
    }

    private static long IdIn(string key) => long.Parse(key.AsSpan(AccountPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
