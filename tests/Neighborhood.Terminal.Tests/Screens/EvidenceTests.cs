using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Rules.Proofs;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>What the page of a poll says of its evidence, and what scrutineers reach from it.</summary>
public sealed class EvidenceTests
{
    private const string Numbers = "poll_withheld_numbers";

    [Theory]
    [InlineData("zh", false, "保存到")]
    [InlineData("zh", true, "已删除")]
    [InlineData("en", false, "then erased")]
    [InlineData("en", true, "is erased")]
    public void The_page_of_a_poll_says_until_when_its_evidence_is_held_and_that_it_is_erased(string language, bool isErased, string said)
    {
        using var room = new Room(Words.For(language));
        var poll = Withheld(room);
        poll.EvidenceErased = isErased;
        room.Opening(workspace => new PollPresenter(workspace, poll.Name));
        Assert.Contains(said, Page(room), StringComparison.Ordinal);
        Assert.Equal(isErased ? room.Workspace.Words["disabled_evidence_erased"] : null, room.Command(Numbers).Disabled);
    }

    [Theory]
    [InlineData("zh", true, "withheld_match")]
    [InlineData("en", true, "withheld_match")]
    [InlineData("zh", false, "withheld_differ")]
    [InlineData("en", false, "withheld_differ")]
    public void A_scrutineer_reads_withheld_numbers_from_the_poll_and_sees_whether_they_are_those_declared(string language, bool isTrue, string said)
    {
        using var room = new Room(Words.For(language), width: 200);
        var poll = Withheld(room);
        var salt = ByteString.CopyFrom(new byte[TextCommitment.SaltSize]);
        poll.Result.TallyCommitment = ByteString.CopyFrom(TextCommitment.Compute("declared"u8, salt.Span));
        var shown = new Result(poll.Result) { Withheld = false };
        shown.Tally.Add(new OptionTally { Option = "yes", Headcount = 3 });
        room.Calls.On((GetWithheldResultRequest _) => new WithheldResult
        {
            Result = shown,
            Declaration = ByteString.CopyFromUtf8(isTrue ? "declared" : "another"),
            Salt = salt,
        });
        room.Opening(workspace => new PollPresenter(workspace, poll.Name));

        room.Press("m");

        Assert.Equal(poll.Name, room.Calls.Last<GetWithheldResultRequest>().Name);
        Assert.Contains(room.Workspace.Words[said], Page(room), StringComparison.Ordinal);
        Assert.Contains(room.Workspace.Words["withheld_pass_on"], Page(room), StringComparison.Ordinal);
    }

    [Fact]
    public void Withheld_numbers_of_questions_are_opened_one_by_one()
    {
        using var room = new Room();
        var decided = Asked.Decided(CountingMethod.Plurality);
        var poll = Withheld(room);
        poll.Options.Clear();
        poll.Questions.Add(decided.Questions);
        room.Calls.On((GetWithheldResultRequest _) => new WithheldResult { Result = decided.Result });
        room.Opening(workspace => new PollPresenter(workspace, poll.Name)).Press("m");
        Assert.IsType<WithheldPresenter>(room.Shell.Top);

        room.Press(Keys.Enter);

        Assert.IsType<QuestionPresenter>(room.Shell.Top);
        Assert.Contains("█", Page(room), StringComparison.Ordinal);
        Assert.DoesNotContain(room.Workspace.Words["poll_withheld"], Page(room), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_but_a_scrutineer_is_offered_withheld_numbers()
    {
        using var room = new Room();
        var poll = Withheld(room);
        poll.Scrutineers.Clear();
        room.Opening(workspace => new PollPresenter(workspace, poll.Name));
        Assert.DoesNotContain(room.Shell.AllCommands(), command => command.Label == Numbers);
    }

    private static Poll Withheld(Room room)
    {
        var poll = Sample.Poll(Poll.Types.State.Decided);
        poll.Result = new Result { Withheld = true, Passed = true };
        poll.EvidenceUntil = Timestamp.FromDateTimeOffset(Sample.Now.AddDays(200));
        poll.Scrutineers.Add(new Person { Resident = room.Workspace.Visitor.Resident });
        room.Calls.On((GetPollRequest _) => poll);
        return poll;
    }

    private static string Page(Room room) => string.Join('\n', room.Shell.Top.Show(200).Lines.Select(line => line.Plain));
}
