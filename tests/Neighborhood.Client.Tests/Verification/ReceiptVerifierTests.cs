using CsCheck;
using Google.Protobuf;
using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests.Verification;

public sealed class ReceiptVerifierTests
{
    private static readonly ByteString OtherHash = ByteString.CopyFrom([.. Enumerable.Repeat((byte)7, 32)]);

    public static TheoryData<ReceiptCheck, Action<MyBallot>> Forgeries => new()
    {
        { ReceiptCheck.Ledger, ballot => ballot.Receipt.Ledger = "communities/other" },
        { ReceiptCheck.Ledger, ballot => ballot.Receipt = null },
        { ReceiptCheck.Sequence, ballot => ballot.Receipt.Inclusion.Sequence = 4 },
        { ReceiptCheck.Sequence, ballot => ballot.Receipt.Entry = ByteString.CopyFromUtf8("no entry") },
        { ReceiptCheck.LeafHash, ballot => ballot.Receipt.Inclusion.LeafHash = OtherHash },
        { ReceiptCheck.VerifierKey, ballot => ballot.Receipt.Head.VerifierKey = new SmallLedger().VerifierKey },
        { ReceiptCheck.Signature, ballot => ballot.Receipt.Head.Checkpoint = new SmallLedger().Head(9).Checkpoint },
        { ReceiptCheck.Signature, ballot => ballot.Receipt.Head.Checkpoint = "" },
        { ReceiptCheck.SignedSize, ballot => ballot.Receipt.Head.Size = 8 },
        { ReceiptCheck.SignedRoot, ballot => ballot.Receipt.Head.Root = OtherHash },
        { ReceiptCheck.TreeSize, ballot => ballot.Receipt.Inclusion.TreeSize = 8 },
        { ReceiptCheck.Inclusion, ballot => ballot.Receipt.Inclusion.Hashes[1] = OtherHash },
        { ReceiptCheck.Inclusion, ballot => ballot.Receipt.Inclusion.Hashes.Clear() },
        { ReceiptCheck.Ordinal, ballot => ballot.Name = SmallLedger.Poll + "/ballots/2" },
        { ReceiptCheck.Choice, ballot => ballot.Choice = new Choice { Option = "no" } },
        { ReceiptCheck.Choice, ballot => ballot.Opening = null },
        { ReceiptCheck.Commitment, ballot => ballot.Opening.Salt = OtherHash },
        { ReceiptCheck.Commitment, ballot => ballot.Opening.Salt = ByteString.Empty },
    };

    [Fact]
    public void A_ballot_that_stands_in_the_ledger_holds_check_by_check()
    {
        using var ledger = new SmallLedger();

        var result = ReceiptVerifier.Verify(ledger.Ballot(), ledger.Expected);

        Assert.True(result.Holds);
        Assert.Equal(Enum.GetValues<ReceiptCheck>(), result.Checks.Select(check => check.Check).Distinct());
        Assert.Equal(12, result.Entry!.Fact.BallotCast.Voter);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forgery_is_found_by_the_check_it_breaks(ReceiptCheck broken, Action<MyBallot> forge)
    {
        using var ledger = new SmallLedger();
        var ballot = ledger.Ballot();
        forge(ballot);

        var result = ReceiptVerifier.Verify(ballot, ledger.Expected);

        Assert.False(result.Holds);
        Assert.Equal(broken, result.FirstFailure!.Check);
        Assert.Same(result.FirstFailure, result.Checks[^1]);
    }

    [Fact]
    public void A_choice_that_the_server_swapped_everywhere_but_in_the_ledger_is_found()
    {
        using var ledger = new SmallLedger();
        var ballot = ledger.Ballot();
        ballot.Choice = new Choice { Option = "no" };
        ballot.Opening.Choice = ballot.Choice.ToByteString();

        Assert.Equal(ReceiptCheck.Commitment, ReceiptVerifier.Verify(ballot, ledger.Expected).FirstFailure?.Check);
    }

    [Fact]
    public void The_ballot_of_another_poll_or_voter_is_not_mine()
    {
        using var ledger = new SmallLedger();
        var ballot = ledger.Ballot();

        var otherPoll = ReceiptVerifier.Verify(ballot, ledger.Expected with { Poll = SmallLedger.Ledger + "/polls/4" });
        var otherVoter = ReceiptVerifier.Verify(ballot, ledger.Expected with { Voter = SmallLedger.Ledger + "/residents/13" });

        Assert.Equal(new CheckOutcome(ReceiptCheck.Poll, false, SmallLedger.Ledger + "/polls/4", SmallLedger.Poll), otherPoll.FirstFailure);
        Assert.Equal(new CheckOutcome(ReceiptCheck.Voter, false, SmallLedger.Ledger + "/residents/13", SmallLedger.Voter), otherVoter.FirstFailure);
    }

    [Fact]
    public void The_head_of_another_ledger_of_the_same_server_proves_nothing()
    {
        using var ledger = new SmallLedger { Origin = "server.example/communities/xihu-2" };

        Assert.Equal(ReceiptCheck.Origin, ReceiptVerifier.Verify(ledger.Ballot(), ledger.Expected).FirstFailure?.Check);
    }

    [Theory]
    [InlineData("communities/xihu", true)]
    [InlineData("server.example/communities/xihu", true)]
    [InlineData("server.example/communities/xihu/2", true)]
    [InlineData("server.example/communities/xihu2", false)]
    [InlineData("server.example/xcommunities/xihu", false)]
    [InlineData("server.example/communities", false)]
    public void An_origin_names_its_ledger(string origin, bool belongs) => Assert.Equal(belongs, LedgerOrigin.Belongs(origin, "communities/xihu"));

    [Fact]
    public void Any_entry_is_proved_by_its_receipt()
    {
        using var ledger = new SmallLedger(size: 33);
        Gen.Select(Gen.Long[1, 33], Gen.Double[0, 0.999]).Sample(drawn =>
        {
            var (size, part) = drawn;
            var receipt = ledger.Receipt((long)(part * size), size);
            Assert.True(ReceiptVerifier.Verify(receipt, new ReceiptExpectation(ledger.VerifierKey, SmallLedger.Ledger)).Holds);
        }, iter: 200);
    }

    [Fact]
    public void A_receipt_of_something_else_is_no_ballot()
    {
        using var ledger = new SmallLedger();

        Assert.Equal(ReceiptCheck.BallotEntry, ReceiptVerifier.Verify(ledger.Receipt(4, 9), ledger.Expected).FirstFailure?.Check);
    }

    [Fact]
    public void Bytes_changed_anywhere_never_throw_and_never_prove_something_else()
    {
        using var ledger = new SmallLedger();
        var receipt = ledger.Receipt(SmallLedger.BallotSequence, 9);
        var sound = receipt.ToByteArray();
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte[1, 255]).Sample(change =>
        {
            var bytes = sound.ToArray();
            bytes[change.Item1] ^= change.Item2;
            var forged = TryParse(bytes);
            Assert.True(forged is null || !ReceiptVerifier.Verify(forged, ledger.Expected).Holds || SaysTheSame(forged, receipt));
        }, iter: 5_000);
    }

    private static bool SaysTheSame(Receipt one, Receipt other) =>
        one.Entry == other.Entry && one.Ledger == other.Ledger && one.Head.Root == other.Head.Root && one.Head.Size == other.Head.Size;

    private static Receipt? TryParse(byte[] bytes)
    {
        try
        {
            return Receipt.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
