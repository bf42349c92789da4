using Grpc.Core;
using Neighborhood.Domain.Papers;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Papers;

/// <summary>The rpcs of <c>papers.proto</c>.</summary>
public sealed class PapersService(LedgerCalls calls, PaperEntries entries) : V1.Papers.PapersBase
{
    /// <inheritdoc/>
    public override Task<IssuePapersResponse> IssuePapers(IssuePapersRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new IssuePapers(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListPapersResponse> ListPapers(ListPapersRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListPapers(), request, context);

    /// <inheritdoc/>
    public override Task<PaperCount> ReturnPapers(ReturnPapersRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new ReturnPapers(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Paper> SpoilPaper(SpoilPaperRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new SpoilPaper(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Paper> EnterPaper(EnterPaperRequest request, ServerCallContext context) => entries.EnterAsync(request, context);

    /// <inheritdoc/>
    public override Task<Paper> VoidPaperEntry(VoidPaperEntryRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new VoidPaperEntry(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<PaperCount> GetPaperCount(GetPaperCountRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetPaperCount(), request, context);
}
