using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Devices;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class SignedBallotTests
{
    [Fact]
    public void Where_the_rule_demands_it_nobody_votes_without_a_signature_of_the_voter()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var li = new Owner(Xingfu.Li);
        wang.Register(given);
        li.Register(given);
        var poll = given.Opened(PollSteps.Owners);
        Assert.True(given.Seen(poll).SignatureRequired);
        Assert.True(given.Seen(poll).RulePack.SignatureRequired);
        given.Try(new CastBallot(), new CastBallotRequest { Parent = poll, Choice = new Choice { Option = "yes" } }, wang.Caller)
            .Refused(ErrorReason.SignatureRequired, "signature");

        // The operator holds the session and whatever device is not the voter's.
        given.Try(new CastBallot(), li.Ballot(poll, "yes"), wang.Caller).Refused(ErrorReason.NotFound, "device");
        var forged = wang.Ballot(poll, "yes");
        forged.Signature = li.Ballot(poll, "yes").Signature;
        given.Try(new CastBallot(), forged, wang.Caller).Refused(ErrorReason.SignatureInvalid, "signature");

        var cast = wang.Vote(given, poll, "yes").Made[0].Fact.BallotCast;
        var statement = SignedStatement.Ballot(Xingfu.Name, cast.Poll, Xingfu.Wang, 0, 0, cast.Commitment.Span);
        Assert.True(DeviceKey.Verify(wang.PublicKey.Span, statement, cast.Signature.Span));
        Assert.Equal(wang.Device, Xingfu.Resident(Xingfu.Wang) + $"/devices/{cast.Device}");
    }

    [Fact]
    public void A_signature_serves_one_choice_one_poll_and_one_place()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        wang.Register(given);
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = Secrecy.Open);
        var other = given.Opened(PollSteps.Survey, request => request.Secrecy = Secrecy.Open);
        var good = wang.Ballot(poll, "yes");
        Refused(request => request.Choice.Option = "no", ErrorReason.SignatureInvalid, "signature");
        Refused(request => request.Parent = other, ErrorReason.SignatureInvalid, "signature");
        Refused(request => request.Salt = ByteString.CopyFrom(new byte[32]), ErrorReason.SignatureInvalid, "signature");
        Refused(request => request.Salt = ByteString.Empty, ErrorReason.InvalidField, "salt");
        Refused(request => request.Salt = ByteString.CopyFrom(new byte[31]), ErrorReason.InvalidField, "salt");
        Refused(request => request.Signature = ByteString.Empty, ErrorReason.SignatureInvalid, "signature");
        Refused(request => request.Device = "", ErrorReason.NotFound, "device");
        Refused(request => request.Replaces = 1, ErrorReason.BallotReplaced, "replaces");
        Refused(request => request.Choice.Option = "maybe", ErrorReason.UnknownOption, "choice.option");

        given.When(new CastBallot(), good, wang.Caller);
        Assert.Equal("1", given.Try(new CastBallot(), good, wang.Caller).Refused(ErrorReason.BallotReplaced, "replaces").Details!["ordinal"]);
        Assert.True(wang.Vote(given, poll, "no", replaces: 1).Answer.Changed);

        // The first ballot, which the server still has, cannot be played in again over the second.
        given.Try(new CastBallot(), good, wang.Caller).Refused(ErrorReason.BallotReplaced, "replaces");
        Assert.Equal([0, 1, 0], given.Counted(poll).Result.Tally.Select(tally => tally.Headcount));

        void Refused(Action<CastBallotRequest> change, ErrorReason reason, string field)
        {
            var request = good.Clone();
            change(request);
            given.Try(new CastBallot(), request, wang.Caller).Refused(reason, field);
        }
    }

    [Fact]
    public void A_device_that_waits_is_on_hold_or_was_revoked_signs_nothing()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var second = new Owner(Xingfu.Wang, device: 2);
        using var held = new Owner(Xingfu.Wang, device: 3);
        wang.Register(given);
        second.Register(given);
        given.And(new Fact { VotingHoldSet = new() { Account = wang.Caller.Account, UntilMicros = given.NowMicros } });
        held.Register(given);
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = Secrecy.Open);
        Assert.Equal("Waiting", Refused(second).Details!["state"]);
        Assert.Equal(("OnHold", 7 * Times.DayMicros), (Refused(held).Details!["state"], Refused(held).RetryAfterMicros));
        given.When(new RevokeDevice(), new RevokeDeviceRequest { Name = wang.Device }, wang.Caller);
        Assert.Equal("Revoked", Refused(wang).Details!["state"]);

        Refusal Refused(Owner device) =>
            given.Try(new CastBallot(), device.Ballot(poll, "yes"), device.Caller).Refused(ErrorReason.DeviceNotActive, "device");
    }

    [Fact]
    public void The_ballots_of_a_lost_device_stay_and_their_voter_is_told()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var second = new Owner(Xingfu.Wang, device: 2);
        wang.Register(given);
        second.Register(given);
        wang.Approve(given, second);
        var poll = given.Opened(PollSteps.Owners);
        wang.Vote(given, poll, "yes");
        Assert.Equal((wang.Device, false), Mine());
        given.When(new RevokeDevice(), new RevokeDeviceRequest { Name = wang.Device }, second.Caller);
        Assert.Equal((wang.Device, true), Mine());

        second.Vote(given, poll, "no", replaces: 1);
        Assert.Equal((second.Device, false), Mine());
        given.When(new RevokeDevice(), new RevokeDeviceRequest { Name = second.Device }, second.Caller);
        Assert.Equal([0, 1, 0], given.Counted(poll).Result.Tally.Select(tally => tally.Headcount));

        (string Device, bool Revoked) Mine()
        {
            var mine = given.Read(new GetMyBallot(), new GetMyBallotRequest { Name = poll }, wang.Caller);
            return (mine.Device, mine.DeviceRevoked);
        }
    }

    [Fact]
    public void Signed_and_unsigned_ballots_stand_in_one_chain_where_the_rule_leaves_it_open()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        wang.Register(given);
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = Secrecy.Open);
        given.Vote(poll, Xingfu.Li, "no");
        wang.Vote(given, poll, "no");
        Assert.Equal(2, given.Vote(poll, Xingfu.Wang, "yes").Made[0].Fact.BallotCast.Replaces);
        Assert.Equal([1, 1, 0], given.Counted(poll).Result.Tally.Select(tally => tally.Headcount));
    }
}
