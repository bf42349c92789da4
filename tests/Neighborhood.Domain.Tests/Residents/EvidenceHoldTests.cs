using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;

namespace Neighborhood.Domain.Tests.Residents;

public sealed class EvidenceHoldTests
{
    private const long Year = 365 * Times.DayMicros;
    private static readonly EraseResidentRequest Li = new() { Name = Xingfu.Resident(Xingfu.Li) };

    [Fact]
    public void The_record_of_a_voter_is_kept_aside_until_a_year_after_the_close_and_then_erased()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Counted(poll);
        var until = given.State.Polls.Find(Names.IdIn(poll, "polls"))!.ClosedMicros + Year;
        var name = given.State.Vault.Resident(Xingfu.Li)!.DisplayName;
        var answer = given.When(new EraseResident(), Li, Xingfu.As(Xingfu.Staff)).Then(
            new Fact { ResidenceEnded = new() { Resident = Xingfu.Li } },
            new Fact { EvidenceHeld = new() { Resident = Xingfu.Li, UntilMicros = until } },
            new Fact { ResidentErased = new() { Resident = Xingfu.Li } }).Answer;
        Assert.Equal((true, "", "", Times.Timestamp(until)), (answer.Erased, answer.DisplayName, answer.Phone, answer.EvidenceHeldUntil));
        Assert.Null(given.State.Vault.Resident(Xingfu.Li));
        Assert.Equal(name, given.State.Vault.Held(Xingfu.Li)?.DisplayName);

        given.Later(TimeSpan.FromMicroseconds(until - given.NowMicros - 1)).Due();
        Assert.NotNull(given.State.Vault.Held(Xingfu.Li));
        given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.Null(given.State.Vault.Held(Xingfu.Li));
        Assert.Equal(until, Assert.Single(given.Entries, entry => entry.Fact.KindCase == FactKind.EvidenceReleased).TimeMicros);
        Assert.Null(given.Read(new GetResident(), new GetResidentRequest { Name = Li.Name }, Xingfu.As(Xingfu.Staff)).EvidenceHeldUntil);
        Assert.Null(given.State.NextDueMicros);
    }

    [Fact]
    public void A_close_that_is_put_off_holds_it_on()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        var before = given.When(new EraseResident(), Li, Xingfu.As(Xingfu.Staff)).Answer.EvidenceHeldUntil;
        var later = given.In(PollSteps.Length + TimeSpan.FromDays(2));
        given.When(new ExtendPoll(), new ExtendPollRequest { Name = poll, ClosesAt = later, Reason = "x" }, Xingfu.As(Xingfu.Staff));
        given.Counted(poll);
        given.Later(TimeSpan.FromMicroseconds(Times.Micros(before)!.Value - given.NowMicros)).Due();
        Assert.NotNull(given.State.Vault.Held(Xingfu.Li));
        Assert.Equal(Times.Micros(later) + Year, given.Entries.Last().Fact.EvidenceHeld.UntilMicros);
        given.Later(TimeSpan.FromDays(2)).Due();
        Assert.Null(given.State.Vault.Held(Xingfu.Li));
    }

    [Fact]
    public void A_draft_roll_and_a_poll_whose_time_is_over_hold_nothing()
    {
        var given = Xingfu.Founded();
        given.Announce(given.Request(PollSteps.Owners));
        Assert.Null(given.When(new EraseResident(), Li, Xingfu.As(Xingfu.Staff)).Answer.EvidenceHeldUntil);

        given = Xingfu.Founded();
        given.Counted(given.Opened(PollSteps.Survey));
        given.Later(TimeSpan.FromDays(365)).Due();
        Assert.Null(given.When(new EraseResident(), Li, Xingfu.As(Xingfu.Staff)).Answer.EvidenceHeldUntil);
        Assert.Null(given.State.Vault.Held(Xingfu.Li));
    }
}
