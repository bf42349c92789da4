using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>The voters of some communities, making calls in turn: call i goes to the community i, modulo their number.</summary>
/// <param name="estates">The communities.</param>
/// <param name="most">At most so many voters of each make calls, the first ones.</param>
internal sealed class Voters(IReadOnlyList<Estate> estates, int most = int.MaxValue)
{
    private readonly Metadata[][] _sessions = [.. estates.Select(estate => estate.Tokens.Take(most).Select(Load.With).ToArray())];

    public Task CastBallot(CallInvoker invoker, int i) => new Polls.PollsClient(invoker).CastBallotAsync(
        new CastBallotRequest { Parent = At(i).Poll, Choice = new Choice { Option = OptionOf(i) }, RequestId = Guid.NewGuid().ToString() },
        SessionOf(i)).ResponseAsync;

    public Task GetPoll(CallInvoker invoker, int i) =>
        new Polls.PollsClient(invoker).GetPollAsync(new GetPollRequest { Name = At(i).Poll }, SessionOf(i)).ResponseAsync;

    /// <summary>Reads one of the topics from <paramref name="first"/> on.</summary>
    public Task ListPosts(CallInvoker invoker, int i, int first, int count)
    {
        var topic = At(i).Topics[first + i / estates.Count % count];
        return new Discussions.DiscussionsClient(invoker).ListPostsAsync(new ListPostsRequest { Parent = topic, PageSize = 20 }, SessionOf(i)).ResponseAsync;
    }

    private Estate At(int i) => estates[i % estates.Count];

    private Metadata SessionOf(int i)
    {
        var sessions = _sessions[i % estates.Count];
        return sessions[i / estates.Count % sessions.Length];
    }

    private static string OptionOf(int i) => (i % 3) switch { 0 => "yes", 1 => "no", _ => "abstain" };
}
