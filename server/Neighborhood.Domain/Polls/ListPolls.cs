using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists polls, newest first.</summary>
public sealed class ListPolls : IQuery<CommunityState, ListPollsRequest, ListPollsResponse>
{
    /// <inheritdoc/>
    public Reading<ListPollsResponse> Read(QueryContext<CommunityState> context, ListPollsRequest request)
    {
        var state = context.State;
        if (!state.Owns(request.Parent))
        {
            return Refusal.NotFound("parent");
        }

        var proposal = state.Owns(request.Proposal) ? Names.IdIn(request.Proposal, "proposals") : 0;
        if (request.Proposal.Length > 0 && proposal == 0)
        {
            return Refusal.NotFound("proposal");
        }

        PollInfo[] matching =
        [
            .. state.Polls.All.Values.Reverse().Where(poll =>
                (request.State == Poll.Types.State.Unspecified || poll.State == request.State) && (proposal == 0 || poll.Announced.Proposal == proposal)),
        ];
        var size = Paging.Size(request.PageSize, PollLimits.PollsPageCount, PollLimits.PollsPageMaxCount);
        return Paging.Page(matching, $"polls:{state.Id}:{request.State}:{proposal}", request.PageToken, size, poll => poll.Id) is { } page
            ? Reading.Of(new ListPollsResponse { Polls = { page.Items.Select(poll => PollView.BriefOf(context, poll)) }, NextPageToken = page.NextToken })
            : new Refusal(ErrorReason.InvalidPageToken, "page_token");
    }
}
