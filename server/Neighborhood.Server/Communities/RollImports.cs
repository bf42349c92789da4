using Grpc.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Communities;

/// <summary>Imports of the household roll: the rows are read outside the mailbox, and only compared within it.</summary>
public sealed class RollImports(LedgerCalls calls)
{
    /// <summary>Compares or applies.</summary>
    public Task<ImportRollResponse> ImportAsync(ImportRollRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new ImportRoll(RollReading.Of(request.Rows)), request, request.RequestId, context);
}
