using Neighborhood.V1;

namespace Neighborhood.Terminal.Text;

/// <summary>What the operator is told of witnesses: how far heads are cosigned and why not further, and what this server does for others.</summary>
internal static class CosigningText
{
    /// <summary>How the heads of this server are cosigned: a line for all, and one for each ledger.</summary>
    public static string Of(CosigningStatus status, Words words, Moments moments) => string.Join(
        '\n',
        [
            words.Say("cosigning_text", Amounts.Count(status.CosignedCount), Amounts.Count(status.FailureCount),
                status.LastSuccessTime is null ? words["cosigning_never"] : moments.At(status.LastSuccessTime)),
            .. status.LastFailure == CosignFailure.Unspecified ? [] : new[] { words.Of(status.LastFailure) },
            .. status.Ledgers.Select(ledger => $"{ledger.Ledger}  {ledger.CosignedSize} / {ledger.Size}"
                + (ledger.Failure == CosignFailure.Unspecified ? "" : "  " + words.Of(ledger.Failure))),
        ]);

    /// <summary>What this server cosigns for others.</summary>
    public static string Of(WitnessStatus status, Words words) => string.Join(
        '\n',
        [
            words.Say("witness_text", Amounts.Count(status.OriginCount), Amounts.Count(status.CosignedCount), Amounts.Count(status.RefusalCount)),
            status.Key,
            .. status.ForkedOrigins.Select(origin => words.Say("witness_forked", origin)),
        ]);
}
