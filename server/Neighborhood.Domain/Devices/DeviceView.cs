using Neighborhood.Domain.Core;
using Neighborhood.V1;
using State = Neighborhood.V1.Device.Types.State;

namespace Neighborhood.Domain.Devices;

/// <summary>Devices as the contract shows them, and how they are found by name.</summary>
internal static class DeviceView
{
    /// <summary>The name of a device; empty for 0.</summary>
    public static string NameOf(CommunityState state, long resident, long device) => Names.Of(state.Id, "residents", resident, "devices", device);

    /// <summary>The device of this name if it is this resident's; null otherwise, and where it waited too long.</summary>
    public static DeviceInfo? Device(this QueryContext<CommunityState> context, long resident, string name)
    {
        var (owner, id) = context.State.Owns(name) ? Names.IdsIn(name, "residents", "devices") : default;
        return owner == resident && context.State.Devices.Find(owner, id) is { } device
            && (!device.IsWaiting || context.NowMicros < device.TimeMicros + DeviceLimits.WaitingMicros)
            ? device
            : null;
    }

    /// <summary>The device as an answer.</summary>
    public static Device Of(QueryContext<CommunityState> context, DeviceInfo device) => new()
    {
        Name = NameOf(context.State, device.Resident, device.Id),
        PublicKey = device.PublicKey,
        State = StateOf(device, context.NowMicros),
        RegisterTime = Times.Timestamp(device.TimeMicros),
        ActiveFrom = Times.TimestampOrNull(device.ActiveFromMicros),
        RevokeTime = Times.TimestampOrNull(device.RevokedMicros),
        ApprovedBy = NameOf(context.State, device.Resident, device.ApprovedBy),
        Recovered = device.Recovery != 0,
    };

    /// <summary>Why a device does not sign now.</summary>
    public static Refusal NotActive(DeviceInfo device, long nowMicros, string field)
    {
        var details = new Dictionary<string, string> { ["state"] = $"{StateOf(device, nowMicros)}" };
        var wait = device.IsRevoked ? 0 : Math.Max(0, device.ActiveFromMicros - nowMicros);
        if (wait > 0)
        {
            details["until"] = $"{device.ActiveFromMicros}";
        }

        return new Refusal(ErrorReason.DeviceNotActive, field, details, wait);
    }

    private static State StateOf(DeviceInfo device, long nowMicros)
    {
        if (device.IsRevoked)
        {
            return State.Revoked;
        }

        return device.IsWaiting ? State.Waiting : device.IsActive(nowMicros) ? State.Active : State.OnHold;
    }
}
