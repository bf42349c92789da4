using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Operations;

/// <summary>The rpcs of <c>operations.proto</c>, for operators alone.</summary>
public sealed class OperationsService(ServerStatusReader status, LedgerClock clock, Backups backups) : V1.Operations.OperationsBase
{
    /// <inheritdoc/>
    public override async Task<ServerStatus> GetServerStatus(GetServerStatusRequest request, ServerCallContext context)
    {
        Authorize(context);
        return await status.ReadAsync(context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<ConfirmClockResponse> ConfirmClock(ConfirmClockRequest request, ServerCallContext context)
    {
        Authorize(context);
        clock.Confirm();
        return Task.FromResult(new ConfirmClockResponse());
    }

    /// <inheritdoc/>
    public override async Task<CreateBackupResponse> CreateBackup(CreateBackupRequest request, ServerCallContext context)
    {
        Authorize(context);
        return await backups.CreateAsync(context.CancellationToken);
    }

    private static void Authorize(ServerCallContext context)
    {
        var call = RpcCall.Of(context);
        if (!call.Caller.IsOperator)
        {
            throw ErrorTable.ToException(Refusal.With(ErrorReason.RoleRequired, "roles", Roles.Operator));
        }
    }
}
