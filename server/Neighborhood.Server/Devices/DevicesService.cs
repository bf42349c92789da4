using Grpc.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Devices;

/// <summary>The rpcs of <c>devices.proto</c>.</summary>
public sealed class DevicesService(LedgerCalls calls) : V1.Devices.DevicesBase
{
    /// <inheritdoc/>
    public override Task<Device> RegisterDevice(RegisterDeviceRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new RegisterDevice(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListDevices(), request, context);

    /// <inheritdoc/>
    public override Task<Device> ApproveDevice(ApproveDeviceRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new ApproveDevice(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Device> RevokeDevice(RevokeDeviceRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RevokeDevice(), request, request.RequestId, context);
}
