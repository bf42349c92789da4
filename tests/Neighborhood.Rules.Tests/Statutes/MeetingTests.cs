using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

public sealed class MeetingTests
{
    [Theory]
    [InlineData(10, 4, 0, 0, 2, true)]
    [InlineData(10, 4, 1, 0, 0, false)]
    [InlineData(10, 3, 0, 0, 3, false)]
    [InlineData(10, 3, 2, 1, 0, false)]
    [InlineData(11, 4, 2, 0, 0, true)]
    [InlineData(11, 4, 0, 4, 0, false)]
    [InlineData(1, 1, 0, 0, 0, true)]
    public void A_meeting_needs_more_than_half_present_and_more_than_half_of_those(
        long total, long yes, long no, long abstain, long silent, bool passes)
    {
        var tally = Polls.Heads(total, yes, no, abstain, silent);
        Assert.Equal(passes, Verdict.Decide(Polls.Pack("residents-meeting"), tally).Passed);
        Assert.Equal(passes, Verdict.Decide(Polls.Pack("council-default"), tally).Passed);
    }

    [Fact]
    public void Those_present_without_a_ballot_count_against()
    {
        var result = Verdict.Decide(Polls.Pack("council-default"), Polls.Heads(11, 4, 0, 0, 4)).Clause("consent");
        Assert.Equal((4, 8, 5, 1), (result.Have, result.Base, result.Required, result.Shortfall));
    }

    [Fact]
    public void Those_present_without_a_ballot_do_not_return_one()
    {
        var tally = new Tally(new Electorate(90, 9), new OptionTally(90, 5), default, default) { PresentWithoutBallot = 4 };
        Assert.Equal(5, Verdict.Decide(Polls.Pack("owners-ordinary"), tally).Clause("participation-headcount").Have);
    }

    [Theory]
    [InlineData(1, 0, 0, true)]
    [InlineData(1, 0, 50, true)]
    [InlineData(2, 2, 0, false)]
    [InlineData(3, 2, 90, true)]
    [InlineData(0, 0, 9, false)]
    public void An_advisory_poll_needs_more_yes_than_no(long yes, long no, long abstain, bool passes) =>
        Assert.Equal(passes, Verdict.Decide(Polls.Pack("simple-majority"), Polls.Heads(100, yes, no, abstain)).Passed);

    [Fact]
    public void A_lost_advisory_poll_tells_how_many_would_have_to_turn()
    {
        var result = Verdict.Decide(Polls.Pack("simple-majority"), Polls.Heads(100, 10, 15, 5)).Clause("consent");
        Assert.Equal((25, 13, 3), (result.Base, result.Required, result.Shortfall));
        Assert.True(Verdict.Decide(Polls.Pack("simple-majority"), Polls.Heads(100, 13, 12, 5)).Passed);
        Assert.False(Verdict.Decide(Polls.Pack("simple-majority"), Polls.Heads(100, 12, 13, 5)).Passed);
    }
}
