using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proxies;
using Neighborhood.Domain.Tests.Devices;
using Neighborhood.Domain.Tests.Papers;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls.Questions;

/// <summary>Answers on every way by which a ballot comes in, and after the count.</summary>
public sealed class AnswerPathTests
{
    private static readonly Question Ranked = QuestionSteps.Ask(BallotKind.Ranked, CountingMethod.InstantRunoff);

    [Fact]
    public void A_paper_is_entered_twice_in_any_order_and_counts()
    {
        var given = PaperSteps.Founded();
        var poll = given.Opened(PollSteps.Owners, request => request.Questions.Add(Ranked));
        given.Issue(poll, Xingfu.Wang).Answer.ToString();
        Choice first = new() { Answers = { QuestionSteps.Answer("q", ("plum", 2), ("pear", 1)) } };
        Choice other = new() { Answers = { QuestionSteps.Ranks("plum", "pear") } };
        Choice unfit = new() { Answers = { QuestionSteps.Answer("q", ("pear", 1), ("plum", 1)) } };

        given.Enter(poll, 1, unfit, PaperSteps.First).Refused(ErrorReason.InvalidField, "choice.answers[0].marks[1].value");
        Assert.Equal(PaperState.Entered, given.Enter(poll, 1, first, PaperSteps.First).Answer.State);
        given.Enter(poll, 1, other, PaperSteps.Second).Refused(ErrorReason.EntryDiffers, "choice.answers");
        Choice same = new() { Answers = { QuestionSteps.Ranks("pear", "plum") } };
        Assert.Equal(PaperState.Counted, given.Enter(poll, 1, same, PaperSteps.Second).Answer.State);
        Assert.Equal(["pear"], given.Counted(poll).Result.Outcomes.Single().Winners);
    }

    [Fact]
    public void A_signature_covers_the_answers_as_they_are_sealed()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Owners, request => request.Questions.Add(Ranked));
        using var wang = new Owner(Xingfu.Wang);
        wang.Register(given);
        var ballot = wang.Ballot(given, poll, [QuestionSteps.Ranks("plum", "pear")]);
        var changed = ballot.Clone();
        changed.Choice.Answers[0] = QuestionSteps.Ranks("pear", "plum");

        given.When(new CastBallot(), changed, wang.Caller).Refused(ErrorReason.SignatureInvalid, "signature");
        Assert.False(given.When(new CastBallot(), ballot, wang.Caller).Answer.Changed);
        Assert.True(given.When(new CastBallot(), wang.Ballot(given, poll, [QuestionSteps.Ranks("fig")], replaces: 1), wang.Caller).Answer.Changed);
        Assert.Equal(["fig"], given.Counted(poll).Result.Outcomes.Single().Winners);
    }

    [Fact]
    public void A_proxy_answers_for_the_voter()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Owners, request => request.Questions.Add(Ranked));
        using var wang = new Owner(Xingfu.Wang);
        using var li = new Owner(Xingfu.Li);
        wang.Register(given);
        li.Register(given);
        var proxy = given.When(new AuthorizeProxy(), wang.Proxy(given, Xingfu.Li, poll), wang.Caller).Answer;
        given.When(new CastBallot(), li.Ballot(given, poll, [QuestionSteps.Ranks("lime")], proxy: proxy), li.Caller).Answer.ToString();

        Assert.Equal(["lime"], given.Counted(poll).Result.Outcomes.Single().Winners);
    }

    [Fact]
    public void A_struck_ballot_changes_the_outcome_and_openings_show_answers_and_reasons()
    {
        var question = QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality);
        question.Reason = ReasonMode.Required;
        var given = Xingfu.Founded();
        var poll = given.Asked(question);
        foreach (var (voter, option) in ((long, string)[])[(1, "pear"), (2, "plum"), (3, "plum")])
        {
            given.Cast(poll, voter, new QuestionAnswer(QuestionSteps.Answer("q", (option, 1))) { Reason = "近" }).Answer.ToString();
        }

        Assert.Equal(["plum"], given.Counted(poll).Result.Outcomes.Single().Winners);
        foreach (var voter in (long[])[2, 3])
        {
            var objection = given.When(
                new FileObjection(), new FileObjectionRequest { Parent = poll, Text = "x", About = About.VoterList }, Xingfu.As(Xingfu.Wang)).Answer;
            var answer = new AnswerObjectionRequest
            {
                Name = objection.Name,
                Accept = true,
                Answer = "已核对",
                StruckVoter = Xingfu.Resident(voter),
                StrikeReason = StrikeReason.NotEntitled,
            };
            given.When(new AnswerObjection(), answer, Xingfu.As(Xingfu.Staff)).Answer.ToString();
        }

        var again = given.When(new DeclareResult(given.Count(poll)), new GetPollRequest { Name = poll }, Xingfu.As(Xingfu.Staff)).Answer.Result;
        Assert.Equal((1, "pear"), (again.Outcomes.Single().Voters, again.Outcomes.Single().Winners.Single()));
        var openings = given.Read(new ListOpenings(), new ListOpeningsRequest { Parent = poll }, Xingfu.As(Xingfu.Wang)).Openings;
        Assert.Equal("近", Choice.Parser.ParseFrom(openings.Single().Choice).Answers.Single().Reason);
        given.MustReplayEqually();
    }

    [Fact]
    public void A_proposal_is_adopted_where_every_question_passed()
    {
        var given = Xingfu.Founded();
        var proposal = given.Next;
        given.Tabled();
        var request = given.Request(PollSteps.Meeting);
        (request.Proposal, request.BindingStatus) = (Xingfu.Named("proposals", proposal), BindingStatus.PaperBinding);
        request.Questions.Add(QuestionSteps.Ask(BallotKind.YesNo, CountingMethod.Clauses));
        request.Questions.Add(QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality, "z"));
        var poll = given.When(new AnnouncePoll("", proposal), request, Xingfu.As(Xingfu.Staff)).Answer.Name;
        given.Posted(poll);
        given.Later(TimeSpan.FromMicroseconds(Times.Micros(given.Seen(poll).OpensAt)!.Value - given.NowMicros)).Due();
        for (var voter = 1; voter <= 12; voter++)
        {
            given.Cast(poll, voter, QuestionSteps.Answer("q", (voter <= 4 ? "yes" : "no", 1)), QuestionSteps.Answer("z", ("fig", 1))).Answer.ToString();
        }

        var result = given.Counted(poll).Result;
        Assert.Equal((true, false, true), (result.Passed, result.Outcomes[0].Passed, result.Outcomes[1].Passed));
        Assert.Equal(Proposal.Types.State.Rejected, given.State.Proposals.StateOf(proposal));
    }
}
