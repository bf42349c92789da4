using System.Text;
using Google.Protobuf;
using Neighborhood.Rules.Proofs;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier.Tests;

public sealed class TamperingTests
{
    public static TheoryData<string> Names => [.. Tampering.All.Select(tampering => tampering.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_tampering_is_found_and_named(string name)
    {
        var tampering = Tampering.All.Single(one => one.Name == name);
        var (lines, expected) = tampering.Make();

        var verdict = Verify(lines, expected);

        Assert.Equal(tampering.Fault, verdict.Fault);
        Assert.False(verdict.Holds);
        Assert.Empty(verdict.Limits);
    }

    [Fact]
    public void There_are_at_least_forty_of_them_and_each_is_told_apart()
    {
        Assert.True(Tampering.All.Count >= 40);
        Assert.True(Tampering.OfQuestions().Count() >= 15);
        Assert.Equal(Tampering.All.Count, Tampering.All.DistinctBy(one => one.Name).Count());
    }

    [Theory]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen)]
    [InlineData(Secrecy.Confidential, BundleKind.BundlePublic)]
    [InlineData(Secrecy.Confidential, BundleKind.BundleScrutineer)]
    public void An_honest_bundle_holds_and_gives_the_count(Secrecy secrecy, BundleKind kind)
    {
        using var poll = new ForgedPoll { Secrecy = secrecy, Kind = kind }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });

        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Equal([("yes", 4), ("no", 1), ("abstain", 0)], verdict.Summary.Tally.Select(option => (option.Option, option.Headcount)));
        Assert.Equal((6, 7, 5), (verdict.Summary.Voters, verdict.Summary.Ballots, verdict.Summary.Counted));
        Assert.True(verdict.Summary.Passed);
        Assert.Equal(kind == BundleKind.BundlePublic, verdict.Limits.Any(limit => limit.Kind == LimitKind.Sealed));
    }

    [Theory]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen)]
    [InlineData(Secrecy.Confidential, BundleKind.BundlePublic)]
    public void Struck_ballots_do_not_count_and_the_last_result_is_told(Secrecy secrecy, BundleKind kind)
    {
        using var poll = new ForgedPoll { Secrecy = secrecy, Kind = kind, Struck = [2, 3] }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });

        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Equal([("yes", 3), ("no", 0), ("abstain", 0)], verdict.Summary.Tally.Select(option => (option.Option, option.Headcount)));
        Assert.Equal((7, 3), (verdict.Summary.Ballots, verdict.Summary.Counted));
        Assert.False(verdict.Summary.Passed);
        Assert.Equal(2, verdict.Limits.Single(limit => limit.Kind == LimitKind.StruckBallots).Count);
    }

    [Fact]
    public void Signed_ballots_hold_and_devices_that_nobody_approved_are_counted()
    {
        using var poll = new ForgedPoll { IsSigned = true, Before = [Approved()] }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });

        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Equal(5, verdict.Limits.Single(limit => limit.Kind == LimitKind.FirstUse).Count);
        Assert.DoesNotContain(verdict.Limits, limit => limit.Kind == LimitKind.UnsignedBallots);
    }

    [Fact]
    public void What_follows_the_close_may_be_put_off()
    {
        using var poll = new ForgedPoll { ExtendedLateMicros = 0 }.Made();

        Assert.True(Verify(poll.Lines(), new BundleExpectation()).Holds);
    }

    [Fact]
    public void A_composed_rule_is_taken_from_the_announcement()
    {
        using var poll = new ForgedPoll { IsComposed = true }.Made();

        Assert.True(Verify(poll.Lines(), new BundleExpectation()).Holds);
    }

    [Fact]
    public void Without_a_known_key_the_verdict_says_that_it_came_from_the_bundle()
    {
        using var poll = new ForgedPoll().Made();

        Assert.Contains(Verify(poll.Lines(), new BundleExpectation()).Limits, limit => limit.Kind == LimitKind.KeyOfBundle);
        Assert.DoesNotContain(
            Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey }).Limits, limit => limit.Kind == LimitKind.KeyOfBundle);
    }

    [Fact]
    public void A_head_that_was_kept_is_compared_where_the_bundle_shows_its_size_and_else_said_to_be_open()
    {
        using var poll = new ForgedPoll().Made();
        var shown = poll.Head(poll.HeadSizes[1]);
        var between = poll.Head(poll.HeadSizes[1] + 2);

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey, KeptHeads = [shown, between] });

        Assert.True(verdict.Holds);
        Assert.Equal(1, verdict.Limits.Single(limit => limit.Kind == LimitKind.HeadUnreached).Count);
    }

    [Fact]
    public void A_witness_that_cosigned_a_head_behind_the_result_is_taken()
    {
        using var poll = new ForgedPoll { IsWitnessed = _ => true }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey, WitnessKeys = [ForgedPoll.Witness] });

        Assert.True(verdict.Holds);
        Assert.DoesNotContain(verdict.Limits, limit => limit.Kind == LimitKind.NoWitness);
    }

    [Fact]
    public void Ballots_on_paper_hold_where_two_accounts_entered_them_and_the_reconciliation_is_right()
    {
        using var poll = new ForgedPoll { OnPaper = [2, 4] }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });

        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Equal(2, verdict.Limits.Single(limit => limit.Kind == LimitKind.Paper).Count);
    }

    [Fact]
    public void A_bundle_made_after_the_evidence_was_erased_holds_and_says_what_is_gone()
    {
        using var poll = new ForgedPoll { Kind = BundleKind.BundlePublic, IsErased = true, IsSigned = true, Pack = Tampering.Yearly }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });

        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Contains(verdict.Limits, limit => limit.Kind == LimitKind.EvidenceErased);
        Assert.Contains(verdict.Limits, limit => limit.Kind == LimitKind.Sealed);
    }

    [Fact]
    public void A_decision_that_a_court_revoked_is_recounted_and_said_to_be_revoked()
    {
        using var poll = new ForgedPoll { Voided = Ruled }.Made();

        var verdict = Verify(poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });

        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Equal(
            (true, true, Ruled.Court, Ruled.CaseNumber),
            (verdict.Summary.Passed, verdict.Summary.Voided, verdict.Summary.Court, verdict.Summary.CaseNumber));
        using var voided = new ForgedPoll { Voided = new() { Reason = "重来" } }.Made();
        var without = Verify(voided.Lines(), new BundleExpectation { VerifierKey = voided.VerifierKey }).Summary;
        Assert.Equal((true, "", ""), (without.Voided, without.Court, without.CaseNumber));
    }

    /// <summary>A ruling as staff record it.</summary>
    internal static PollVoided Ruled { get; } = new()
    {
        Reason = "通知期不足",
        Court = "区人民法院",
        CaseNumber = "(2026)民初1号",
        RuledMicros = 1_800_000_000_000_000,
    };

    [Fact]
    public void Two_histories_are_both_shown()
    {
        var (lines, expected) = Tampering.All.Single(one => one.Name == "a head was shown to others over another history").Make();

        var verdict = Verify(lines, expected);

        Assert.Contains(verdict.KeptHead, expected.KeptHeads);
        Assert.NotEqual(verdict.KeptHead, verdict.ShownHead);
        Assert.NotEqual("", verdict.ShownHead);
    }

    private static Fact Approved()
    {
        var made = ForgedPoll.Registered(1, number: 1);
        made.ApprovedBy = ForgedPoll.FirstDevice;
        using var approving = ForgedPoll.DeviceOf(1);
        made.ApprovalSignature = ByteString.CopyFrom(
            approving.Sign(SignedStatement.Approval(ForgedPoll.Ledger, 1, ForgedPoll.FirstDevice, made.PublicKey.Span)));
        return new Fact { DeviceRegistered = made };
    }

    internal static BundleVerdict Verify(List<string> lines, BundleExpectation expected)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        return BundleVerifier.Verify(file, expected);
    }
}
