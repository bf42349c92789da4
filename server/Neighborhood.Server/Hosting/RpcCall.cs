using Grpc.Core;
using Neighborhood.Domain.Core;

namespace Neighborhood.Server.Hosting;

/// <summary>One call as the interceptor leaves it to the service: who asks, and which rpc it is in the table of access.</summary>
/// <param name="Rpc">Service and method: <c>Polls.CastBallot</c>.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Session">The caller's session, or the empty one.</param>
/// <param name="ExpiresSeconds">When the access token ends, in seconds since 1970.</param>
public sealed record RpcCall(string Rpc, Caller Caller, Guid Session, long ExpiresSeconds)
{
    /// <summary>The call of a context.</summary>
    public static RpcCall Of(ServerCallContext context) => context.GetHttpContext().Features.Get<RpcCall>()!;

    internal void Attach(ServerCallContext context) => context.GetHttpContext().Features.Set(this);
}
