using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Device.Types.State;

namespace Neighborhood.Domain.Tests.Devices;

public sealed class DeviceTests
{
    [Fact]
    public void The_first_device_stands_on_the_session_and_everybody_sees_it()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        var device = wang.Register(given);
        Assert.Equal((State.Active, "", false), (device.State, device.ApprovedBy, device.Recovered));
        Assert.Equal($"communities/xingfu/residents/1/devices/{given.Last}", device.Name);
        Assert.Equal(device, Assert.Single(wang.Devices(given)));
        Assert.Equal(device, Assert.Single(wang.Devices(given, Xingfu.As(Xingfu.Observer))));
        Assert.Empty(given.Read(new ListDevices(), new ListDevicesRequest { Parent = Xingfu.Resident(Xingfu.Li) }, wang.Caller).Devices);

        // Once more, as after an answer that was lost: nothing is made, and the answer is the same.
        var again = given.When(new RegisterDevice(), wang.Registration(), wang.Caller);
        Assert.Empty(again.Made);
        Assert.Equal(device, again.Answer);
    }

    [Fact]
    public void A_further_device_waits_until_one_that_is_active_signs_for_it()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var second = new Owner(Xingfu.Wang, device: 2);
        wang.Register(given);
        Assert.Equal(State.Waiting, second.Register(given).State);
        Assert.Equal([State.Active, State.Waiting], wang.Devices(given).Select(device => device.State));
        Assert.Single(wang.Devices(given, Xingfu.As(Xingfu.Staff)));

        var approved = wang.Approve(given, second);
        Assert.Equal((State.Active, wang.Device), (approved.State, approved.ApprovedBy));
        Assert.Equal([State.Active, State.Active], wang.Devices(given).Select(device => device.State));
        Assert.Equal(approved, given.When(new RegisterDevice(), second.Registration(), second.Caller).Answer);
    }

    [Fact]
    public void Nobody_adds_a_device_without_a_signature_of_one_that_is_active()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var second = new Owner(Xingfu.Wang, device: 2);
        using var li = new Owner(Xingfu.Li);
        wang.Register(given);
        li.Register(given);
        second.Register(given);
        var good = wang.Approval(second);

        Refused(request => request.ApprovalSignature = second.Approval(second).ApprovalSignature, ErrorReason.SignatureInvalid, "approval_signature");
        Refused(request => request.ApprovalSignature = ByteString.Empty, ErrorReason.SignatureInvalid, "approval_signature");
        Refused(request => request.ApprovedBy = li.Device, ErrorReason.NotFound, "approved_by");
        Refused(request => request.ApprovedBy = "", ErrorReason.NotFound, "approved_by");
        Refused(request => request.ApprovedBy = second.Device, ErrorReason.DeviceNotActive, "approved_by");
        Refused(request => request.Name = li.Device, ErrorReason.NotFound, "name");
        Refused(request => request.Name = "devices/1", ErrorReason.NotFound, "name");
        Refused(request => request.Name = wang.Device, ErrorReason.WrongState, null);
        given.Try(new ApproveDevice(), good, li.Caller).Refused(ErrorReason.NotFound, "name");

        given.When(new RevokeDevice(), new RevokeDeviceRequest { Name = wang.Device }, wang.Caller);
        Refused(_ => { }, ErrorReason.DeviceNotActive, "approved_by");

        void Refused(Action<ApproveDeviceRequest> change, ErrorReason reason, string? field)
        {
            var request = good.Clone();
            change(request);
            given.Try(new ApproveDevice(), request, wang.Caller).Refused(reason, field);
        }
    }

    [Fact]
    public void A_key_is_registered_by_whoever_holds_it_and_by_nobody_else()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var li = new Owner(Xingfu.Li);
        var request = wang.Registration();
        given.Try(new RegisterDevice(), request, li.Caller).Refused(ErrorReason.SignatureInvalid, "possession_signature");
        given.Try(new RegisterDevice(), request, Xingfu.Outsider).Refused(ErrorReason.NotFound, "name");
        Refused(changed => changed.PossessionSignature = li.Registration().PossessionSignature, ErrorReason.SignatureInvalid, "possession_signature");
        Refused(changed => changed.PublicKey = ByteString.CopyFrom(new byte[31]), ErrorReason.InvalidField, "public_key");
        Refused(changed => changed.Parent = "communities/other", ErrorReason.NotFound, "parent");

        void Refused(Action<RegisterDeviceRequest> change, ErrorReason reason, string field)
        {
            var changed = request.Clone();
            change(changed);
            given.Try(new RegisterDevice(), changed, wang.Caller).Refused(reason, field);
        }
    }

    [Fact]
    public void What_waits_too_long_is_gone_and_only_a_few_wait()
    {
        var given = Xingfu.Founded();
        Owner[] devices = [.. Enumerable.Range(1, 5).Select(number => new Owner(Xingfu.Wang, (byte)number))];
        foreach (var device in devices[..4])
        {
            device.Register(given);
        }

        given.Try(new RegisterDevice(), devices[4].Registration(), devices[4].Caller).Refused(ErrorReason.LimitExceeded, "parent");
        given.Later(TimeSpan.FromDays(1));
        given.Try(new ApproveDevice(), devices[0].Approval(devices[1]), devices[0].Caller).Refused(ErrorReason.NotFound, "name");
        Assert.Single(devices[0].Devices(given));
        Assert.Equal(State.Waiting, devices[4].Register(given).State);
        Assert.Equal(2, devices[0].Devices(given).Count);

        // Turned away, it may ask again.
        var turned = given.When(new RevokeDevice(), new RevokeDeviceRequest { Name = devices[4].Device }, devices[0].Caller).Answer;
        Assert.Equal(State.Revoked, turned.State);
        Assert.Single(devices[0].Devices(given));
        Assert.Equal(State.Waiting, devices[4].Register(given).State);
        Array.ForEach(devices, device => device.Dispose());
    }

    [Fact]
    public void After_a_recovery_one_device_comes_on_hold_and_the_next_waits_again()
    {
        var given = Xingfu.Founded();
        using var lost = new Owner(Xingfu.Wang);
        using var found = new Owner(Xingfu.Wang, device: 2);
        using var third = new Owner(Xingfu.Wang, device: 3);
        lost.Register(given);
        given.And(new Fact { VotingHoldSet = new() { Account = lost.Caller.Account, UntilMicros = given.NowMicros + (8 * Times.DayMicros) } });
        var hold = given.Last;
        given.Later(TimeSpan.FromDays(2));

        // Counted from its registration, so that its owner sees it for seven days before it signs, whenever it came.
        var held = found.Register(given);
        Assert.Equal((State.OnHold, true), (held.State, held.Recovered));
        Assert.Equal(given.In(TimeSpan.FromDays(7)), held.ActiveFrom);
        Assert.Equal(hold, given.Entries.Last().Fact.DeviceRegistered.Recovery);
        Assert.Equal(State.Waiting, third.Register(given).State);
        given.Try(new ApproveDevice(), found.Approval(third), found.Caller).Refused(ErrorReason.DeviceNotActive, "approved_by");

        // Whoever still has the old device turns the new one away in that time.
        Assert.Equal(State.Active, lost.Devices(given)[0].State);
        given.Later(TimeSpan.FromDays(7));
        Assert.Equal(State.Active, found.Devices(given)[1].State);
    }

    [Fact]
    public void Revoking_the_last_device_does_not_make_the_next_one_the_first()
    {
        var given = Xingfu.Founded();
        using var wang = new Owner(Xingfu.Wang);
        using var second = new Owner(Xingfu.Wang, device: 2);
        wang.Register(given);
        var name = new RevokeDeviceRequest { Name = wang.Device };
        given.Try(new RevokeDevice(), name, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.NotFound, "name");
        given.Try(new RevokeDevice(), name, Xingfu.Operator).Refused(ErrorReason.NotFound, "name");
        var revoked = given.When(new RevokeDevice(), name, wang.Caller).Answer;
        Assert.Equal((State.Revoked, given.In(TimeSpan.Zero)), (revoked.State, revoked.RevokeTime));
        given.Try(new RevokeDevice(), name, wang.Caller).Refused(ErrorReason.DeviceNotActive, "name");
        given.Try(new RegisterDevice(), wang.Registration(), wang.Caller).Refused(ErrorReason.DeviceNotActive, "public_key");
        Assert.Equal(State.Waiting, second.Register(given).State);
    }
}
