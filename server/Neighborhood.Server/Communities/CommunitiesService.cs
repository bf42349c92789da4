using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Communities;

/// <summary>The rpcs of <c>communities.proto</c>.</summary>
public sealed class CommunitiesService(LedgerCalls calls, Founding founding, Recoveries recoveries, RollImports imports, ICodes codes)
    : V1.Communities.CommunitiesBase
{
    /// <inheritdoc/>
    public override Task<CreateCommunityResponse> CreateCommunity(CreateCommunityRequest request, ServerCallContext context) =>
        founding.CreateAsync(request, context);

    /// <inheritdoc/>
    public override Task<Community> GetCommunity(GetCommunityRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetCommunity(), request, context);

    /// <inheritdoc/>
    public override Task<ListCommunitiesResponse> ListCommunities(ListCommunitiesRequest request, ServerCallContext context) =>
        founding.ListAsync(request, context);

    /// <inheritdoc/>
    public override Task<Community> UpdateCommunity(UpdateCommunityRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new UpdateCommunity(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ImportRollResponse> ImportRoll(ImportRollRequest request, ServerCallContext context) =>
        imports.ImportAsync(request, context);

    /// <inheritdoc/>
    public override Task<Household> GetHousehold(GetHouseholdRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetHousehold(), request, context);

    /// <inheritdoc/>
    public override Task<ListHouseholdsResponse> ListHouseholds(ListHouseholdsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListHouseholds(), request, context);

    /// <inheritdoc/>
    public override Task<Household> NameVotingOwner(NameVotingOwnerRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new NameVotingOwner(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Resident> CreateResident(CreateResidentRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new CreateResident(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Resident> GetResident(GetResidentRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetResident(), request, context);

    /// <inheritdoc/>
    public override Task<ListResidentsResponse> ListResidents(ListResidentsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListResidents(), request, context);

    /// <inheritdoc/>
    public override Task<Resident> EndResidence(EndResidenceRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new EndResidence(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Resident> EraseResident(EraseResidentRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new EraseResident(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<InviteResidentsResponse> InviteResidents(InviteResidentsRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new InviteResidents(codes), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListInvitationsResponse> ListInvitations(ListInvitationsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListInvitations(), request, context);

    /// <inheritdoc/>
    public override Task<Invitation> RevokeInvitation(RevokeInvitationRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RevokeInvitation(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Resident> GrantRole(GrantRoleRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new GrantRole(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Resident> RevokeRole(RevokeRoleRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RevokeRole(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<AppointStaffResponse> AppointStaff(AppointStaffRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new AppointStaff(codes), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<StartRecoveryResponse> StartRecovery(StartRecoveryRequest request, ServerCallContext context) =>
        recoveries.StartAsync(request, context);
}
