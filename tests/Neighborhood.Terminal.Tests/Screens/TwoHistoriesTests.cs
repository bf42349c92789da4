using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

public sealed class TwoHistoriesTests
{
    [Fact]
    public void The_screen_of_a_receipt_shows_both_heads_first_and_where_they_are_saved()
    {
        using var room = new Room();
        room.Server.Check = Found;

        room.Open(new ReceiptPresenter(room.Workspace, Sample.Poll())).Press("v");

        ShowsBoth(room);
    }

    [Fact]
    public void Whoever_votes_is_shown_them_without_asking()
    {
        using var room = new Room();
        room.Server.Check = Found;

        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v", "2", "y");

        Assert.IsType<ReceiptPresenter>(room.Shell.Top);
        ShowsBoth(room);
    }

    [Fact]
    public void A_proxy_is_shown_them_and_nothing_where_the_ledger_is_one()
    {
        using var room = new Room(roles: [Role.Owner]);
        CastFor(room);
        Assert.IsType<HomePresenter>(room.Shell.Top);

        room.Server.Check = Found;
        CastFor(room);

        Assert.IsType<CheckPresenter>(room.Shell.Top);
        ShowsBoth(room);
    }

    /// <summary>A check that found two histories.</summary>
    internal static BallotCheck Found => new(new ReceiptVerification([], null), HeadVerdict.Inconsistent, "")
    {
        Histories = new HeadCheck(HeadVerdict.Inconsistent, Head(7, 0xaa), Head(9, 0xbb)) { EvidenceFile = "two-histories.txt" },
    };

    private static void CastFor(Room room)
    {
        var poll = Sample.Poll();
        room.Open(Casting.For(room.Workspace, poll, Channels.Proxy(71, 8, 7)).Ballot(room.Workspace, poll)).Press("2", "y");
    }

    private static void ShowsBoth(Room room)
    {
        var lines = room.Shell.Top.Show(200).Lines.Select(line => line.Plain.Trim()).ToList();
        var banner = lines.FindIndex(line => line.StartsWith("这个账本有两份历史", StringComparison.Ordinal));
        Assert.InRange(banner, 0, 5);
        Assert.Equal($"本机记住的：7 条，根 {string.Concat(Enumerable.Repeat("aa", 32))}，签名者 xihu.example", lines[banner + 1]);
        Assert.Equal($"现在看到的：9 条，根 {string.Concat(Enumerable.Repeat("bb", 32))}，签名者 xihu.example", lines[banner + 2]);
        Assert.Contains("two-histories.txt", lines[banner + 3], StringComparison.Ordinal);
    }

    private static KnownHead Head(long size, byte root) =>
        new("xihu.example+00000000+AAAA", "xihu.example/communities/xihu", size, [.. Enumerable.Repeat(root, 32)], $"note {size}\n");
}
