using System.Security.Cryptography;
using System.Text;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Rules.Tests.Counting;

public sealed class LotTests
{
    private static readonly string[] Options = ["pear", "plum", "fig", "lime"];

    [Fact]
    public void The_order_is_that_of_the_hashes()
    {
        var seed = SHA256.HashData([7]);
        var drawn = Options.OrderBy(option => Convert.ToHexString(SHA256.HashData(
            [.. Encoding.UTF8.GetBytes("neighborhood lot v1\0"), .. seed, .. Encoding.UTF8.GetBytes("q\0" + option)])), StringComparer.Ordinal).ToList();

        Assert.Equal(Options.Select(option => drawn.IndexOf(option)), Lot.Draw(seed, "q", Options));
    }

    [Fact]
    public void Seeds_and_questions_draw_lots_of_their_own_and_favour_nobody()
    {
        var firsts = new int[Options.Length];
        for (var i = 0; i < 4_000; i++)
        {
            firsts[Lot.Draw(SHA256.HashData(BitConverter.GetBytes(i)), "q", Options).ToList().IndexOf(0)]++;
        }

        Assert.All(firsts, first => Assert.InRange(first, 850, 1_150));
        var others = Enumerable.Range(0, 20).Select(i => string.Join(' ', Lot.Draw([1], $"q{i}", Options))).Distinct();
        Assert.True(others.Count() > 10);
    }
}
