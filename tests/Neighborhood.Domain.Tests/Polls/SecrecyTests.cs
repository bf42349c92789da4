using Google.Protobuf;
using Neighborhood.Domain.Polls;
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

    private static (string Seen, int[] Sizes, ByteString Commitment) Run(string option)
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Owners);
        var seen = new List<string>();
        for (var voter = 1L; voter <= 3; voter++)
        {
            seen.Add(given.Vote(poll, voter, option).Answer.ToString());
            seen.Add(given.State.EventOf(given.Entries.Last())!.ToString());
        }

        seen.Add(given.Vote(poll, 1, option).Answer.ToString());
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
