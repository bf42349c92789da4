using Grpc.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Discussions;

/// <summary>The rpcs of <c>discussions.proto</c>.</summary>
public sealed class DiscussionsService(LedgerCalls calls, ReadMarks marks) : V1.Discussions.DiscussionsBase
{
    /// <inheritdoc/>
    public override Task<Topic> CreateTopic(CreateTopicRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new CreateTopic(marks.Of(request.Parent, context)), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Topic> GetTopic(GetTopicRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetTopic(marks.Of(request.Name, context)), request, context);

    /// <inheritdoc/>
    public override Task<ListTopicsResponse> ListTopics(ListTopicsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListTopics(marks.Of(request.Parent, context)), request, context);

    /// <inheritdoc/>
    public override Task<Topic> SummarizeTopic(SummarizeTopicRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new SummarizeTopic(marks.Of(request.Name, context)), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Topic> CloseTopic(CloseTopicRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new CloseTopic(marks.Of(request.Name, context)), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Topic> ReopenTopic(ReopenTopicRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new ReopenTopic(marks.Of(request.Name, context)), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Topic> PinTopic(PinTopicRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new PinTopic(marks.Of(request.Name, context)), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Post> CreatePost(CreatePostRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new CreatePost(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Post> GetPost(GetPostRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetPost(), request, context);

    /// <inheritdoc/>
    public override Task<ListPostsResponse> ListPosts(ListPostsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListPosts(), request, context);

    /// <inheritdoc/>
    public override Task<ListRepliesResponse> ListReplies(ListRepliesRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListReplies(marks.Of(request.Parent, context)), request, context);

    /// <inheritdoc/>
    public override Task<Post> UpdatePost(UpdatePostRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new UpdatePost(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListPostRevisionsResponse> ListPostRevisions(ListPostRevisionsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new ListPostRevisions(), request, context);

    /// <inheritdoc/>
    public override Task<Post> RedactPost(RedactPostRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RedactPost(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ReportPostResponse> ReportPost(ReportPostRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new ReportPost(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListReportsResponse> ListReports(ListReportsRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListReports(), request, context);

    /// <inheritdoc/>
    public override Task<Post> HidePost(HidePostRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new HidePost(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Post> RestorePost(RestorePostRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RestorePost(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<Post> DismissReports(DismissReportsRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new DismissReports(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<MarkTopicReadResponse> MarkTopicRead(MarkTopicReadRequest request, ServerCallContext context) =>
        marks.MarkAsync(request, context);
}
