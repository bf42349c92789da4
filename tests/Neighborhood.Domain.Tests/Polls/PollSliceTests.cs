using Neighborhood.V1;
using Neighborhood.V1.Facts;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class PollSliceTests
{
    [Fact]
    public void A_poll_is_announced_opened_voted_closed_and_declared()
    {
        var given = Xingfu.Founded();
        var first = given.Next;
        var poll = given.Opened(PollSteps.Owners);
        for (var voter = 1L; voter <= 8; voter++)
        {
            var cast = given.Vote(poll, voter, voter <= 6 ? "yes" : "no").Answer;
            Assert.Equal(($"{poll}/ballots/{voter}", false), (cast.Name, cast.Changed));
        }

        var counted = given.Counted(poll);
        Assert.Equal(Poll.Types.State.Decided, counted.State);
        Assert.True(counted.Result.Passed);
        Assert.Equal(
            [("yes", 6, 6_000_000), ("no", 2, 2_000_000), ("abstain", 0, 0)],
            counted.Result.Tally.Select(tally => (tally.Option, tally.Headcount, tally.AreaCm2)));
        Assert.Equal(8, counted.Result.BallotCount);
        Assert.Equal(
            [FactKind.PollAnnounced, FactKind.RollDrafted, FactKind.NoticePosted, FactKind.PollOpened,
                .. Enumerable.Repeat(FactKind.BallotCast, 8), FactKind.PollClosed, FactKind.ResultDeclared],
            given.Entries.Skip((int)first).Select(entry => entry.Fact.KindCase).Where(kind => kind != FactKind.DeviceRegistered));
    }
}
