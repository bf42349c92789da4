using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Papers;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;

namespace Neighborhood.Domain.Tests.Papers;

public sealed class PaperTests
{
    /// <summary>Each row does one thing at an open poll where voters 1 to 4 have the papers 1 to 4, and 1 has been entered once.</summary>
    public static TheoryData<string, Func<Given<CommunityState>, string, Refusal>> Refusals => new()
    {
        { "a second paper", (given, poll) => given.Issue(poll, Xingfu.Wang).Refused(ErrorReason.PaperIssued, "voters") },
        { "a paper for nobody on the roll", (given, poll) => given.Issue(poll, Xingfu.WangsChild).Refused(ErrorReason.NotOnRoll, "voters") },
        { "two papers at once", (given, poll) => given.Issue(poll, 5, 5).Refused(ErrorReason.InvalidField, "voters") },
        { "more names than a request may have", (given, poll) => given.Issue(poll, Enumerable.Repeat(5L, 501)).Refused(ErrorReason.LimitExceeded, "voters") },
        { "papers of no poll", (given, poll) => given.Issue("communities/xingfu/polls/1", 5).Refused(ErrorReason.NotFound, "parent") },
        { "everybody again", (given, poll) => given.Issue(poll).Given.Issue(poll).Refused(ErrorReason.NothingChanged) },
        { "a return of no paper", (given, poll) => given.Return(poll, 9).Refused(ErrorReason.NotFound, "papers") },
        { "a return of nothing", (given, poll) => given.Return(poll).Refused(ErrorReason.LimitExceeded, "papers") },
        { "a second return", (given, poll) => given.Return(poll, 1).Refused(ErrorReason.WrongState, "papers") },
        { "an entry of no paper", (given, poll) => given.Enter(poll, 9, "yes", PaperSteps.First).Refused(ErrorReason.NotFound, "name") },
        { "a paper of another announcement", (given, poll) => Enter(given, poll, new byte[32]).Refused(ErrorReason.QuestionNotAnnounced, "announcement") },
        { "a paper of no announcement", (given, poll) => Enter(given, poll, []).Refused(ErrorReason.QuestionNotAnnounced, "announcement") },
        { "three bytes of it", (given, poll) => Enter(given, poll, Leaf(given, poll)[..3]).Refused(ErrorReason.QuestionNotAnnounced, "announcement") },
        { "no option", (given, poll) => given.Enter(poll, 2, "maybe", PaperSteps.First).Refused(ErrorReason.UnknownOption, "choice.option") },
        { "both entries by one", (given, poll) => given.Enter(poll, 1, "yes", PaperSteps.First).Refused(ErrorReason.SecondPersonRequired, "name") },
        { "entries that differ", (given, poll) => given.Enter(poll, 1, "no", PaperSteps.Second).Refused(ErrorReason.EntryDiffers, "choice.option") },
        { "a first entry that was loaded too early", (given, poll) => Stale(given, poll).Refused(ErrorReason.EtagMismatch, "name") },
        { "voiding what was not entered", (given, poll) => given.VoidEntry(poll, 2).Refused(ErrorReason.WrongState, "name") },
        { "voiding without a reason", (given, poll) => given.VoidEntry(poll, 1, " ").Refused(ErrorReason.InvalidField, "reason") },
        { "voiding no paper", (given, poll) => given.VoidEntry(poll, 9).Refused(ErrorReason.NotFound, "name") },
        { "spoiling no paper", (given, poll) => given.Spoil(poll, 9).Refused(ErrorReason.NotFound, "name") },
        { "spoiling without a reason", (given, poll) => given.Spoil(poll, 2, " ").Refused(ErrorReason.InvalidField, "reason") },
        { "spoiling twice", (given, poll) => given.Spoil(poll, 2).Given.Spoil(poll, 2).Refused(ErrorReason.WrongState, "name") },
        { "entering a spoiled paper", (given, poll) =>
            given.Spoil(poll, 2).Given.Enter(poll, 2, "yes", PaperSteps.First).Refused(ErrorReason.WrongState, "name") },
        { "an online ballot after a paper", (given, poll) =>
            given.Enter(poll, 1, "yes", PaperSteps.Second).Given.Vote(poll, Xingfu.Wang, "no").Refused(ErrorReason.VotedOnPaper) },
        { "spoiling what was counted", (given, poll) =>
            given.Enter(poll, 1, "yes", PaperSteps.Second).Given.Spoil(poll, 1).Refused(ErrorReason.WrongState, "name") },
        { "entering it a third time", (given, poll) =>
            given.Enter(poll, 1, "yes", PaperSteps.Second).Given.Enter(poll, 1, "yes", PaperSteps.First).Refused(ErrorReason.WrongState, "name") },
        { "a ballot that calls itself paper", (given, poll) => given.Try(
            new CastBallot(), new CastBallotRequest { Parent = poll, Choice = new() { Option = "yes" }, Channel = BallotChannel.Paper }, Xingfu.As(5))
            .Refused(ErrorReason.InvalidField, "channel") },
        { "a late return", (given, poll) => Close(given).Return(poll, 2).Refused(ErrorReason.PollNotOpen) },
        { "a late issue", (given, poll) => Close(given).Issue(poll, 5).Refused(ErrorReason.WrongState) },
        { "a paper that came too late", (given, poll) => Close(given).Enter(poll, 2, "yes", PaperSteps.First).Refused(ErrorReason.PaperNotReturned, "name") },
        { "an entry after its time", (given, poll) =>
            Close(given).Later(PaperSteps.EntryTime).Enter(poll, 1, "yes", PaperSteps.Second).Refused(ErrorReason.PollNotOpen) },
        { "voiding after its time", (given, poll) => Close(given).Later(PaperSteps.EntryTime).Due().VoidEntry(poll, 1).Refused(ErrorReason.WrongState) },
        { "spoiling after its time", (given, poll) => Close(given).Later(PaperSteps.EntryTime).Due().Spoil(poll, 1).Refused(ErrorReason.WrongState) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_is_refused(string what, Func<Given<CommunityState>, string, Refusal> refused)
    {
        Assert.NotEmpty(what);
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        Assert.Equal((1, 4), (given.Issue(poll, 1, 2, 3, 4).Answer is var issued ? (issued.FirstSerial, issued.Issued) : default));
        given.Enter(poll, 1, "yes", PaperSteps.First);
        refused(given, poll);
    }

    [Fact]
    public void Two_people_make_one_ballot_of_the_chain_and_the_voter_sees_it()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Vote(poll, Xingfu.Li, "no");
        given.Issue(poll, Xingfu.Wang);
        Assert.Equal((1, PaperState.Issued), (Mine(given, poll).MyPaper, Mine(given, poll).MyPaperState));
        var first = given.Enter(poll, 1, "yes", PaperSteps.First);
        Assert.Equal(PaperState.Entered, Mine(given, poll).MyPaperState);
        Assert.False(Mine(given, poll).VotedByMe);
        Assert.Equal([FactKind.PaperReturned, FactKind.PaperEntered], first.Made.Select(entry => entry.Fact.KindCase));

        var second = given.Enter(poll, 1, "yes", PaperSteps.Second);
        var cast = Assert.Single(second.Made).Fact.BallotCast;
        Assert.Equal((BallotChannel.Paper, 2, first.Made[1].Fact.PaperEntered.Commitment), (cast.Channel, cast.Ordinal, cast.Commitment));
        Assert.Null(given.Texts.Find(first.Made[1].Sequence));
        var ballot = given.Read(new GetMyBallot(), new GetMyBallotRequest { Name = poll }, Xingfu.As(Xingfu.Wang));
        Assert.Equal(("yes", BallotChannel.Paper, 1), (ballot.Choice.Option, ballot.Channel, ballot.Paper));
        Assert.Equal((true, PaperState.Counted), (Mine(given, poll).VotedByMe, Mine(given, poll).MyPaperState));
        Assert.Equal([1, 1, 0], given.Counted(poll).Result.Tally.Select(tally => tally.Headcount));
    }

    [Fact]
    public void A_paper_whose_entries_differ_is_entered_anew_once_the_first_is_void()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, Xingfu.Wang);
        var entry = given.Enter(poll, 1, "no", PaperSteps.First).Made[1];
        given.Enter(poll, 1, "yes", PaperSteps.Second).Refused(ErrorReason.EntryDiffers, "choice.option");
        Assert.Equal(PaperState.Returned, given.VoidEntry(poll, 1).Answer.State);
        Assert.Null(given.Texts.Find(entry.Sequence));
        Assert.Equal(PaperState.Counted, given.EnterTwice(poll, 1, "yes").State);
    }

    [Theory]
    [InlineData("PAPER", true, true)]
    [InlineData("ONLINE", false, false)]
    [InlineData("LAST", true, false)]
    public void The_rule_says_which_ballot_counts(string precedence, bool replacesEarlier, bool replacesLater)
    {
        var given = PaperSteps.Founded(precedence);
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, 1, 2);
        given.Vote(poll, 1, "no");
        given.Later(TimeSpan.FromHours(1)).Return(poll, 1, 2);
        given.Later(TimeSpan.FromHours(1)).Vote(poll, 2, "no");
        Assert.Equal(replacesEarlier, Replaces(1));
        Assert.Equal(replacesLater, Replaces(2));
        Assert.Equal(2, given.Seen(poll).Turnout.VotedHeadcount);

        bool Replaces(long serial)
        {
            var first = given.Enter(poll, serial, "yes", PaperSteps.First);
            if (first.Decision.Refusal is { } refusal)
            {
                Assert.Equal((ErrorReason.VotedOnline, "name"), (refusal.Reason, refusal.Field));
                return false;
            }

            return given.Enter(poll, serial, "yes", PaperSteps.Second).Answer.State == PaperState.Counted;
        }
    }

    [Theory]
    [InlineData("ONLINE")]
    [InlineData("LAST")]
    public void Where_the_rule_lets_it_an_online_ballot_replaces_a_counted_paper(string precedence)
    {
        var given = PaperSteps.Founded(precedence);
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, Xingfu.Wang);
        given.EnterTwice(poll, 1, "yes");
        Assert.True(given.Vote(poll, Xingfu.Wang, "no").Answer.Changed);
        Assert.Equal([0, 1, 0], given.Counted(poll).Result.Tally.Select(tally => tally.Headcount));
    }

    [Fact]
    public void The_poll_closes_once_the_last_paper_that_was_handed_in_is_settled()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, 1, 2, 3);
        given.Return(poll, 1, 2);
        given = Close(given).Due();
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll).State);
        given.Vote(poll, 4, "yes").Refused(ErrorReason.PollNotOpen);
        given.Later(TimeSpan.FromHours(1)).EnterTwice(poll, 1, "yes");
        Assert.Equal(Poll.Types.State.Open, given.Due().Seen(poll).State);
        var finished = given.Spoil(poll, 2).Made[^1].Fact.PaperCountFinished;
        Assert.Equal((3, 2, 1, 1, 0), (finished.Issued, finished.Returned, finished.Spoiled, finished.Counted, finished.Uncounted));
        Assert.Equal(Poll.Types.State.Closed, given.Due().Seen(poll).State);
        Assert.Equal(1, given.Count(poll).Tally.Yes.Count);
        var count = given.PaperCount(poll);
        Assert.Equal((3, 2, 1, 1, 0, 1), (count.Issued, count.Returned, count.Spoiled, count.Counted, count.Uncounted, count.Outstanding));
        Assert.True(count.Sequence > 0);
    }

    [Fact]
    public void What_was_not_entered_in_time_is_on_record_and_not_counted()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, 1, 2);
        given.Return(poll, 1, 2);
        given.EnterTwice(poll, 1, "yes");
        given = Close(given).Later(PaperSteps.EntryTime - TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll).State);
        given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(Poll.Types.State.Closed, given.Seen(poll).State);
        Assert.Equal((1, 1), (given.PaperCount(poll).Counted, given.PaperCount(poll).Uncounted));
    }

    [Fact]
    public void An_absence_across_the_end_of_the_entry_time_moves_it()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, 1);
        given.Return(poll, 1);
        given = Close(given).Due().Later(TimeSpan.FromDays(2)).Away(TimeSpan.FromDays(3));
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll).State);
        Assert.Equal(PaperState.Counted, given.EnterTwice(poll, 1, "yes").State);
        Assert.Equal(Poll.Types.State.Closed, given.Due().Seen(poll).State);
    }

    [Fact]
    public void Without_papers_handed_in_the_poll_closes_at_its_close()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll);
        given = Close(given).Due();
        Assert.Equal(Poll.Types.State.Closed, given.Seen(poll).State);
        Assert.Equal((12, 0, 12), (given.PaperCount(poll) is var count ? (count.Issued, count.Returned, count.Outstanding) : default));
    }

    [Fact]
    public void Who_is_missing_is_shown_to_staff_and_cadres_alone()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, Xingfu.Wang);
        given.EnterTwice(poll, 1, "yes");
        given.Vote(poll, Xingfu.Li, "no");
        var request = new ListRollRequest { Parent = poll, Missing = true, PageSize = 4 };
        var page = given.Read(new ListRoll(), request, Xingfu.As(Xingfu.Cadre));
        Assert.Equal(["邻居3", "邻居4", "邻居5", "邻居6"], page.Entries.Select(entry => entry.Person.DisplayName));
        var rest = given.Read(new ListRoll(), new ListRollRequest(request) { PageSize = 100, PageToken = page.NextPageToken }, Xingfu.As(PaperSteps.First));
        Assert.Equal((6, ""), (rest.Entries.Count, rest.NextPageToken));
        Assert.Equal(ErrorReason.RoleRequired, given.RefusalOf(new ListRoll(), request, Xingfu.As(Xingfu.Li)).Reason);
        var roll = given.Read(new ListRoll(), new ListRollRequest { Parent = poll }, Xingfu.As(Xingfu.Li));
        Assert.All(roll.Entries, entry => Assert.True(entry.Person is null && entry.Addresses.Count == 0));
    }

    [Fact]
    public void Papers_are_listed_by_serial_and_state()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Issue(poll, 3, 1, 2);
        given.Spoil(poll, 1);
        given.Enter(poll, 2, "yes", PaperSteps.First);
        var request = new ListPapersRequest { Parent = poll, PageSize = 2 };
        var page = given.Read(new ListPapers(), request, Xingfu.As(Xingfu.Cadre));
        Assert.Equal(
            [(1, "邻居3", PaperState.Spoiled), (2, "邻居1", PaperState.Entered)],
            page.Papers.Select(paper => (paper.Serial, paper.Voter.DisplayName, paper.State)));
        var rest = given.Read(new ListPapers(), new ListPapersRequest(request) { PageToken = page.NextPageToken }, Xingfu.As(PaperSteps.First));
        Assert.Equal((3, ""), (Assert.Single(rest.Papers).Serial, rest.NextPageToken));
        var entered = new ListPapersRequest { Parent = poll, State = PaperState.Entered };
        Assert.False(Assert.Single(given.Read(new ListPapers(), entered, Xingfu.As(PaperSteps.First)).Papers).SecondEntryByMe);
        Assert.True(Assert.Single(given.Read(new ListPapers(), entered, Xingfu.As(PaperSteps.Second)).Papers).SecondEntryByMe);
        Assert.Equal(
            ErrorReason.InvalidPageToken,
            given.RefusalOf(new ListPapers(), new ListPapersRequest(entered) { PageToken = page.NextPageToken }, Xingfu.As(PaperSteps.First)).Reason);
    }

    [Fact]
    public void A_ballot_of_a_booth_says_so()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Survey);
        var request = new CastBallotRequest { Parent = poll, Choice = new() { Option = "yes" }, Channel = BallotChannel.Booth };
        Assert.Equal(BallotChannel.Booth, given.When(new CastBallot(), request, Xingfu.As(Xingfu.Wang)).Made[0].Fact.BallotCast.Channel);
    }

    private static Poll Mine(Given<CommunityState> given, string poll) =>
        given.Read(new GetPoll(), new GetPollRequest { Name = poll }, Xingfu.As(Xingfu.Wang));

    private static Given<CommunityState> Close(Given<CommunityState> given) =>
        given.Later(TimeSpan.FromMicroseconds(given.State.Polls.All.Values.Last().ClosesAtMicros - given.NowMicros));

    private static byte[] Leaf(Given<CommunityState> given, string poll) =>
        given.State.Polls.Find(Names.IdIn(poll, "polls"))!.AnnouncementLeaf.ToByteArray();

    private static Outcome<CommunityState, Paper> Enter(Given<CommunityState> given, string poll, byte[] announcement) =>
        given.Enter(poll, 2, "yes", PaperSteps.First, ByteString.CopyFrom(announcement));

    private static Outcome<CommunityState, Paper> Stale(Given<CommunityState> given, string poll)
    {
        var request = new EnterPaperRequest
        {
            Name = PaperSteps.NameOf(poll, 1),
            Announcement = ByteString.CopyFrom(Leaf(given, poll)),
            Choice = new Choice { Option = "yes" },
        };
        return given.When(new EnterPaper(new(), 0), request, Xingfu.As(PaperSteps.Second));
    }
}
