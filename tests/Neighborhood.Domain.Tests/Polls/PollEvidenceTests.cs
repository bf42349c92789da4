using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Polls.Bundles;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>What stands behind a poll is held for a year, read by named scrutineers, and then erased by the clock.</summary>
public sealed class PollEvidenceTests
{
    private const long Year = 365 * Times.DayMicros;

    [Fact]
    public void A_year_after_the_close_every_opening_is_erased_at_its_time_and_what_proves_the_poll_stays()
    {
        var (given, poll) = Decided(Secrecy.Confidential, "yes", "yes", "no", "abstain");
        var until = given.State.Polls.Find(IdOf(poll))!.ClosedMicros + Year;
        Assert.Equal((Times.Timestamp(until), false), (given.Seen(poll).EvidenceUntil, given.Seen(poll).EvidenceErased));

        given.Later(TimeSpan.FromMicroseconds(until - given.NowMicros - 1)).Due();
        Assert.Equal(5, given.Entries.Count(entry => entry.Fact.BallotCast is not null && given.Texts.Find(entry.Sequence) is not null));

        given.Later(TimeSpan.FromMicroseconds(1)).Due();
        var erased = given.Entries.Last();
        Assert.Equal((new EvidenceErased { Poll = IdOf(poll), Ballots = 5 }, until), (erased.Fact.EvidenceErased, erased.TimeMicros));
        Assert.DoesNotContain(given.Entries, entry => entry.Fact.BallotCast is not null && given.Texts.Find(entry.Sequence) is not null);
        Assert.True(given.Seen(poll).EvidenceErased);
        Assert.NotNull(given.Texts.Find(given.State.Polls.Find(IdOf(poll))!.OpenSequence));
        Assert.Null(given.State.NextDueMicros);
    }

    [Fact]
    public void A_poll_that_was_voided_is_erased_as_well_and_one_that_never_opened_has_nothing_to_erase()
    {
        var (given, poll) = Decided(Secrecy.Open, "yes");
        given.When(new VoidPoll(), new VoidPollRequest { Name = poll, Reason = "重来" }, Xingfu.As(Xingfu.Staff));
        var cancelled = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = cancelled, Reason = "重来" }, Xingfu.As(Xingfu.Staff));

        given.Later(TimeSpan.FromDays(366)).Due();

        Assert.Equal(IdOf(poll), Assert.Single(given.Entries, entry => entry.Fact.EvidenceErased is not null).Fact.EvidenceErased.Poll);
        Assert.Null(given.Seen(cancelled).EvidenceUntil);
    }

    [Fact]
    public void Only_a_named_scrutineer_reads_who_stands_behind_the_roll_until_it_is_erased()
    {
        var (given, poll) = Decided(Secrecy.Confidential, "yes");
        var name = given.State.Vault.Resident(Xingfu.Li)!.DisplayName;
        given.When(new EraseResident(), new EraseResidentRequest { Name = Xingfu.Resident(Xingfu.Li) }, Xingfu.As(Xingfu.Staff));
        var request = new ListRollRequest { Parent = poll, Evidence = true };

        Assert.Equal(ErrorReason.ScrutineerRequired, given.RefusalOf(new ListRoll(), request, Xingfu.As(Xingfu.Staff)).Reason);
        Name(given, poll, Xingfu.Wang);
        var row = given.Read(new ListRoll(), request, Xingfu.As(Xingfu.Wang)).Entries.Single(entry => entry.Voter == Xingfu.Resident(Xingfu.Li));
        Assert.Equal((name, given.Seen(poll).EvidenceUntil), (row.Person.DisplayName, row.HeldUntil));
        var shown = given.Read(new ListRoll(), new ListRollRequest { Parent = poll }, Xingfu.As(Xingfu.Staff));
        Assert.DoesNotContain(shown.Entries, entry => entry.Person.DisplayName == name);

        given.Later(TimeSpan.FromDays(366)).Due();
        var refusal = given.RefusalOf(new ListRoll(), request, Xingfu.As(Xingfu.Wang));
        Assert.Equal((ErrorReason.WrongState, "EVIDENCE_ERASED"), (refusal.Reason, refusal.Details!["state"]));
    }

    [Fact]
    public void Only_a_named_scrutineer_reads_the_numbers_of_a_withheld_result_until_they_are_erased()
    {
        var (given, poll) = Decided(Secrecy.Confidential, "yes", "yes", "yes");
        var request = new GetWithheldResultRequest { Name = poll };
        Assert.Equal(ErrorReason.ScrutineerRequired, given.RefusalOf(new GetWithheldResult(), request, Xingfu.As(Xingfu.Staff)).Reason);
        Name(given, poll, Xingfu.Wang);

        var withheld = given.Read(new GetWithheldResult(), request, Xingfu.As(Xingfu.Wang));
        Assert.Equal([3, 0, 0], withheld.Result.Tally.Select(option => option.Headcount));
        Assert.Equal(
            Rules.Proofs.TextCommitment.Compute(withheld.Declaration.Span, withheld.Salt.Span), given.Seen(poll).Result.TallyCommitment.ToByteArray());
        Assert.Empty(given.Seen(poll).Result.Tally);

        given.Later(TimeSpan.FromDays(366)).Due();
        Assert.Equal(ErrorReason.WrongState, given.RefusalOf(new GetWithheldResult(), request, Xingfu.As(Xingfu.Wang)).Reason);
        Assert.Null(given.Texts.Find(given.Seen(poll).Result.Sequence));
    }

    [Fact]
    public void A_result_that_withholds_nothing_has_nothing_to_show_scrutineers()
    {
        var (given, poll) = Decided(Secrecy.Open, "yes");
        Name(given, poll, Xingfu.Wang);
        Assert.Equal(
            ErrorReason.WrongState, given.RefusalOf(new GetWithheldResult(), new GetWithheldResultRequest { Name = poll }, Xingfu.As(Xingfu.Wang)).Reason);
    }

    [Theory]
    [InlineData(Secrecy.Open, BundleKind.BundleOpen)]
    [InlineData(Secrecy.Confidential, BundleKind.BundleScrutineer)]
    public void Afterwards_only_the_bundle_without_openings_is_made(Secrecy secrecy, BundleKind kind)
    {
        var (given, poll) = Decided(secrecy, "yes", "no");
        Name(given, poll, Xingfu.Wang);
        var request = new ExportPollRequest { Name = poll };
        Assert.Equal(kind, given.Read(new ExportPoll(), request, Xingfu.As(Xingfu.Wang)).Kind);

        given.Later(TimeSpan.FromDays(366)).Due();

        Assert.Equal(BundleKind.BundlePublic, given.Read(new ExportPoll(), request, Xingfu.As(Xingfu.Wang)).Kind);
        request.Kind = kind;
        Assert.Equal(ErrorReason.WrongState, given.RefusalOf(new ExportPoll(), request, Xingfu.As(Xingfu.Wang)).Reason);
    }

    /// <summary>A survey in which the first voter changes the ballot once, decided.</summary>
    private static (Given<CommunityState> Given, string Poll) Decided(Secrecy secrecy, params string[] ballots)
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = secrecy);
        given.Vote(poll, 1, "abstain");
        foreach (var (index, option) in ballots.Index())
        {
            given.Vote(poll, index + 1, option);
        }

        given.Counted(poll);
        return (given, poll);
    }

    private static void Name(Given<CommunityState> given, string poll, long resident) => given.When(
        new NameScrutineer(), new NameScrutineerRequest { Parent = poll, Resident = Xingfu.Resident(resident) }, Xingfu.As(Xingfu.Staff));

    private static long IdOf(string poll) => Names.IdIn(poll, "polls");
}
