using System.Globalization;
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

        if (Page(state, request) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.All([.. page.Items.Select(report => ViewOf(context, report))],
            items => new ListReportsResponse { Reports = { items }, NextPageToken = page.NextToken });
    }

    /// <summary>Reports leave the list while it is being worked through, so the cursor is the last one shown and not a place in the list.</summary>
    private static (IReadOnlyList<ReportInfo> Items, string NextToken)? Page(CommunityState state, ListReportsRequest request)
    {
        var list = $"reports:{state.Id}";
        var cursor = Paging.Cursor(list, request.PageToken);
        if (cursor is null || !long.TryParse(cursor.Length == 0 ? "0" : cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return null;
        }

        var open = state.Discussions.OpenReports;
        var found = open.IndexOf(new ReportInfo(last, Post: 0, Reporter: 0, TimeMicros: 0));
        var start = found < 0 ? ~found : found + 1;
        var end = Math.Min(open.Count, start + Paging.Size(request.PageSize, standard: 20, maximum: 100));
        List<ReportInfo> items = [.. Enumerable.Range(start, end - start).Select(index => open[index])];
        return (items, end < open.Count ? Paging.Token(list, items[^1].Id.ToString(CultureInfo.InvariantCulture)) : "");
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
