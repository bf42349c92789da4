using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Client.Verification;

/// <summary>Checks what a server shows against what this computer remembers of it.</summary>
public static class VerificationExtensions
{
    /// <summary>Gets the newest head of a ledger and compares it with the one remembered, with a consistency proof.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="ledger">communities/{community}</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<HeadCheck> CheckHeadAsync(this NeighborhoodClient client, string ledger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var head = await client.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = ledger }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await client.CheckHeadAsync(ledger, head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares a head that came another way, such as in a receipt, with the one remembered.</summary>
    public static Task<HeadCheck> CheckHeadAsync(
        this NeighborhoodClient client, string ledger, TreeHead head, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.KnownHeads.CheckAsync(
            client.Address, ledger, head, (first, second, cancel) => ProofAsync(client, ledger, first, second, cancel), cancellationToken);
    }

    private static async Task<IReadOnlyList<byte[]>?> ProofAsync(NeighborhoodClient client, string ledger, long first, long second, CancellationToken cancel)
    {
        try
        {
            var request = new GetConsistencyProofRequest { Ledger = ledger, FirstSize = first, SecondSize = second };
            var proof = await client.Audit.GetConsistencyProofAsync(request, cancellationToken: cancel).ConfigureAwait(false);
            return [.. proof.Hashes.Select(hash => hash.ToByteArray())];
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.SequenceOutOfRange)
        {
            // The ledger is shorter than a head that its server once signed.
            return null;
        }
    }
}
