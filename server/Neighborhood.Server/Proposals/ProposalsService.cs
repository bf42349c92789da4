using Grpc.Core;
using Neighborhood.Domain.Proposals;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Proposals;

/// <summary>The rpcs of <c>proposals.proto</c>.</summary>
public sealed class ProposalsService(LedgerCalls calls, ProposalTexts texts) : V1.Proposals.ProposalsBase
{
    /// <inheritdoc/>
    public override Task<Proposal> CreateProposal(CreateProposalRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new CreateProposal(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Proposal> GetProposal(GetProposalRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetProposal(), request, context);

    /// <inheritdoc/>
    public override Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListProposals(), request, context);

    /// <inheritdoc/>
    public override Task<Proposal> UpdateProposal(UpdateProposalRequest request, ServerCallContext context) =>
        texts.UpdateAsync(request, context);

    /// <inheritdoc/>
    public override Task<ListProposalRevisionsResponse> ListProposalRevisions(ListProposalRevisionsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new ListProposalRevisions(), request, context);

    /// <inheritdoc/>
    public override Task<Proposal> ClarifyProposal(ClarifyProposalRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new ClarifyProposal(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Proposal> PublishProposal(PublishProposalRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new PublishProposal(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Proposal> EndorseProposal(EndorseProposalRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new EndorseProposal(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Proposal> WithdrawEndorsement(WithdrawEndorsementRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new WithdrawEndorsement(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Proposal> TableProposal(TableProposalRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new TableProposal(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Proposal> WithdrawProposal(WithdrawProposalRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new WithdrawProposal(), request, request.RequestId, context);
}
