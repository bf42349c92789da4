using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier;

/// <summary>
/// The devices that sign, each checked as it was registered: a first one stands on the session alone, every further one was approved by one that was active
/// then, or follows a recovery and waits. About 100 bytes a device.
/// </summary>
internal sealed class DeviceBook(string ledger)
{
    private const int KeySize = DeviceKey.Size;
    private const long HoldMicros = 7L * 86_400_000_000;
    private const int None = -1;

    private readonly List<Device> _devices = [];
    private readonly List<byte> _keys = [];
    private readonly Dictionary<long, int> _newest = [];

    /// <summary>Devices that signed and stand on nobody's approval but the session, or the word of the staff after a recovery.</summary>
    public long Unapproved { get; private set; }

    /// <summary>A device, with the resident's device before it.</summary>
    private record struct Device(long Id, long Resident, long ActiveFromMicros, int Before, bool IsApproved, bool IsRevoked, bool HasSigned);

    public void Register(Entry entry)
    {
        var made = entry.Fact.DeviceRegistered;
        var before = _newest.GetValueOrDefault(made.Resident, None);
        var statement = made.PublicKey.Length == KeySize ? SignedStatement.Possession(ledger, made.Resident, made.PublicKey.Span) : [];
        Require(DeviceKey.Verify(made.PublicKey.Span, statement, made.PossessionSignature.Span));
        for (var index = before; index != None; index = _devices[index].Before)
        {
            Require(!KeyOf(index).SequenceEqual(made.PublicKey.Span));
        }

        Require(made switch
        {
            { ApprovedBy: 0, Recovery: 0 } => before == None,
            { ApprovedBy: 0 } => made.ActiveFromMicros - entry.TimeMicros >= HoldMicros,
            _ => IsApproved(made, entry.TimeMicros),
        });
        _newest[made.Resident] = _devices.Count;
        _devices.Add(new Device(entry.Sequence, made.Resident, made.ActiveFromMicros, before, made.ApprovedBy != 0, IsRevoked: false, HasSigned: false));
        _keys.AddRange(made.PublicKey.Span);
    }

    public void Revoke(DeviceRevoked revoked)
    {
        // One that only waited for an approval is on no record.
        if (IndexOf(revoked.Device) is >= 0 and var index && _devices[index].Resident == revoked.Resident)
        {
            _devices[index] = _devices[index] with { IsRevoked = true };
        }
    }

    /// <summary>Goes on where a device of this resident, active at this time, signed the statement.</summary>
    public void Check(long device, long resident, long micros, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature)
    {
        var fault = FaultOf(device, resident, micros, statement, signature);
        Broken.Unless(fault == BundleFault.None, fault);
    }

    /// <summary>Why no device of this resident, active at this time, signed the statement; none where one did.</summary>
    public BundleFault FaultOf(long device, long resident, long micros, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature)
    {
        var index = IndexOf(device);
        if (index < 0 || _devices[index].Resident != resident || _devices[index].ActiveFromMicros > micros)
        {
            return BundleFault.BallotDevice;
        }

        if (_devices[index].IsRevoked)
        {
            return BundleFault.BallotRevoked;
        }

        if (!DeviceKey.Verify(KeyOf(index), statement, signature))
        {
            return BundleFault.BallotSignature;
        }

        if (!_devices[index].HasSigned)
        {
            _devices[index] = _devices[index] with { HasSigned = true };
            Unapproved += _devices[index].IsApproved ? 0 : 1;
        }

        return BundleFault.None;
    }

    private static void Require(bool holds) => Broken.Unless(holds, BundleFault.DeviceProof);

    private bool IsApproved(DeviceRegistered made, long micros)
    {
        var index = IndexOf(made.ApprovedBy);
        return index >= 0
            && _devices[index] is { IsRevoked: false } approving
            && approving.Resident == made.Resident
            && approving.ActiveFromMicros <= micros
            && DeviceKey.Verify(
                KeyOf(index), SignedStatement.Approval(ledger, made.Resident, made.ApprovedBy, made.PublicKey.Span), made.ApprovalSignature.Span);
    }

    private ReadOnlySpan<byte> KeyOf(int index) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys).Slice(index * KeySize, KeySize);

    /// <summary>Devices come in the order of the ledger.</summary>
    private int IndexOf(long device)
    {
        var (low, high) = (0, _devices.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_devices[middle].Id == device)
            {
                return middle;
            }

            (low, high) = _devices[middle].Id < device ? (middle + 1, high) : (low, middle - 1);
        }

        return None;
    }
}
