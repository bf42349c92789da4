using System.Diagnostics;
using System.Globalization;
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
        Assert.Equal(15, _prompt.Out.Split('\n').Count(line => line.StartsWith("✓ ", StringComparison.Ordinal)));
        Assert.Equal(7, Directory.GetFiles(Path.Combine(folder, "receipts")).Length);
        Assert.True(File.Exists(Path.Combine(folder, "result.html")));
        Assert.True(HasEnded(folder), "the server has ended");
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
