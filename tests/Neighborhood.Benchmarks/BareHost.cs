using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>What every figure is compared with: a gRPC host that answers an empty call and does nothing else.</summary>
internal static class BareHost
{
    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, new Uri(url).Port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.MapGrpcService<Empty>();
        await app.RunAsync();
    }

    private sealed class Empty : Identity.IdentityBase
    {
        private static readonly Task<SignOutResponse> Answer = Task.FromResult(new SignOutResponse());

        public override Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context) => Answer;
    }
}
