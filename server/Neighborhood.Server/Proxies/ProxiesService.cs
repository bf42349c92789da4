using Grpc.Core;
using Neighborhood.Domain.Proxies;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Proxies;

/// <summary>The rpcs of <c>proxies.proto</c>.</summary>
public sealed class ProxiesService(LedgerCalls calls) : V1.Proxies.ProxiesBase
{
    /// <inheritdoc/>
    public override Task<Proxy> AuthorizeProxy(AuthorizeProxyRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new AuthorizeProxy(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListProxiesResponse> ListProxies(ListProxiesRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListProxies(), request, context);

    /// <inheritdoc/>
    public override Task<Proxy> RevokeProxy(RevokeProxyRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RevokeProxy(), request, request.RequestId, context);
}
