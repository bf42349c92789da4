using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>The answer to <c>CreateCommunity</c>, once the relay has founded the ledger: the community, and its first staff member's invitation.</summary>
/// <param name="codes">Writes the code.</param>
public sealed class GetFounding(ICodes codes) : IQuery<CommunityState, CreateCommunityRequest, CreateCommunityResponse>
{
    /// <inheritdoc/>
    public Reading<CreateCommunityResponse> Read(QueryContext<CommunityState> context, CreateCommunityRequest request) =>
        Reading.Of(new CreateCommunityResponse
        {
            Community = CommunityView.Of(context.State),
            StaffInvitation = Invitations.Issued(context.State, codes, context.State.Residents.Invitations.First().Value, context.NowMicros),
        });
}
