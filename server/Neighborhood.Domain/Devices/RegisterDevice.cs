using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Devices;

/// <summary>
/// Puts the key of the caller's device on record. The session alone suffices for the first device a resident ever has; after a recovery in person the next
/// one is on hold; any other waits for a device that is active. So nobody who merely has the session, or the server, adds a device to somebody who has one.
/// </summary>
public sealed class RegisterDevice : ICommand<CommunityState, RegisterDeviceRequest, Device>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RegisterDeviceRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (!DeviceKey.IsPublicKey(request.PublicKey.Span))
        {
            return Refusal.BadField("public_key", FieldProblem.NotAKey);
        }

        var me = context.Me();
        var statement = SignedStatement.Possession(request.Parent, me.Id, request.PublicKey.Span);
        if (!DeviceKey.Verify(request.PublicKey.Span, statement, request.PossessionSignature.Span))
        {
            return new Refusal(ErrorReason.SignatureInvalid, "possession_signature");
        }

        DeviceInfo[] mine = [.. context.State.Devices.Of(me.Id, context.NowMicros)];
        return Array.Find(mine, device => device.PublicKey == request.PublicKey) is { } known ? Known(context, known) : Entered(context, me, mine, request);
    }

    /// <inheritdoc/>
    public Reading<Device> Answer(QueryContext<CommunityState> context, RegisterDeviceRequest request, IReadOnlyList<Entry> made)
    {
        // Found by its key: it may have been known before, and may have been approved since under another number.
        var device = context.State.Devices.Of(context.Me().Id, context.NowMicros).FirstOrDefault(device => device.PublicKey == request.PublicKey);
        return device is null ? Refusal.NotFound("public_key") : Reading.Of(DeviceView.Of(context, device));
    }

    private static Decision Known(CommandContext<CommunityState> context, DeviceInfo known) =>
        known.IsRevoked ? DeviceView.NotActive(known, context.NowMicros, "public_key") : new Decision();

    private static Decision Entered(CommandContext<CommunityState> context, ResidentInfo me, DeviceInfo[] mine, RegisterDeviceRequest request)
    {
        if (mine.Length >= DeviceLimits.PerPersonCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", DeviceLimits.PerPersonCount, "parent");
        }

        var registered = new DeviceRegistered { Resident = me.Id, PublicKey = request.PublicKey, PossessionSignature = request.PossessionSignature };
        DeviceInfo[] recorded = [.. mine.Where(device => !device.IsWaiting)];
        if (recorded.Length == 0)
        {
            registered.ActiveFromMicros = context.NowMicros;
            return Decision.Of(new Fact { DeviceRegistered = registered });
        }

        if (me.HoldSequence > recorded[^1].Id)
        {
            registered.Recovery = me.HoldSequence;
            registered.ActiveFromMicros = Math.Max(me.VotingHoldUntilMicros, context.NowMicros + DeviceLimits.HoldMicros);
            return Decision.Of(new Fact { DeviceRegistered = registered });
        }

        return mine.Length - recorded.Length < DeviceLimits.WaitingCount
            ? Decision.Of(new Fact
            {
                DeviceRequested = new DeviceRequested { Resident = me.Id, PublicKey = request.PublicKey, PossessionSignature = request.PossessionSignature },
            })
            : Refusal.With(ErrorReason.LimitExceeded, "limit", DeviceLimits.WaitingCount, "parent");
    }
}
