using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Papers;

/// <summary>Lists the papers of a poll by serial.</summary>
public sealed class ListPapers : IQuery<CommunityState, ListPapersRequest, ListPapersResponse>
{
    /// <inheritdoc/>
    public Reading<ListPapersResponse> Read(QueryContext<CommunityState> context, ListPapersRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        var list = $"papers:{request.Parent}:{request.State}";
        var cursor = Paging.Cursor(list, request.PageToken);
        if (cursor is null || !int.TryParse(cursor.Length == 0 ? "0" : cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        var size = Paging.Size(request.PageSize, PaperLimits.PageCount, PaperLimits.PageMaxCount);
        var page = (poll.Papers?.All ?? []).Skip(last)
            .Where(paper => request.State == PaperState.Unspecified || paper.State == request.State).Take(size + 1).ToList();
        return Reading.Of(new ListPapersResponse
        {
            Papers = { page.Take(size).Select(paper => PaperView.Of(context, poll, paper)) },
            NextPageToken = page.Count > size ? Paging.Token(list, page[size - 1].Serial.ToString(CultureInfo.InvariantCulture)) : "",
        });
    }
}
