using Grpc.AspNetCore.Server;
using LiteDB;
using Neighborhood.Client;
using Neighborhood.Ledger.LiteDb;

namespace Neighborhood.Architecture.Tests.Planted;

/// <summary>Were it in the domain, it would see what lies above it and beside it.</summary>
public static class Layer
{
    public static Type[] Above => [typeof(LiteDbJournal), typeof(NeighborhoodClientOptions), typeof(BsonValue), typeof(GrpcServiceOptions)];
}
