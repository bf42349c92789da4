using System.Collections.Concurrent;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Ledger;

/// <summary>The newest head of each ledger that a witness cosigned.</summary>
/// <param name="Checkpoint">What is signed.</param>
/// <param name="Note">The note with the signatures of this server and of the witness.</param>
public sealed record CosignedHead(Checkpoint Checkpoint, string Note);

/// <summary>The cosigned heads of one server, from all threads.</summary>
public sealed class CosignedHeads
{
    private readonly ConcurrentDictionary<LedgerId, CosignedHead> _heads = new();

    /// <summary>That of a ledger, maybe of an epoch before a restore; null where there is none.</summary>
    public CosignedHead? Find(LedgerId ledger) => _heads.GetValueOrDefault(ledger);

    /// <summary>Takes a new one in place of the last.</summary>
    public void Set(LedgerId ledger, CosignedHead head) => _heads[ledger] = head;
}
