using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Domain.Papers;

/// <summary>One paper ballot.</summary>
/// <param name="Serial">Printed on it; counted from 1 in its poll.</param>
/// <param name="Voter">The resident it is for.</param>
/// <param name="Issued">The PaperIssued entry.</param>
public sealed record PaperInfo(long Serial, long Voter, long Issued)
{
    /// <summary>How far it is.</summary>
    public PaperState State { get; init; } = PaperState.Issued;

    /// <summary>When it came back in microseconds, or 0.</summary>
    public long ReturnedMicros { get; init; }

    /// <summary>The first entry that stands, or 0.</summary>
    public long Entry { get; init; }

    /// <summary>The resident who made it, or 0.</summary>
    public long EnteredBy { get; init; }

    /// <summary>What it is sealed with; empty where there is none.</summary>
    public ByteString Commitment { get; init; } = ByteString.Empty;

    /// <summary>Whether it came back.</summary>
    public bool IsReturned => ReturnedMicros != 0;
}
