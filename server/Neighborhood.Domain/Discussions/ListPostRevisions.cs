using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>The versions of a post, oldest first; without words for those who may not read the post's.</summary>
public sealed class ListPostRevisions : IQuery<CommunityState, ListPostRevisionsRequest, ListPostRevisionsResponse>
{
    /// <inheritdoc/>
    public Reading<ListPostRevisionsResponse> Read(QueryContext<CommunityState> context, ListPostRevisionsRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        var versions = post.Versions;
        var readable = context.MayReadWords(post);
        return Reading.Of(readable ? [.. versions.Select(version => version.Sequence)] : Array.Empty<long>(), texts => new ListPostRevisionsResponse
        {
            Revisions =
            {
                versions.Select((version, index) => new Revision
                {
                    Revision_ = index + 1,
                    Text = readable ? texts.TextOf(version.Sequence).Text : "",
                    Time = Times.Timestamp(version.TimeMicros),
                }),
            },
        });
    }
}
