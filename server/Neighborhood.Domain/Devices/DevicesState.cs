using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Devices;

/// <summary>The devices that sign for residents, folded from facts.</summary>
public sealed class DevicesState
{
    private readonly SortedDictionary<long, DeviceInfo> _devices = [];
    private readonly SortedDictionary<long, SortedSet<long>> _ofResident = [];

    /// <summary>A device of this resident, on record or waiting; null where it is none of theirs.</summary>
    public DeviceInfo? Find(long resident, long device) => _devices.GetValueOrDefault(device) is { } found && found.Resident == resident ? found : null;

    /// <summary>The devices of a resident, oldest first; what waited too long is gone.</summary>
    public IEnumerable<DeviceInfo> Of(long resident, long nowMicros) =>
        All(resident).Where(device => !device.IsWaiting || nowMicros < device.TimeMicros + DeviceLimits.WaitingMicros);

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.DeviceRegistered:
                Apply(fact.DeviceRegistered, entry);
                break;
            case Fact.KindOneofCase.DeviceRevoked:
                Apply(fact.DeviceRevoked, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.DeviceRequested:
                var requested = fact.DeviceRequested;
                Forget(requested.Resident, device => device.TimeMicros + DeviceLimits.WaitingMicros <= entry.TimeMicros);
                Add(new DeviceInfo(entry.Sequence, requested.Resident, requested.PublicKey, requested.PossessionSignature, entry.TimeMicros));
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    private void Apply(DeviceRegistered registered, Entry entry)
    {
        Forget(registered.Resident, device => device.PublicKey == registered.PublicKey);
        Add(new DeviceInfo(entry.Sequence, registered.Resident, registered.PublicKey, registered.PossessionSignature, entry.TimeMicros)
        {
            ActiveFromMicros = registered.ActiveFromMicros,
            ApprovedBy = registered.ApprovedBy,
            Recovery = registered.Recovery,
        });
    }

    private void Apply(DeviceRevoked revoked, long timeMicros)
    {
        var device = _devices[revoked.Device];
        if (device.IsWaiting)
        {
            Forget(revoked.Resident, waiting => waiting.Id == revoked.Device);
            return;
        }

        _devices[revoked.Device] = device with { RevokedMicros = timeMicros };
    }

    private void Add(DeviceInfo device)
    {
        _devices.Add(device.Id, device);
        if (!_ofResident.TryGetValue(device.Resident, out var devices))
        {
            _ofResident.Add(device.Resident, devices = []);
        }

        devices.Add(device.Id);
    }

    /// <summary>Those that wait leave no trace but their entries.</summary>
    private void Forget(long resident, Func<DeviceInfo, bool> which)
    {
        foreach (var device in All(resident).Where(device => device.IsWaiting && which(device)).ToList())
        {
            _devices.Remove(device.Id);
            _ofResident[resident].Remove(device.Id);
        }
    }

    private IEnumerable<DeviceInfo> All(long resident) => _ofResident.TryGetValue(resident, out var devices) ? devices.Select(id => _devices[id]) : [];
}
