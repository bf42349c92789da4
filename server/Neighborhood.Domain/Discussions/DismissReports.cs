using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Finds the reports of a post unfounded; the post stays.</summary>
public sealed class DismissReports : ICommand<CommunityState, DismissReportsRequest, Post>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, DismissReportsRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        return post.OpenReports.IsEmpty
            ? new Refusal(ErrorReason.NothingChanged)
            : Decision.Of(new Fact { ReportsDismissed = new() { Post = post.Id, Moderator = context.Me().Id } });
    }

    /// <inheritdoc/>
    public Reading<Post> Answer(QueryContext<CommunityState> context, DismissReportsRequest request, IReadOnlyList<Entry> made) =>
        PostView.Of(context, context.State.Post(request.Name)!);
}
