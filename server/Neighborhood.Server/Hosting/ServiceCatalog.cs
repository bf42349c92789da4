using Google.Protobuf.Reflection;
using Neighborhood.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Neighborhood.Server.Hosting;

/// <summary>The services of the contract.</summary>
public static class ServiceCatalog
{
    /// <summary>All services.</summary>
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        .. IdentityReflection.Descriptor.Services,
        .. CommunitiesReflection.Descriptor.Services,
        .. DiscussionsReflection.Descriptor.Services,
        .. ProposalsReflection.Descriptor.Services,
        .. PollsReflection.Descriptor.Services,
        .. DevicesReflection.Descriptor.Services,
        .. ProxiesReflection.Descriptor.Services,
        .. PetitionsReflection.Descriptor.Services,
        .. RenovationReflection.Descriptor.Services,
        .. PapersReflection.Descriptor.Services,
        .. AuditReflection.Descriptor.Services,
        .. OperationsReflection.Descriptor.Services,
    ];

    /// <summary>All rpcs.</summary>
    public static IEnumerable<MethodDescriptor> Methods => Services.SelectMany(service => service.Methods);
}
