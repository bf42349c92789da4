using Neighborhood.Domain.Core;
using Neighborhood.V1;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>Lists petitions, newest first.</summary>
public sealed class ListPetitions : IQuery<CommunityState, ListPetitionsRequest, ListPetitionsResponse>
{
    /// <inheritdoc/>
    public Reading<ListPetitionsResponse> Read(QueryContext<CommunityState> context, ListPetitionsRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (!Enum.IsDefined(request.State))
        {
            return Refusal.BadField("state", FieldProblem.UnknownValue);
        }

        PetitionInfo[] listed =
        [
            .. context.State.Petitions.All.Values.Where(petition => request.State is State.Unspecified || petition.State == request.State).Reverse(),
        ];
        var size = Paging.Size(request.PageSize, PetitionLimits.PageCount, PetitionLimits.PageMaxCount);
        return Paging.Page(listed, $"petitions:{request.Parent}:{request.State}", request.PageToken, size, petition => petition.Id) is { } page
            ? Reading.All(
                [.. page.Items.Select(petition => PetitionView.Of(context, petition))],
                petitions => new ListPetitionsResponse { Petitions = { petitions }, NextPageToken = page.NextToken })
            : new Refusal(ErrorReason.InvalidPageToken, "page_token");
    }
}
