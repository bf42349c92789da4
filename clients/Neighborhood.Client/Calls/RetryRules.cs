using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Neighborhood.V1;

namespace Neighborhood.Client.Calls;

/// <summary>
/// The gRPC service config: a call that found no server is tried again. Only where that is harmless: reads, and requests whose id makes a repeat known.
/// A refresh token works once and a new password is set once, so a second attempt of those could undo the first; a watch resumes by itself.
/// </summary>
internal static class RetryRules
{
    private static readonly HashSet<string> Once =
        [nameof(Identity.IdentityClient.RefreshSession), nameof(Identity.IdentityClient.ChangePassword), nameof(Operations.OperationsClient.CreateBackup)];

    private static readonly ServiceDescriptor[] Services =
        [Identity.Descriptor, Communities.Descriptor, Discussions.Descriptor, Proposals.Descriptor, Polls.Descriptor, Audit.Descriptor, Operations.Descriptor];

    public static ServiceConfig Config(int maxAttempts)
    {
        var config = new ServiceConfig();
        if (maxAttempts < 2)
        {
            return config;
        }

        var method = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = maxAttempts,
                InitialBackoff = TimeSpan.FromMilliseconds(200),
                MaxBackoff = TimeSpan.FromSeconds(2),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var name in Services.SelectMany(service => service.Methods).Where(MayBeRepeated))
        {
            method.Names.Add(new MethodName { Service = name.Service.FullName, Method = name.Name });
        }

        config.MethodConfigs.Add(method);
        return config;
    }

    private static bool MayBeRepeated(MethodDescriptor method) => !method.IsServerStreaming && !Once.Contains(method.Name);
}
