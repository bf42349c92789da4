using Google.Protobuf;
using Neighborhood.Client.Verification;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Client.Tests.Verification;

/// <summary>Two voters; the first changes from no to yes.</summary>
public sealed class PollRecountTests
{
    private const string Ledger = "communities/xihu";
    private static readonly byte[] Salt = [.. Enumerable.Range(7, 32).Select(place => (byte)place)];

    private readonly List<ByteString> _ballots = [];
    private readonly List<BallotOpening> _openings = [];
    private readonly List<RollEntry> _roll = [Row(1, 2, 700), Row(2, 1, 300)];
    private readonly Poll _poll;

    public PollRecountTests()
    {
        Cast(1, "no");
        Cast(2, "no");
        Cast(1, "yes", replaces: 1);
        _openings.RemoveAt(0);
        _poll = new Poll
        {
            Name = Ledger + "/polls/3",
            Options = { new Option { Id = "yes" }, new Option { Id = "no" } },
            RulePack = new RulePack { Electorate = Electorate.Owners },
            Result = new Result
            {
                BallotCount = 3,
                LastBallotLeaf = ByteString.CopyFrom(MerkleHash.Leaf(_ballots[^1].Span)),
                Tally = { new OptionTally { Option = "yes", Headcount = 2, AreaCm2 = 700 }, new OptionTally { Option = "no", Headcount = 1, AreaCm2 = 300 } },
            },
        };
    }

    public static TheoryData<RecountFault, Action<PollRecountTests>> Forgeries => new()
    {
        { RecountFault.NotABallot, vote => vote._ballots[1] = new Entry { Fact = new Fact { TopicClosed = new TopicClosed() } }.ToByteString() },
        { RecountFault.NotABallot, vote => vote._ballots[1] = ByteString.CopyFromUtf8("?") },
        { RecountFault.NotABallot, vote => vote._poll.Name = Ledger + "/polls/4" },
        { RecountFault.ChainBroken, vote => vote._ballots.RemoveAt(1) },
        { RecountFault.BallotsMissing, vote => vote._ballots.RemoveAt(2) },
        { RecountFault.BallotsMissing, vote => vote._poll.Result.BallotCount = 2 },
        { RecountFault.OpeningOfNoBallot, vote => vote._openings.Add(vote._openings[0]) },
        { RecountFault.OpeningOfNoBallot, vote => vote._openings[0].Ordinal = 1 },
        { RecountFault.OpeningOfNoBallot, vote => vote._openings[0].Voter = 1 },
        { RecountFault.OpeningMissing, vote => vote._openings.RemoveAt(1) },
        { RecountFault.CommitmentDiffers, vote => vote._openings[0].Choice = new Choice { Option = "yes" }.ToByteString() },
        { RecountFault.CommitmentDiffers, vote => vote._openings[0].Salt = ByteString.Empty },
        { RecountFault.NotOnRoll, vote => vote._roll.RemoveAt(1) },
        { RecountFault.NotOnRoll, vote => vote._poll.Options.RemoveAt(0) },
        { RecountFault.TallyDiffers, vote => vote._poll.Result.Tally[0].Headcount = 3 },
        { RecountFault.TallyDiffers, vote => vote._poll.Result.Tally[1].AreaCm2 = 301 },
    };

    [Fact]
    public void A_result_that_is_what_the_ballots_say_holds()
    {
        var recount = PollRecount.Check(_poll, _ballots, _openings, _roll);

        Assert.True(recount.Holds, recount.Fault + " " + recount.Found);
        Assert.Equal([("yes", 2, 700), ("no", 1, 300)], recount.Tally.Select(option => (option.Option, option.Headcount, option.AreaCm2)));
    }

    [Theory]
    [MemberData(nameof(Forgeries), DisableDiscoveryEnumeration = true)]
    public void Whatever_was_changed_is_found(RecountFault fault, Action<PollRecountTests> forge)
    {
        forge(this);

        Assert.Equal(fault, PollRecount.Check(_poll, _ballots, _openings, _roll).Fault);
    }

    private static RollEntry Row(long voter, int headcount, long area) => new()
    {
        Voter = $"{Ledger}/residents/{voter}",
        Headcount = headcount,
        AreaCm2 = area,
        Voted = true,
    };

    private void Cast(long voter, string option, long replaces = 0)
    {
        var choice = new Choice { Option = option }.ToByteString();
        var cast = new BallotCast
        {
            Poll = 3,
            Voter = voter,
            Ordinal = _ballots.Count + 1,
            Replaces = replaces,
            PreviousLeaf = _ballots.Count == 0 ? ByteString.Empty : ByteString.CopyFrom(MerkleHash.Leaf(_ballots[^1].Span)),
            Commitment = ByteString.CopyFrom(BallotCommitment.Compute(Ledger, 3, voter, choice.Span, Salt)),
        };
        _ballots.Add(new Entry { Sequence = _ballots.Count, Fact = new Fact { BallotCast = cast } }.ToByteString());
        _openings.Add(new BallotOpening { Ordinal = cast.Ordinal, Voter = voter, Choice = choice, Salt = ByteString.CopyFrom(Salt) });
    }
}
