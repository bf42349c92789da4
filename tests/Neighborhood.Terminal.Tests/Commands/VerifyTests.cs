using System.Diagnostics;
using System.Text.Json;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.Verifier;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class VerifyTests : IDisposable
{
    private readonly Prompt _prompt = new();
    private readonly ForgedPoll _poll = new ForgedPoll().Made();
    private readonly string _bundle;

    public VerifyTests()
    {
        _bundle = _prompt.PathOf("poll.bundle");
        Save(_poll);
        _prompt.Server.IsDown = true;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _prompt.Dispose();
        _poll.Dispose();
    }

    [Fact]
    public async Task A_bundle_is_recounted_and_what_it_cannot_show_is_said()
    {
        Assert.Equal(0, await _prompt.RunAsync("verify", _bundle));

        Assert.Contains("同意安装充电桩吗？", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("核对通过", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("公钥只取自核验包本身", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_can_be_given_and_another_one_exits_with_3()
    {
        using var other = new ForgedPoll();

        Assert.Equal(0, await _prompt.RunAsync("verify", _bundle, "--key", _poll.VerifierKey, "--json"));
        Assert.Equal("trusted", Json().GetProperty("key").GetString());
        Assert.DoesNotContain(Limits(), code => code == "KEY_OF_BUNDLE");
        Assert.Equal(3, await _prompt.RunAsync("verify", _bundle, "--key", other.VerifierKey, "--json"));
        Assert.Equal("KEY_MISMATCH", Json().GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_remembered_key_outweighs_that_of_the_bundle()
    {
        using var other = new ForgedPoll().Made();
        await RememberAsync(other.VerifierKey, other.Head(4), 4);

        Assert.Equal(3, await _prompt.RunAsync("verify", _bundle, "--json"));
        Assert.Equal("KEY_MISMATCH", Json().GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_tampered_bundle_exits_with_3_and_names_line_and_code()
    {
        var lines = await File.ReadAllLinesAsync(_bundle, Cancel);
        lines[3] = lines[3].Replace("1000000", "2000000", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_bundle, string.Join('\n', lines) + "\n", Cancel);

        Assert.Equal(3, await _prompt.RunAsync("verify", _bundle, "--lang", "en"));
        Assert.Contains("ROLL_ROOT", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("the roll is not the one that was sealed", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_histories_exit_with_6_and_both_heads_are_shown()
    {
        using var other = new ForgedPoll { Signer = _poll.Signer, Ballots = [.. _poll.Ballots.Select(ballot => (ballot.Voter, "no"))] }.Made();
        var kept = _prompt.PathOf("head.txt");
        await File.WriteAllTextAsync(kept, other.Head(other.HeadSizes[2]), Cancel);

        Assert.Equal(6, await _prompt.RunAsync("verify", _bundle, "--head", kept, "--json"));
        Assert.Equal("HEAD_FORKED", Json().GetProperty("code").GetString());
        Assert.Equal(other.Head(other.HeadSizes[2]), Json().GetProperty("keptHead").GetString());
        Assert.Equal(_poll.Head(other.HeadSizes[2]), Json().GetProperty("shownHead").GetString());

        await RememberAsync(_poll.VerifierKey, other.Head(other.HeadSizes[2]), other.HeadSizes[2]);
        Assert.Equal(6, await _prompt.RunAsync("verify", _bundle));
    }

    [Theory]
    [InlineData("zh", "法院撤销了这个决定：区人民法院，案号 (2026)民初1号。")]
    [InlineData("en", "A court revoked the decision: 区人民法院, case (2026)民初1号.")]
    public void A_ruling_that_revoked_the_decision_is_named_beside_what_holds(string language, string said)
    {
        var phrases = new Phrases("Verification", Words.For(language));
        Assert.DoesNotContain(said, BundleText.Result(phrases, new BundleSummary { Voided = true }));

        Assert.Contains(
            said, BundleText.Result(phrases, new BundleSummary { Voided = true, Court = "区人民法院", CaseNumber = "(2026)民初1号" }));
    }

    [Fact]
    public async Task The_process_that_recounts_loads_no_network_code()
    {
        var loaded = _prompt.PathOf("loaded.txt");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "neighborhood.dll"), "verify", _bundle])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(ForgedPoll).Assembly.Location;
        start.Environment["NEIGHBORHOOD_LOADED"] = loaded;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.Contains("核对通过", said, StringComparison.Ordinal);
        var names = await File.ReadAllLinesAsync(loaded, Cancel);
        Assert.Contains("Neighborhood.Verifier", names);
        Assert.DoesNotContain(names, name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("Grpc", StringComparison.Ordinal));
    }

    private void Save(ForgedPoll poll)
    {
        using var file = File.Create(_bundle);
        poll.Write(file);
    }

    private async Task RememberAsync(string key, string head, long size) => await new KnownHeads(_prompt.KnownHeadsPath).AcceptAsync(
        new Uri("http://127.0.0.1:5230/"), ForgedPoll.Ledger, new KnownHead(key, "", size, [], head), Cancel);

    private JsonElement Json() => JsonDocument.Parse(_prompt.Out).RootElement;

    private IEnumerable<string?> Limits() => Json().GetProperty("cannotShow").EnumerateArray().Select(limit => limit.GetProperty("code").GetString());
}
