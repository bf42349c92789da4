using Neighborhood.Domain.Core;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Devices;

/// <summary>Puts a waiting device on record, because another device of the same person signed for it.</summary>
public sealed class ApproveDevice : ICommand<CommunityState, ApproveDeviceRequest, Device>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ApproveDeviceRequest request)
    {
        var me = context.Me().Id;
        if (context.Device(me, request.Name) is not { } device)
        {
            return Refusal.NotFound("name");
        }

        if (!device.IsWaiting)
        {
            return Refusal.WrongState("APPROVED");
        }

        if (context.Device(me, request.ApprovedBy) is not { } by)
        {
            return Refusal.NotFound("approved_by");
        }

        if (!by.IsActive(context.NowMicros))
        {
            return DeviceView.NotActive(by, context.NowMicros, "approved_by");
        }

        var statement = SignedStatement.Approval(Names.Community(context.State.Id), me, by.Id, device.PublicKey.Span);
        return DeviceKey.Verify(by.PublicKey.Span, statement, request.ApprovalSignature.Span)
            ? Decision.Of(new Fact { DeviceRegistered = Approved(context, device, by, request) })
            : new Refusal(ErrorReason.SignatureInvalid, "approval_signature");
    }

    /// <inheritdoc/>
    public Reading<Device> Answer(QueryContext<CommunityState> context, ApproveDeviceRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(DeviceView.Of(context, context.State.Devices.Find(context.Me().Id, made[0].Sequence)!));

    private static DeviceRegistered Approved(CommandContext<CommunityState> context, DeviceInfo device, DeviceInfo by, ApproveDeviceRequest request) => new()
    {
        Resident = device.Resident,
        PublicKey = device.PublicKey,
        ActiveFromMicros = context.NowMicros,
        PossessionSignature = device.PossessionSignature,
        ApprovedBy = by.Id,
        ApprovalSignature = request.ApprovalSignature,
    };
}
