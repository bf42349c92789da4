using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Devices;

/// <summary>
/// A device signs nothing more. Only its owner revokes it: whoever else could, could keep somebody from voting. Revoking the last one does not make
/// the next one the first again.
/// </summary>
public sealed class RevokeDevice : ICommand<CommunityState, RevokeDeviceRequest, Device>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RevokeDeviceRequest request)
    {
        var me = context.Me().Id;
        if (context.Device(me, request.Name) is not { } device)
        {
            return Refusal.NotFound("name");
        }

        return device.IsRevoked
            ? DeviceView.NotActive(device, context.NowMicros, "name")
            : Decision.Of(new Fact { DeviceRevoked = new DeviceRevoked { Resident = me, Device = device.Id, ByResident = me } });
    }

    /// <inheritdoc/>
    public Reading<Device> Answer(QueryContext<CommunityState> context, RevokeDeviceRequest request, IReadOnlyList<Entry> made)
    {
        var revoked = made[0].Fact.DeviceRevoked;
        return Reading.Of(context.State.Devices.Find(revoked.Resident, revoked.Device) is { } device
            ? DeviceView.Of(context, device)
            : new Device { Name = request.Name, State = Device.Types.State.Revoked, RevokeTime = Times.Timestamp(made[0].TimeMicros) });
    }
}
