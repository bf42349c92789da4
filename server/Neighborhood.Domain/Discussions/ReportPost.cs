using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Tells the moderators that something is wrong with a post.</summary>
public sealed class ReportPost : ICommand<CommunityState, ReportPostRequest, ReportPostResponse>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ReportPostRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        if ((Says.Something("reason", request.Reason) ?? PostRules.MustStand(post)) is { } refusal)
        {
            return refusal;
        }

        var me = context.Me().Id;
        if (context.State.Discussions.HasReported(post, me))
        {
            return new Refusal(ErrorReason.AlreadyReported);
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Reason });
        return Decision.Of(new Fact { PostReported = new() { Post = post.Id, Reporter = me, Reason = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<ReportPostResponse> Answer(QueryContext<CommunityState> context, ReportPostRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(new ReportPostResponse());
}
