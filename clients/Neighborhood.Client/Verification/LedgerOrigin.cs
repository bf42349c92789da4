namespace Neighborhood.Client.Verification;

/// <summary>
/// Whose head a checkpoint is: its origin is the ledger's name, after the server's name and a slash where there is one, and before the mark of an epoch where
/// the ledger went on from a backup. A community's id has none of the characters that separate them.
/// </summary>
internal static class LedgerOrigin
{
    private const string EpochMarks = "/#@+";

    /// <summary>What stands after the mark <c>#</c>; empty where nothing does. Neither the name of a server nor that of a ledger has one.</summary>
    public static string EpochOf(string origin) => origin.LastIndexOf('#') is >= 0 and var at ? origin[(at + 1)..] : "";

    public static bool Belongs(string origin, string ledger)
    {
        var at = origin.IndexOf(ledger, StringComparison.Ordinal);
        if (ledger.Length == 0 || at < 0)
        {
            return false;
        }

        var end = at + ledger.Length;
        return (at == 0 || origin[at - 1] == '/') && (end == origin.Length || EpochMarks.Contains(origin[end], StringComparison.Ordinal));
    }
}
