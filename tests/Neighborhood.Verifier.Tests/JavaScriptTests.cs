using System.Text.Json;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;

namespace Neighborhood.Verifier.Tests;

/// <summary>The verifier in JavaScript, written from docs/verification.md and sharing no code, agrees on every bundle.</summary>
public sealed class JavaScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-bundles-").FullName;

    public static TheoryData<string> Names => TamperingTests.Names;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_verifiers_name_the_same_fault(string name)
    {
        JavaScriptVerifier.SkipWithoutNode();
        var (lines, expected) = Tampering.All.Single(one => one.Name == name).Make();
        var ours = TamperingTests.Verify(lines, expected);

        var theirs = await RunAsync(lines, expected);

        Assert.Equal((CodeOf(ours), ours.Line), (theirs.GetProperty("code").GetString(), theirs.GetProperty("line").GetInt64()));
    }

    [Theory]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen, false)]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen, true)]
    [InlineData(Secrecy.Confidential, BundleKind.BundlePublic, false)]
    [InlineData(Secrecy.Confidential, BundleKind.BundleScrutineer, true)]
    public Task Both_verifiers_count_the_same(Secrecy secrecy, BundleKind kind, bool isSigned) =>
        BothCountAsync(new ForgedPoll { Secrecy = secrecy, Kind = kind, IsSigned = isSigned });

    [Theory]
    [InlineData(BundleKind.BundlePublic)]
    [InlineData(BundleKind.BundleScrutineer)]
    public Task Both_verifiers_leave_out_struck_ballots(BundleKind kind) =>
        BothCountAsync(new ForgedPoll { Secrecy = Secrecy.Confidential, Kind = kind, Struck = [2, 3] });

    [Theory]
    [InlineData(BundleKind.BundlePublic)]
    [InlineData(BundleKind.BundleScrutineer)]
    public Task Both_verifiers_take_a_withheld_result(BundleKind kind) =>
        BothCountAsync(new ForgedPoll { Secrecy = Secrecy.Confidential, Kind = kind, Pack = Tampering.Survey });

    [Theory]
    [InlineData(BundleKind.BundlePublic)]
    [InlineData(BundleKind.BundleScrutineer)]
    public Task Both_verifiers_count_the_silent(BundleKind kind) =>
        BothCountAsync(new ForgedPoll { Secrecy = Secrecy.Confidential, Kind = kind, Pack = Tampering.Counting });

    [Fact]
    public Task Both_verifiers_take_a_ballot_by_proxy() =>
        BothCountAsync(new ForgedPoll { IsSigned = true, Pack = Tampering.TwoByProxy, Proxies = [(2, 3), (1, 3)] });

    [Fact]
    public Task Both_verifiers_let_what_follows_the_close_be_put_off() => BothCountAsync(new ForgedPoll { ExtendedLateMicros = 0 });

    [Fact]
    public Task Both_verifiers_reconcile_papers() => BothCountAsync(new ForgedPoll { OnPaper = [2, 4] });

    [Fact]
    public Task Both_verifiers_take_a_poll_whose_evidence_is_erased() =>
        BothCountAsync(new ForgedPoll { Kind = BundleKind.BundlePublic, IsErased = true, IsSigned = true, Pack = Tampering.Yearly });

    [Fact]
    public Task Both_verifiers_tell_that_a_court_revoked_the_decision() => BothCountAsync(new ForgedPoll { Voided = TamperingTests.Ruled });

    [Theory]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen)]
    [InlineData(Secrecy.Confidential, BundleKind.BundlePublic)]
    [InlineData(Secrecy.Confidential, BundleKind.BundleScrutineer)]
    public Task Both_verifiers_count_answers_again_after_ballots_were_struck(Secrecy secrecy, BundleKind kind) => BothCountAsync(new ForgedPoll
    {
        Secrecy = secrecy,
        Kind = kind,
        IsSigned = true,
        Questions = AskedPoll.Questions,
        Answers = [.. AskedPoll.Answers, (1, AskedPoll.Answers[3].Choice)],
        Struck = [2, 3],
    });

    [Fact]
    public async Task Both_verifiers_derive_outcomes_where_no_ballot_is_opened()
    {
        await BothCountAsync(AskedPoll.Unopened(new ForgedPoll().Pack));
        await BothCountAsync(AskedPoll.Unopened(Tampering.Survey));
        await BothCountAsync(AskedPoll.Unopened(Tampering.OfYesAndNo, isErased: true));
    }

    private async Task BothCountAsync(ForgedPoll made)
    {
        JavaScriptVerifier.SkipWithoutNode();
        using var poll = made.Made();
        var ours = TamperingTests.Verify(poll.Lines(), new BundleExpectation());

        var theirs = await RunAsync(poll.Lines(), new BundleExpectation());

        Assert.Equal(BundleFault.None, ours.Fault);
        Assert.True(theirs.GetProperty("verified").GetBoolean());
        Assert.Equal(
            ours.Summary.Tally,
            theirs.GetProperty("tally").EnumerateArray().Select(option => new OptionCount(
                option.GetProperty("option").GetString()!, option.GetProperty("headcount").GetInt64(), option.GetProperty("areaCm2").GetInt64())));
        Assert.Equal(
            (ours.Summary.Voided, ours.Summary.Court, ours.Summary.CaseNumber),
            (theirs.GetProperty("voided").GetBoolean(), theirs.GetProperty("court").GetString(), theirs.GetProperty("caseNumber").GetString()));
        Assert.Equal(
            ours.Limits.Select(limit => (JsonNamingPolicy.SnakeCaseUpper.ConvertName(limit.Kind.ToString()), limit.Count)),
            theirs.GetProperty("cannotShow").EnumerateArray().Select(limit => (limit.GetProperty("code").GetString()!, limit.GetProperty("count").GetInt64())));
    }

    private async Task<JsonElement> RunAsync(List<string> lines, BundleExpectation expected)
    {
        var bundle = Path.Combine(_folder, "poll.bundle");
        await File.WriteAllTextAsync(bundle, string.Concat(lines.Select(line => line + "\n")), Cancel);
        var arguments = new List<string>();
        if (expected.VerifierKey is not null)
        {
            arguments.AddRange(["--key", expected.VerifierKey]);
        }

        foreach (var (index, head) in expected.KeptHeads.Index())
        {
            var file = Path.Combine(_folder, $"{index}.head");
            await File.WriteAllTextAsync(file, head, Cancel);
            arguments.AddRange(["--head", file]);
        }

        arguments.AddRange(expected.WitnessKeys.SelectMany(witness => new[] { "--witness", witness }));
        return await JavaScriptVerifier.RunAsync(bundle, arguments);
    }

    private static string CodeOf(BundleVerdict verdict) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(verdict.Fault.ToString());
}
