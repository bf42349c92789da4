using Grpc.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Proposals;
using Neighborhood.V1;

namespace Neighborhood.Server.Polls;

/// <summary>The rpcs of <c>polls.proto</c>.</summary>
public sealed class PollsService(LedgerCalls calls, ProposalTexts texts, BallotReceipts receipts, PollExports exports) : V1.Polls.PollsBase
{
    /// <inheritdoc/>
    public override Task<ListRulePacksResponse> ListRulePacks(ListRulePacksRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListRulePacks(), request, context);

    /// <inheritdoc/>
    public override Task<EffectiveRule> GetEffectiveRule(GetEffectiveRuleRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetEffectiveRule(), request, context);

    /// <inheritdoc/>
    public override Task<ListRuleLayersResponse> ListRuleLayers(ListRuleLayersRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListRuleLayers(), request, context);

    /// <inheritdoc/>
    public override Task<RuleLayer> ChooseCityLayer(ChooseCityLayerRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new ChooseCityLayer(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RuleLayer> AdoptRules(AdoptRulesRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new AdoptRules(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Poll> AnnouncePoll(AnnouncePollRequest request, ServerCallContext context) =>
        texts.AnnounceAsync(request, context);

    /// <inheritdoc/>
    public override Task<Poll> GetPoll(GetPollRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetPoll(), request, context);

    /// <inheritdoc/>
    public override Task<ListPollsResponse> ListPolls(ListPollsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListPolls(), request, context);

    /// <inheritdoc/>
    public override Task<Poll> CancelPoll(CancelPollRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new CancelPoll(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Poll> ExtendPoll(ExtendPollRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new ExtendPoll(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Poll> VoidPoll(VoidPollRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new VoidPoll(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Poll> ExtendEvidence(ExtendEvidenceRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new ExtendEvidence(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Poll> RecordNotice(RecordNoticeRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RecordNotice(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Entitlement> GetMyEntitlement(GetMyEntitlementRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetMyEntitlement(), request, context);

    /// <inheritdoc/>
    public override Task<ListRollResponse> ListRoll(ListRollRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListRoll(), request, context);

    /// <inheritdoc/>
    public override Task<Objection> FileObjection(FileObjectionRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new FileObjection(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListObjectionsResponse> ListObjections(ListObjectionsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListObjections(), request, context);

    /// <inheritdoc/>
    public override Task<Objection> AnswerObjection(AnswerObjectionRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new AnswerObjection(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<CastBallotResponse> CastBallot(CastBallotRequest request, ServerCallContext context) =>
        receipts.CastAsync(request, context);

    /// <inheritdoc/>
    public override Task<MyBallot> GetMyBallot(GetMyBallotRequest request, ServerCallContext context) =>
        receipts.GetMineAsync(request, context);

    /// <inheritdoc/>
    public override Task<ListOpeningsResponse> ListOpenings(ListOpeningsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListOpenings(), request, context);

    /// <inheritdoc/>
    public override Task<Poll> NameScrutineer(NameScrutineerRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new NameScrutineer(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Poll> RemoveScrutineer(RemoveScrutineerRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new RemoveScrutineer(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<WithheldResult> GetWithheldResult(GetWithheldResultRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetWithheldResult(), request, context);

    /// <inheritdoc/>
    public override Task ExportPoll(ExportPollRequest request, IServerStreamWriter<ExportPollResponse> responseStream, ServerCallContext context) =>
        exports.RunAsync(request, responseStream, context);
}
