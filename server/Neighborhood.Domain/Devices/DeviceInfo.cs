using Google.Protobuf;

namespace Neighborhood.Domain.Devices;

/// <summary>A device of a resident: on record, or waiting to be approved.</summary>
/// <param name="Id">The sequence of its entry.</param>
/// <param name="Resident">Whose it is.</param>
/// <param name="PublicKey">Ed25519, 32 bytes.</param>
/// <param name="PossessionSignature">By the key itself, 64 bytes.</param>
/// <param name="TimeMicros">When it was put on record, or asked for approval.</param>
public sealed record DeviceInfo(long Id, long Resident, ByteString PublicKey, ByteString PossessionSignature, long TimeMicros)
{
    /// <summary>It signs from this time on; 0 while it waits.</summary>
    public long ActiveFromMicros { get; init; }

    /// <summary>The device that approved it, or 0.</summary>
    public long ApprovedBy { get; init; }

    /// <summary>The VotingHoldSet entry of the recovery it follows, or 0.</summary>
    public long Recovery { get; init; }

    /// <summary>When it was revoked, or 0.</summary>
    public long RevokedMicros { get; init; }

    /// <summary>Whether it was revoked.</summary>
    public bool IsRevoked => RevokedMicros != 0;

    /// <summary>Whether it still waits for approval.</summary>
    public bool IsWaiting => ActiveFromMicros == 0 && !IsRevoked;

    /// <summary>Whether it may sign at this time.</summary>
    public bool IsActive(long nowMicros) => !IsRevoked && ActiveFromMicros != 0 && nowMicros >= ActiveFromMicros;
}
