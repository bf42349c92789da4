using System.Diagnostics.Metrics;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <content>The same of a poll that asks questions.</content>
public sealed partial class CastingLeakTests
{
    private const string Reason = "三号楼的秘密";

    /// <summary>Different in what is marked, in how much is, and in whether a reason is given.</summary>
    private static readonly QuestionAnswer[][] Answered =
    [
        [CouncilAndMoney.Approving(Reason, "trees"), CouncilAndMoney.Ranking("wang", "li")],
        [CouncilAndMoney.Approving(Reason, "trees", "lift"), CouncilAndMoney.Ranking("zhao")],
        [CouncilAndMoney.Ranking("li", "zhao", "wang")],
    ];

    [Fact]
    public async Task Neither_a_size_a_figure_a_refusal_a_watch_nor_the_log_tells_an_answer_to_a_question()
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        using var calls = new RawCalls(server.Address);
        using var figures = new Figures(server.Services.GetRequiredService<IMeterFactory>());
        var told = new List<(int Size, string Refusal, Dictionary<string, double> Moved, List<(Kind, int, long, long)> Events)>();
        foreach (var (answers, (_, id)) in Answered.Zip(Villages))
        {
            var village = await Village.FoundAsync(server, host, id);
            var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
            var neighbour = await village.JoinAsync(await village.FindAsync(Village.Owners[1]));
            var poll = await CouncilAndMoney.AnnounceAsync(server, village, Secrecy.Confidential);
            server.Time.Advance(TimeSpan.FromSeconds(2));
            await village.UntilAsync(voter, 0, Kind.PollOpened, poll.Name);
            var request = new CastBallotRequest { Parent = poll.Name, Choice = poll.ChoiceOf(answers) };
            var refused = await calls.CallAsync(Casting, request.ToByteArray(), village.Staff.Session!.AccessToken, Cancel);
            Assert.Equal(ErrorReason.RoleRequired, refused.Reason);
            var moved = new Dictionary<string, double>();
            var events = await WatchAsync(server, village, neighbour, async () =>
            {
                var before = figures.Read();
                await voter.Polls.CastBallotAsync(request, cancellationToken: Cancel);
                moved = figures.Read().ToDictionary(figure => figure.Key, figure => figure.Value - before.GetValueOrDefault(figure.Key));
            });
            var seen = events.TakeWhile(one => one.Kind != Kind.PollDecided)
                .Select(one => (one.Kind, one.CalculateSize(), one.VotedHeadcount, one.VotedAreaCm2));
            told.Add((request.CalculateSize(), refused.ToString(), moved, [.. seen]));
        }

        Assert.Equal(1, told[0].Moved["neighborhood.segments "]);
        Assert.All(told[1..], one =>
        {
            Assert.Equal((told[0].Size, told[0].Refusal), (one.Size, one.Refusal));
            Assert.Equal(told[0].Moved, one.Moved);
            Assert.Equal(told[0].Events, one.Events);
        });
        Assert.DoesNotContain(figures.Tags, tag => tag is "trees" or "lift" or "wang" or "li" or "zhao");
        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains(Reason, StringComparison.Ordinal));
    }
}
