using System.Collections.Frozen;

namespace Neighborhood.Server.Identity;

/// <summary>Which accounts run the server: copied from the directory whenever it changes there, since every call asks.</summary>
public sealed class Operators
{
    private FrozenSet<long> _accounts = [];

    /// <summary>Whether an account is an operator.</summary>
    public bool Contains(long account) => Volatile.Read(ref _accounts).Contains(account);

    /// <summary>Takes over the directory's operators.</summary>
    public void Set(IEnumerable<long> accounts) => Volatile.Write(ref _accounts, accounts.ToFrozenSet());
}
