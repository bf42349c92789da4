using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>Reports that nobody has answered, oldest first, a page at a time.</summary>
public sealed class ListReports : IQuery<CommunityState, ListReportsRequest, ListReportsResponse>
{
    /// <inheritdoc/>
    public Reading<ListReportsResponse> Read(QueryContext<CommunityState> context, ListReportsRequest request)
    {
        var state = context.State;
        if (request.Parent != Names.Community(state.Id))
        {
            return Refusal.NotFound("parent");
        }

        var size = Paging.Size(request.PageSize, standard: 20, maximum: 100);
        if (Paging.Page(state.Discussions.OpenReports, $"reports:{state.Id}", request.PageToken, size, report => report.Id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.All([.. page.Items.Select(report => ViewOf(context, report))],
            items => new ListReportsResponse { Reports = { items }, NextPageToken = page.NextToken });
    }

    private static Reading<Report> ViewOf(QueryContext<CommunityState> context, ReportInfo report)
    {
        var post = PostView.Of(context, context.State.Discussions.Post(report.Post)!);
        var reporter = context.State.Person(report.Reporter);
        return Reading.Of([.. post.Needs, report.Id], texts => new Report
        {
            Post = post.Render(texts),
            Reporter = reporter,
            Reason = texts.TextOf(report.Id).Text,
            Time = Times.Timestamp(report.TimeMicros),
        });
    }
}
