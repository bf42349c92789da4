using Microsoft.Extensions.Logging;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>What every ledger of one server shares.</summary>
/// <param name="Journal">Where ledgers are kept.</param>
/// <param name="Commit">The one writer.</param>
/// <param name="Clock">Ledger time.</param>
/// <param name="Contents">Texts in memory.</param>
/// <param name="Keys">Codes, digests and signatures.</param>
/// <param name="Outage">Tells the absence before this start, or null; asked when a ledger is loaded, since the start finds it out after this is made.</param>
/// <param name="Cosigned">What a witness cosigned.</param>
/// <param name="Logger">Where failures are told, without anything personal.</param>
public sealed record LedgerServices(
    IJournal Journal, GroupCommit Commit, LedgerClock Clock, ContentCache Contents, ILedgerKeys Keys, Func<Outage?> Outage, CosignedHeads Cosigned,
    ILogger Logger);

/// <summary>The server was away from one moment to another, in microseconds since 1970.</summary>
public sealed record Outage(long FromMicros, long UntilMicros);

/// <summary>What needs the server's secrets or chance.</summary>
public interface ILedgerKeys : ICodes
{
    /// <summary>Signs tree heads.</summary>
    NoteSigner Signer { get; }

    /// <summary>The keyed digest of a request's body.</summary>
    ulong Digest(string rpc, ReadOnlySpan<byte> body);

    /// <summary>32 bytes of chance for one decision.</summary>
    byte[] Seed();
}
