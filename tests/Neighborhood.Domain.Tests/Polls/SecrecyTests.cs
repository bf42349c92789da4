using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Polls.Questions;
using Neighborhood.Questions;
using Neighborhood.Testing;
using Neighborhood.V1;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>
/// Two neighbourhoods that differ in nothing but what was chosen look the same in everything but commitments, and the same in every size: so nothing
/// can be learned from what is compared here.
/// </summary>
public sealed class SecrecyTests
{
    [Theory]
    [InlineData("no", "abstain")]
    [InlineData("yes", "no")]
    [InlineData("abstain", "yes")]
    public void Before_the_count_nothing_but_commitments_depends_on_a_choice(string one, string other)
    {
        var (left, right) = (Run(one), Run(other));
        Assert.Equal(left.Seen, right.Seen);
        Assert.Equal(left.Sizes, right.Sizes);
        Assert.NotEqual(left.Commitment, right.Commitment);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("abstain")]
    public void Every_choice_is_sealed_in_one_size(string option)
    {
        var bytes = SealedChoice.Bytes(option);
        Assert.Equal(SealedChoice.SizeBytes, bytes.Length);
        Assert.Equal(option, Choice.Parser.ParseFrom(bytes).Option);
        Assert.Equal(option, SealedChoice.Read(ByteString.CopyFrom(bytes))!.Option);
        Assert.Equal(SealedChoice.SizeBytes, SealedChoice.Of(option).CalculateSize());
        Assert.Null(SealedChoice.Read(ByteString.CopyFrom(bytes[1..])));
        Assert.Null(SealedChoice.Read(ByteString.CopyFrom(Enumerable.Repeat((byte)0xff, SealedChoice.SizeBytes).ToArray())));
    }

    /// <summary>One mark or all, the smallest number or the largest, a long reason or none, a question answered or not: all look the same.</summary>
    [Fact]
    public void Before_the_count_nothing_but_commitments_depends_on_answers()
    {
        var ranked = QuestionSteps.Ask(BallotKind.Ranked, CountingMethod.Schulze);
        var points = QuestionSteps.Ask(BallotKind.BudgetPoints, CountingMethod.Greedy, "z");
        (ranked.Reason, points.Points) = (ReasonMode.Optional, 10_000);
        var most = QuestionSteps.Answer("q", ("pear", 2_000), ("plum", 1_999), ("fig", 1_998), ("lime", 1_997));
        most.Reason = new string('由', QuestionLimits.ReasonChars);
        QuestionAnswer[][] ballots =
        [
            [],
            [QuestionSteps.Answer("z", ("lime", 1))],
            [QuestionSteps.Ranks("fig"), QuestionSteps.Answer("z", ("pear", 9_997), ("plum", 1), ("fig", 1), ("lime", 1))],
            [most, QuestionSteps.Answer("z", ("pear", 2_500), ("plum", 2_500), ("fig", 2_500), ("lime", 2_500))],
        ];
        var runs = ballots.Select(answers => Run(
            PollSteps.Survey,
            request => request.Questions.AddRange([ranked, points]),
            (given, poll, voter) => given.Cast(poll, voter, answers))).ToList();
        Assert.All(runs, run => Assert.Equal((runs[0].Seen, string.Join(' ', runs[0].Sizes)), (run.Seen, string.Join(' ', run.Sizes))));
        Assert.Equal(ballots.Length, runs.Select(run => run.Commitment).Distinct().Count());
    }

    private static (string Seen, int[] Sizes, ByteString Commitment) Run(string option) =>
        Run(PollSteps.Owners, _ => { }, (given, poll, voter) => given.Vote(poll, voter, option));

    private static (string Seen, int[] Sizes, ByteString Commitment) Run(
        string pack, Action<AnnouncePollRequest> change, Func<Given<CommunityState>, string, long, Outcome<CommunityState, CastBallotResponse>> vote)
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(pack, change);
        var seen = new List<string>();
        for (var voter = 1L; voter <= 3; voter++)
        {
            seen.Add(vote(given, poll, voter).Answer.ToString());
            seen.Add(given.State.EventOf(given.Entries.Last())!.ToString());
        }

        seen.Add(vote(given, poll, 1).Answer.ToString());
        seen.Add(given.Seen(poll).ToString());
        seen.AddRange(given.State.CoalescedNow().Select(told => told.ToString()));
        given.Later(PollSteps.Length).Due();
        seen.Add(given.Seen(poll).ToString());
        seen.AddRange(given.RollOf(poll).Select(row => row.ToString()));
        seen.AddRange(StateDigest.Describe(given.State).Split('\n').Where(line => !line.Contains("LastLeaf", StringComparison.Ordinal)));
        var ballots = given.Entries.Where(entry => entry.Fact.KindCase == FactKind.BallotCast).ToList();
        int[] sizes = [.. given.Stored.Select(stored => stored.Length), .. ballots.Select(entry => given.Texts.Find(entry.Sequence)!.CalculateSize())];
        var commitment = ballots[0].Fact.BallotCast.Commitment;
        foreach (var entry in ballots)
        {
            // The signature covers the commitment, which a salt hides.
            (entry.Fact.BallotCast.Commitment, entry.Fact.BallotCast.PreviousLeaf) = (ByteString.Empty, ByteString.Empty);
            entry.Fact.BallotCast.Signature = ByteString.Empty;
            seen.Add(entry.ToString());
        }

        return (string.Join('\n', seen), sizes, commitment);
    }
}
