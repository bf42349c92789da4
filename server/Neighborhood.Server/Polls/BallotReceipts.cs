using Grpc.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Polls;

/// <summary>Ballots with their receipts: the ledger proves what the decision entered.</summary>
public sealed class BallotReceipts(LedgerCalls calls)
{
    private static readonly CastBallot Cast = new();
    private static readonly GetMyBallot Mine = new();

    /// <summary>Casts a ballot; the receipt proves its entry under a signed head.</summary>
    public async Task<CastBallotResponse> CastAsync(CastBallotRequest request, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Parent);
        var cast = await calls.ExecuteAsync(community, Cast, request, request.RequestId, context);
        cast.Value!.Receipt = community.ReceiptOf(cast.First);
        return cast.Value;
    }

    /// <summary>The caller's ballot, with a receipt under the present head.</summary>
    public async Task<MyBallot> GetMineAsync(GetMyBallotRequest request, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Name);
        var mine = await LedgerCalls.ReadAsync(community, Mine, request, context);
        mine.Receipt = await community.ReceiptAsync(mine.Opening.Sequence, RpcCall.Of(context).Caller, context.CancellationToken);
        return mine;
    }
}
