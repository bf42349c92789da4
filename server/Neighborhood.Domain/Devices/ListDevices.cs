using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;

namespace Neighborhood.Domain.Devices;

/// <summary>Lists a resident's devices, oldest first; those that wait only for the resident, who alone can approve them.</summary>
public sealed class ListDevices : IQuery<CommunityState, ListDevicesRequest, ListDevicesResponse>
{
    /// <inheritdoc/>
    public Reading<ListDevicesResponse> Read(QueryContext<CommunityState> context, ListDevicesRequest request)
    {
        if (context.State.ResidentNamed(request.Parent) is not { } resident)
        {
            return Refusal.NotFound("parent");
        }

        var isMine = context.Me().Id == resident.Id;
        DeviceInfo[] visible = [.. context.State.Devices.Of(resident.Id, context.NowMicros).Where(device => isMine || !device.IsWaiting)];
        var size = Paging.Size(request.PageSize, DeviceLimits.PageCount, DeviceLimits.PageMaxCount);
        return Paging.Page(visible, $"devices:{request.Parent}", request.PageToken, size, device => device.Id) is { } page
            ? Reading.Of(new ListDevicesResponse { Devices = { page.Items.Select(device => DeviceView.Of(context, device)) }, NextPageToken = page.NextToken })
            : new Refusal(ErrorReason.InvalidPageToken, "page_token");
    }
}
