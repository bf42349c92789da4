using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Architecture.Tests.Planted;

/// <summary>A service that decides, and one method of it that hands on as it should.</summary>
public sealed class DecidingService : Polls.PollsBase
{
    public override Task<Poll> GetPoll(GetPollRequest request, ServerCallContext context)
    {
        if (request.Name.Length == 0)
        {
            return Task.FromResult(new Poll());
        }

        return Task.FromResult(request.Name.Length > 9 ? new Poll() : new Poll { Name = request.Name });
    }

    public override Task<ListPollsResponse> ListPolls(ListPollsRequest request, ServerCallContext context)
    {
        var answer = new ListPollsResponse();
        answer.Polls.Add(new Poll());
        answer.Polls.Add(new Poll());
        answer.Polls.Add(new Poll());
        answer.Polls.Add(new Poll());
        return Task.FromResult(answer);
    }

    public override Task<Poll> AnnouncePoll(AnnouncePollRequest request, ServerCallContext context) => GetPoll(new GetPollRequest(), context);
}
