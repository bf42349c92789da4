using Grpc.Core;
using Neighborhood.Domain.Petitions;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Petitions;

/// <summary>The rpcs of <c>petitions.proto</c>.</summary>
public sealed class PetitionsService(LedgerCalls calls) : V1.Petitions.PetitionsBase
{
    /// <inheritdoc/>
    public override Task<Petition> OpenPetition(OpenPetitionRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new OpenPetition(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Petition> SignPetition(SignPetitionRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new SignPetition(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Petition> WithdrawSignature(WithdrawSignatureRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new WithdrawSignature(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Petition> RedactPetition(RedactPetitionRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RedactPetition(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Petition> GetPetition(GetPetitionRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetPetition(), request, context);

    /// <inheritdoc/>
    public override Task<ListPetitionsResponse> ListPetitions(ListPetitionsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListPetitions(), request, context);
}
