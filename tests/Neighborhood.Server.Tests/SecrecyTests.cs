using Google.Protobuf;
using Google.Protobuf.Reflection;
using Neighborhood.Client;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>While a poll is open nothing that anybody else is shown tells what a voter chose, not even by its size.</summary>
public sealed class SecrecyTests
{
    private static readonly string[] Options = ["yes", "no", "abstain"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CastingWay.BySession)]
    [InlineData(CastingWay.BySignature)]
    [InlineData(CastingWay.ByProxy)]
    public async Task Nothing_that_others_are_shown_depends_on_the_choice(CastingWay way)
    {
        await using var server = await RunningServer.StartAsync();
        using var calls = new RawCalls(server.Address);
        var host = await server.BootstrapAsync();
        var shown = new Dictionary<string, List<(string What, int Size)>>();
        foreach (var (option, id) in Options.Zip(["aaa", "bbb", "ccc"]))
        {
            var ballot = await SecretBallot.OpenAsync(server, host, id, way);
            var (village, poll) = (ballot.Village, ballot.Poll);
            var cast = await ballot.CastAsync(option);
            var mine = await ballot.Voter.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll }, cancellationToken: Cancel);
            Assert.Equal(option, mine.Choice.Option);

            var sizes = new List<(string, int)> { ("answer", cast.CalculateSize()), ("own ballot", mine.CalculateSize()) };
            foreach (var (who, client) in new[] { ("staff", village.Staff), ("neighbour", ballot.Neighbour), ("operator", host) })
            {
                foreach (var (what, answer) in await EverythingAsync(calls, client, village.Name, poll, mine.Opening.Sequence))
                {
                    sizes.Add(($"{who} {what} {answer.Code}", answer.Body.Length + answer.Details.Length));
                    Assert.DoesNotContain(Sealed(option), Convert.ToHexString(answer.Body), StringComparison.Ordinal);
                    Assert.DoesNotContain(Convert.ToHexString(mine.Opening.Salt.Span), Convert.ToHexString(answer.Body), StringComparison.Ordinal);
                }
            }

            shown[option] = sizes;
        }

        Assert.Equal(shown["yes"], shown["no"]);
        Assert.Equal(shown["yes"], shown["abstain"]);
        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains("abstain", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Secrecy.Confidential, ErrorReason.OpeningsWithheld, ErrorReason.OpeningsWithheld)]
    [InlineData(Secrecy.Open, ErrorReason.WrongState, ErrorReason.Unspecified)]
    public async Task Openings_are_shown_after_the_result_and_only_of_open_polls(Secrecy secrecy, ErrorReason before, ErrorReason after)
    {
        await using var server = await RunningServer.StartAsync();
        using var calls = new RawCalls(server.Address);
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var poll = await village.SurveyAsync(secrecy);
        await voter.Polls.CastBallotAsync(new CastBallotRequest { Parent = poll, Choice = new Choice { Option = "abstain" } }, cancellationToken: Cancel);
        var rpc = Rpc("ListOpenings");
        var request = new ListOpeningsRequest { Parent = poll }.ToByteArray();
        Assert.Equal(before, (await calls.CallAsync(rpc, request, village.Staff.Session!.AccessToken, Cancel)).Reason);

        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voter, 0, Kind.PollDecided, poll);
        var answer = await calls.CallAsync(rpc, request, village.Staff.Session!.AccessToken, Cancel);
        Assert.Equal(after, answer.Reason);
        Assert.Equal(secrecy == Secrecy.Open, Convert.ToHexString(answer.Body).Contains(Sealed("abstain"), StringComparison.Ordinal));
    }

    /// <summary>Every read of the contract about the poll and its ledger, and the events of a watch.</summary>
    private static async Task<List<(string What, Answer Answer)>> EverythingAsync(
        RawCalls calls, NeighborhoodClient client, string community, string poll, long ballot)
    {
        IMessage[] requests =
        [
            new GetPollRequest { Name = poll }, new ListPollsRequest { Parent = community }, new ListRollRequest { Parent = poll },
            new GetMyBallotRequest { Name = poll },
            new ListOpeningsRequest { Parent = poll }, new GetMyEntitlementRequest { Name = poll }, new GetTreeHeadRequest { Ledger = community },
            new ListEntriesRequest { Ledger = community, PageSize = 1_000 }, new GetReceiptRequest { Ledger = community, Sequence = ballot },
            new GetInclusionProofRequest { Ledger = community, Sequence = ballot }, new WatchRequest { Ledger = community, FromSequence = 0 },
        ];
        // A bare call renews no token, and the clock may have gone on for days.
        await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        var answers = new List<(string, Answer)>();
        foreach (var request in requests)
        {
            var rpc = ServiceCatalog.Methods.Single(rpc => rpc.InputType == request.Descriptor);
            answers.Add((rpc.Name, await calls.CallAsync(rpc, request.ToByteArray(), client.Session!.AccessToken, Cancel)));
        }

        return answers;
    }

    private static MethodDescriptor Rpc(string name) => ServiceCatalog.Methods.Single(rpc => rpc.Name == name);

    private static string Sealed(string option) => Convert.ToHexString(SealedChoice.Bytes(option));
}
