using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;

namespace Neighborhood.Terminal.Tests.Screens;

public sealed class TwoHistoriesTests
{
    [Fact]
    public void The_screen_of_a_receipt_shows_both_heads_first_and_where_they_are_saved()
    {
        using var room = new Room();
        var histories = new HeadCheck(HeadVerdict.Inconsistent, Head(7, 0xaa), Head(9, 0xbb)) { EvidenceFile = "two-histories.txt" };
        room.Server.Check = new BallotCheck(new ReceiptVerification([], null), HeadVerdict.Inconsistent, "") { Histories = histories };

        room.Open(new ReceiptPresenter(room.Workspace, Sample.Poll())).Press("v");

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
