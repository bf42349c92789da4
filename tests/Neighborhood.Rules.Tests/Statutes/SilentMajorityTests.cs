using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

/// <summary>弃权从多: never by itself, and then with both tallies.</summary>
public sealed class SilentMajorityTests
{
    [Fact]
    public void The_silent_are_counted_with_nobody_unless_the_rule_says_so() => Gen.Select(Polls.Packs, Polls.Owners).Sample((pack, owners) =>
    {
        Assert.Equal(CountSilent.Off, pack.CountSilent);
        var verdict = Verdict.Decide(pack, Polls.Count(owners));
        Assert.Null(verdict.WithSilent);
        Assert.Equal(verdict.Passed, verdict.PassedByReturned);
    });

    [Theory]
    [InlineData(CountSilent.Abstained, 4, 2, 1, 5, 2)]
    [InlineData(CountSilent.Unreturned, 4, 2, 1, 7, 2)]
    [InlineData(CountSilent.Abstained, 2, 4, 1, 2, 5)]
    [InlineData(CountSilent.Unreturned, 2, 4, 1, 2, 7)]
    [InlineData(CountSilent.Unreturned, 3, 3, 1, 3, 3)]
    public void They_go_to_whoever_leads_and_to_nobody_at_a_tie(CountSilent rule, int yes, int no, int abstain, int yesThen, int noThen)
    {
        var counted = SilentMajority.Of(rule, Equal(9, yes, no, abstain))!;
        Assert.Equal((yesThen, noThen), (counted.Yes.Count, counted.No.Count));
        Assert.Equal((yesThen * 10, noThen * 10), (counted.Yes.AreaCm2, counted.No.AreaCm2));
    }

    [Fact]
    public void Where_area_and_heads_differ_nobody_leads()
    {
        var tally = new Tally(new Electorate(100, 9), new OptionTally(60, 2), new OptionTally(20, 4), new OptionTally(10, 1));
        Assert.Equal(tally, SilentMajority.Of(CountSilent.Unreturned, tally));
    }

    [Fact]
    public void They_decide_consent_and_never_participation()
    {
        // 6 of 9 return a ballot: 3 yes, 2 no, 1 abstains. Without the silent 3 of 6 is no majority; with the abstention 4 of 6 is.
        var rule = With("ABSTAINED");
        var verdict = Verdict.Decide(rule, Equal(9, 3, 2, 1));
        Assert.Equal((true, false), (verdict.Passed, verdict.PassedByReturned));
        Assert.Equal((4, 6), (verdict.Clause("consent-headcount").Have, verdict.Clause("consent-headcount").Base));

        // 5 of 9 are too few to take part, whatever the rule says of those who returned nothing.
        var few = Verdict.Decide(With("UNRETURNED"), Equal(9, 5, 0, 0));
        Assert.False(few.Passed);
        Assert.Equal(5, few.Clause("participation-headcount").Have);
        Assert.Equal(9, few.Clause("consent-headcount").Have);
    }

    [Fact]
    public void Nothing_is_lost_or_made() => Gen.Select(Polls.Owners, Gen.OneOf(CountSilent.Abstained, CountSilent.Unreturned)).Sample((owners, rule) =>
    {
        var tally = Polls.Count(owners);
        var counted = SilentMajority.Of(rule, tally)!;
        var returned = tally.Yes.Count + tally.No.Count + tally.Abstain.Count;
        var after = counted.Yes.Count + counted.No.Count + counted.Abstain.Count;
        Assert.True(after == returned || after == tally.Electorate.TotalHeadcount);
        Assert.True(counted.Yes.Count >= tally.Yes.Count && counted.No.Count >= tally.No.Count);
        Assert.NotNull(Verdict.Decide(With("UNRETURNED"), tally).WithSilent);
    });

    [Theory]
    [InlineData(3, 0, 0, 0, false)]
    [InlineData(3, 5, 0, 0, true)]
    [InlineData(3, 5, 2, 0, true)]
    [InlineData(3, 5, 0, 2, true)]
    [InlineData(3, 5, 3, 0, false)]
    [InlineData(3, 5, 3, 1, true)]
    [InlineData(3, 3, 3, 3, false)]
    [InlineData(0, 1, 0, 0, false)]
    public void Numbers_that_would_tell_a_choice_are_withheld(int below, int yes, int no, int abstain, bool isWithheld) =>
        Assert.Equal(isWithheld, Withholding.Applies(Changed("withholdBelow", below), Equal(20, yes, no, abstain)));

    private static RulePack With(string rule) => Changed("countSilent", rule);

    private static RulePack Changed(string field, JsonNode value)
    {
        var json = JsonNode.Parse(Polls.Pack("owners-ordinary").Bytes.Span)!.AsObject();
        json[field] = value;
        return RulePack.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static Tally Equal(int owners, int yes, int no, int abstain) => new(
        new Electorate(owners * 10, owners), new OptionTally(yes * 10, yes), new OptionTally(no * 10, no), new OptionTally(abstain * 10, abstain));
}
