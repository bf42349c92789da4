using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Server.Tests;

/// <summary>An item of a renovation menu from its publication to what the owners decided, on a running server.</summary>
public sealed class RenovationVoteTests
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("yes", Stage.Approved)]
    [InlineData("no", Stage.Rejected)]
    public async Task An_item_is_put_to_the_vote_decided_by_the_clock_and_its_shares_stay_as_sealed(string option, Stage decided)
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var item = await PublishAsync(village);
        var voting = await village.Staff.Renovation.PutItemToVoteAsync(
            new PutItemToVoteRequest
            {
                Name = item,
                Secrecy = Secrecy.Open,
                BindingStatus = BindingStatus.PaperBinding,
                ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow() + TimeSpan.FromDays(40)),
            },
            cancellationToken: Cancel);
        Assert.Equal((Stage.Voting, false), (voting.Stage, voting.Sealed));
        await village.PostAsync(voting.Poll);
        server.Time.Advance(Notice + TimeSpan.FromSeconds(2));
        await village.UntilAsync(village.Staff, 0, Kind.PollOpened, voting.Poll);
        var voters = new List<NeighborhoodClient>();
        foreach (var owner in Village.Owners)
        {
            voters.Add(await village.JoinAsync(await village.FindAsync(owner)));
            var ballot = new CastBallotRequest { Parent = voting.Poll, Choice = new Choice { Option = option } };
            await voters[^1].Polls.CastBallotAsync(ballot, cancellationToken: Cancel);
        }

        server.Time.Advance(TimeSpan.FromDays(26));
        await village.Staff.SignInAsync("aaa.staff", RunningServer.Password, Cancel);
        await voters[0].SignInAsync("aaa.1", RunningServer.Password, Cancel);
        await village.UntilAsync(village.Staff, 0, Kind.PollDecided, voting.Poll);

        var seen = await voters[0].Renovation.GetItemAsync(new GetItemRequest { Name = item }, cancellationToken: Cancel);
        Assert.Equal((decided, true, 4L, 3_897_500L), (seen.Stage, seen.Sealed, seen.Households, seen.AreaCm2));
        Assert.Equal([Stage.Published, Stage.Voting, decided], seen.History.Select(happened => happened.Stage));
        Assert.Equal((voting.Poll, (Person?)null), (seen.History[^1].Poll, seen.History[^1].By));
        Assert.Equal(895_000, Assert.Single(seen.MyShares).OwnersFen);
        var shares = village.Staff.Renovation.ListAllSharesAsync(new ListSharesRequest { Parent = item }, Cancel);
        Assert.Equal([895_000L, 1_200_000, 762_500, 1_040_000], await shares.Select(share => share.OwnersFen).ToListAsync(Cancel));
    }

    /// <summary>A menu of one item that all owners share by area, a fen for each square centimetre.</summary>
    private static async Task<string> PublishAsync(Village village)
    {
        var item = new RenovationItemDraft
        {
            Class = ItemClass.Improvement,
            Title = "加装电梯",
            Funding = new Funding { GovernmentFen = 20_000_000, OwnersFen = 3_897_500 },
            Matter = "alter-or-rebuild",
        };
        var drafted = await village.Staff.Renovation.CreateMenuAsync(
            new CreateMenuRequest { Parent = village.Name, Title = "2026 年改造", Items = { item } }, cancellationToken: Cancel);
        var published = await village.Staff.Renovation.PublishMenuAsync(
            new PublishMenuRequest { Name = drafted.Name, Etag = drafted.Etag }, cancellationToken: Cancel);
        return published.Items.Single().Name;
    }
}
