using System.Diagnostics;
using System.Globalization;
using Neighborhood.Terminal.Demo;
using Neighborhood.Terminal.Tests.Commands;

namespace Neighborhood.Terminal.Tests.Demo;

/// <summary>The whole job against the real server, with a real poll: it takes as long as the shortest poll.</summary>
public sealed class PlayTests : IDisposable
{
    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task The_main_job_holds_from_the_roll_to_verified_receipts()
    {
        var folder = _prompt.PathOf("demo");

        var code = await _prompt.RunAsync("demo", "--keep", folder);

        Assert.True(code == 0, _prompt.Out + _prompt.Error);
        Assert.Contains("7 份回执全部核对通过", _prompt.Out, StringComparison.Ordinal);
        Assert.Equal(41, _prompt.Out.Split('\n').Count(line => line.StartsWith("✓ ", StringComparison.Ordinal)));
        Assert.Equal(7, Directory.GetFiles(Path.Combine(folder, "receipts")).Length);
        Assert.True(File.Exists(Path.Combine(folder, "result.html")));
        HasPlayedTheMovedDays();
        Assert.Equal(3, Directory.GetFiles(Path.Combine(folder, "moved-days"), "*.bundle").Length);
        Assert.True(HasEnded(folder), "the server has ended");
        Assert.True(HasEnded(Path.Combine(folder, "moved-days")), "the server whose clock was moved has ended");
    }

    [Fact]
    public async Task A_step_that_does_not_hold_ends_the_play_with_3_in_both_languages()
    {
        var seeds = _prompt.PathOf("seeds");
        CopySeed(seeds, text => text.Replace("by: [林书华, 吴国平, 徐静兰, 马永强, 何志刚]", "by: [林书华]", StringComparison.Ordinal));

        Assert.Equal(3, await _prompt.RunAsync("demo", "--seeds", seeds, "--lang", "en"));
        Assert.Contains("enough took part in 便民经费的分配", _prompt.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("everything held", _prompt.Out, StringComparison.Ordinal);
    }

    /// <summary>An election, a budget, and an owners' vote whose figures follow from the roll and the choices: 12 of 17 say yes, where 13 are needed.</summary>
    private void HasPlayedTheMovedDays()
    {
        string[] told =
        [
            "当选：唐德海、邹嘉莉、韩建平；候补：邵永浩",
            "平等份额法选出：球场照明、羽毛球场地、儿童图书角、应急药箱、楼道折叠凳，共 ¥39,000.00",
            "人数最多的一群会买走：球场照明、羽毛球场地、健身器材，共 ¥40,000.00",
            "名册面积现为 1,528.85 m²",
            "784.00 m²，须不少于 1,081.75 m² 的 3/4，还差 27.32 m²",
            "12，须不少于 17 的 3/4，还差 1",
            "发出 2，收回 2，作废 0，计入 2",
            "名册 24 人；选票链 17 张，计入 17 张。",
        ];
        Assert.All(told, line => Assert.Contains(line, _prompt.Out, StringComparison.Ordinal));
    }

    private static void CopySeed(string to, Func<string, string> edit)
    {
        var from = Path.Combine(SeedFiles.FindFolder()!, "lvyuanli");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, edit(File.ReadAllText(file)));
        }
    }

    [Fact]
    public async Task Seeds_that_are_not_there_exit_with_2()
    {
        Assert.Equal(2, await _prompt.RunAsync("demo", "--seeds", _prompt.PathOf("nowhere")));
    }

    /// <summary>The server notes the process that holds its folder.</summary>
    private static bool HasEnded(string folder)
    {
        var holder = File.ReadAllText(Path.Combine(folder, "data", "neighborhood.holder"));
        var digits = string.Concat(holder.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit));
        return !Process.GetProcesses().Any(process => process.Id == int.Parse(digits, CultureInfo.InvariantCulture));
    }
}
