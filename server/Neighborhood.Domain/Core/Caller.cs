namespace Neighborhood.Domain.Core;

/// <summary>Who asks: an account, with what the directory alone knows of it. Roles are read from each community's own state.</summary>
/// <param name="Account">The account's number in the directory; 0 for the ledger itself and for callers without a session.</param>
/// <param name="IsOperator">Whether the account runs the server.</param>
public sealed record Caller(long Account, bool IsOperator)
{
    /// <summary>Nobody signed in.</summary>
    public static readonly Caller Anonymous = new(0, IsOperator: false);

    /// <summary>The ledger itself: the clock, a relay, a count.</summary>
    public static readonly Caller Ledger = new(0, IsOperator: false);
}
