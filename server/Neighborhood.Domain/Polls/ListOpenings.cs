using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists who chose what in a decided poll that was announced as open: the ballots that count, in the order of the chain.</summary>
/// <remarks>A ballot that its voter replaced stays sealed: what somebody thought better of was never announced to be published.</remarks>
public sealed class ListOpenings : IQuery<CommunityState, ListOpeningsRequest, ListOpeningsResponse>
{
    /// <inheritdoc/>
    public Reading<ListOpeningsResponse> Read(QueryContext<CommunityState> context, ListOpeningsRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        if (poll.Announced.Secrecy != Secrecy.Open)
        {
            return new Refusal(ErrorReason.OpeningsWithheld);
        }

        if (poll.State != Poll.Types.State.Decided)
        {
            return Refusal.WrongState(poll.State);
        }

        var size = Paging.Size(request.PageSize, PollLimits.OpeningsPageCount, PollLimits.OpeningsPageMaxCount);
        if (Paging.Page(poll.Roll.Voted(), $"openings:{request.Parent}", request.PageToken, size, row => row.Ordinal) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.Of(
            [.. page.Items.Select(row => row.Sequence)],
            texts => new ListOpeningsResponse
            {
                Openings = { page.Items.Select(row => OpeningView.Of(row, texts.SideOf(row.Sequence))) },
                NextPageToken = page.NextToken,
            });
    }
}
