using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>One post.</summary>
public sealed class GetPost : IQuery<CommunityState, GetPostRequest, Post>
{
    /// <inheritdoc/>
    public Reading<Post> Read(QueryContext<CommunityState> context, GetPostRequest request) =>
        context.State.Post(request.Name) is { } post ? PostView.Of(context, post) : Refusal.NotFound("name");
}
