using CsCheck;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class BallotCountTests
{
    private const int Owners = 9;

    /// <summary>The boundary vectors: A = 900 m², N = 9; areas in hundredths of a square metre.</summary>
    [Theory]
    [InlineData(PollSteps.Owners, 600_00, 6, 301_00, 4, true, "")]
    [InlineData(PollSteps.Owners, 600_00, 6, 300_00, 4, false, "consent-area")]
    [InlineData(PollSteps.Owners, 599_99, 6, 599_99, 6, false, "participation-area")]
    [InlineData(PollSteps.Special, 599_99, 6, 599_99, 6, false, "participation-area")]
    [InlineData(PollSteps.Special, 600_00, 6, 450_00, 5, true, "")]
    [InlineData(PollSteps.Special, 600_00, 6, 450_00, 4, false, "consent-headcount")]
    [InlineData(PollSteps.Owners, 900_00, 9, 870_00, 4, false, "consent-headcount")]
    public void A_boundary_is_decided_exactly(string pack, long voted, int voters, long yes, int consenting, bool passed, string failing)
    {
        long[] areas = [.. Split(yes, consenting), .. Split(voted - yes, voters - consenting), .. Split(900_00 - voted, Owners - voters)];
        var given = PollSteps.Estate(Owners, areas.Select((area, i) => PollSteps.Home(i + 1, area * 100, i + 1)));
        var poll = given.Opened(pack);
        for (var i = 1; i <= voters; i++)
        {
            given.Vote(poll, i, i <= consenting ? "yes" : i % 2 == 0 ? "no" : "abstain");
        }

        var result = given.Counted(poll).Result;
        Assert.Equal(passed, result.Passed);
        Assert.Equal(failing, string.Join(' ', result.Clauses.Where(clause => !clause.Held).Select(clause => clause.Clause.Id)));
        Assert.All(result.Clauses, clause => Assert.Equal(clause.Held, clause.Shortfall == 0));
    }

    [Fact]
    public void Any_ballots_are_counted_as_a_naive_recount_counts_them() =>
        Gen.Select(Gen.Int[1, 12], Gen.OneOf<string>("yes", "no", "abstain")).Array[0, 30].Sample(
            ballots =>
            {
                var given = Xingfu.Founded();
                var poll = given.Opened(PollSteps.Owners);
                var last = new Dictionary<int, string>();
                foreach (var (voter, option) in ballots)
                {
                    Assert.Equal(!last.TryAdd(voter, option), given.Vote(poll, voter, option).Answer.Changed);
                    last[voter] = option;
                }

                var result = given.Counted(poll).Result;
                Assert.Equal(ballots.Length, result.BallotCount);
                Assert.All(result.Tally, tally => Assert.Equal(
                    (last.Values.Count(option => option == tally.Option), tally.Headcount * 1_000_000), (tally.Headcount, tally.AreaCm2)));
                Assert.Equal(last.Count >= 8 && last.Values.Count(option => option == "yes") * 2 > last.Count, result.Passed);
            },
            iter: 15,
            threads: 1);

    [Fact]
    public void A_count_trusts_neither_entries_nor_openings()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Vote(poll, Xingfu.Wang, "yes");
        given.Vote(poll, Xingfu.Li, "no");
        given.Later(PollSteps.Length).Due();
        var sheet = CountSheet.Of(given.State, Names.IdIn(poll, "polls"))!;
        Entry[] entries = [.. sheet.Rows.Select(row => given.Entries.ElementAt((int)row.Sequence))];
        SideItem[] sides = [.. sheet.Rows.Select(row => given.Texts.Find(row.Sequence)!)];

        Fails(counter => counter.Add(entries[0], sides[1]));
        Fails(counter => counter.Add(entries[0], new SideItem()));
        Fails(counter => counter.Add(entries[1], sides[1]));
        Fails(counter => counter.Finish());
        Fails(counter => counter.Add(entries[0], new SideItem(sides[0]) { Data = Google.Protobuf.ByteString.CopyFrom(SealedChoice.Bytes("no")) }));
        Fails(counter =>
        {
            counter.Add(entries[0], sides[0]);
            counter.Add(entries[1], sides[1]);
            counter.Add(entries[1], sides[1]);
        });

        void Fails(Action<BallotCounter> count) => Assert.Throws<BallotCountException>(() => count(new BallotCounter(sheet)));
    }

    [Fact]
    public void A_count_is_declared_once_and_of_its_own_chain_alone()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Vote(poll, Xingfu.Wang, "yes");
        Assert.Null(CountSheet.Of(given.State, Names.IdIn(poll, "polls")));
        given.Later(PollSteps.Length).Due();
        var count = given.Count(poll);
        var request = new GetPollRequest { Name = poll };
        Declare(count with { BallotCount = 2 }).Refused(ErrorReason.WrongState);
        Declare(count with { LastLeaf = Google.Protobuf.ByteString.Empty }).Refused(ErrorReason.WrongState);
        Declare(count with { Poll = 1 }).Refused(ErrorReason.NotFound, "name");
        Assert.True(Declare(count).Answer.Result.Passed);
        Declare(count).Refused(ErrorReason.WrongState);

        Outcome<CommunityState, Poll> Declare(CountedPoll counted) => given.When(new DeclareResult(counted), request, Xingfu.As(Xingfu.Staff));
    }

    [Fact]
    public void A_poll_without_ballots_does_not_pass()
    {
        var given = Xingfu.Founded();
        var result = given.Counted(given.Opened(PollSteps.Survey)).Result;
        Assert.False(result.Passed);
        Assert.Empty(result.LastBallotLeaf);
    }

    private static IEnumerable<long> Split(long whole, int parts) =>
        Enumerable.Range(0, parts).Select(i => (whole / parts) + (i == 0 ? whole % parts : 0));
}
