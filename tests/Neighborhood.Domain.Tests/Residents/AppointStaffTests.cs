using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Residents;

public sealed class AppointStaffTests
{
    private static readonly AppointStaff Command = new(Register.Codes);

    [Fact]
    public void An_operator_appoints_staff_on_record_and_lost_sheets_of_staff_are_worth_nothing()
    {
        var given = Xingfu.Founded();
        given.And(new Fact { ResidentRecorded = new() { Resident = 21 } }, new Fact { RoleGranted = new() { Resident = 21, Role = Role.Staff } });
        given.And(new Fact { InvitationIssued = new() { Resident = 21, ExpiresMicros = long.MaxValue } });
        var lost = given.Last;
        given.And(new Fact { ResidentRecorded = new() { Resident = 22 } });
        given.And(new Fact { InvitationIssued = new() { Resident = 22, ExpiresMicros = long.MaxValue } });
        var resident = given.Last;

        var outcome = given.When(Command, Request(), Xingfu.Operator);
        Assert.Equal(
            [
                Fact.KindOneofCase.InvitationRevoked, Fact.KindOneofCase.ResidentRecorded, Fact.KindOneofCase.StaffAppointed,
                Fact.KindOneofCase.RoleGranted, Fact.KindOneofCase.InvitationIssued,
            ],
            outcome.Decision.Facts.Select(made => made.Fact.KindCase));
        Assert.Equal(("陈主任", "首张邀请单遗失"), (outcome.Answer.Invitation.Invitation.Resident.DisplayName, outcome.Made[2].Fact.StaffAppointed.Reason));
        Assert.Equal((true, false), (given.State.Residents.Invitations[lost].Revoked, given.State.Residents.Invitations[resident].Revoked));
        Assert.True(given.State.MayRead(Xingfu.As(Xingfu.Li), outcome.Made[2]));

        var code = Domain.Directory.InvitationCode.Parse(outcome.Answer.Invitation.Code)!;
        Assert.Equal(given.Last, given.State.Residents.ByCodeHash(Register.Codes.HashOf(code.Secret))!.Id);
    }

    [Fact]
    public void Only_an_operator_appoints_and_says_why()
    {
        var given = Xingfu.Founded();
        given.When(Command, Request(), Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.RoleRequired);
        given.When(Command, Request(), Xingfu.Outsider).Refused(ErrorReason.NotFound, "name");
        given.When(Command, Request(reason: " "), Xingfu.Operator).Refused(ErrorReason.InvalidField, "reason");
        given.When(Command, Request(name: "\t"), Xingfu.Operator).Refused(ErrorReason.InvalidField, "display_name");
        given.When(Command, Request(parent: "communities/xingfu/polls/1"), Xingfu.Operator).Refused(ErrorReason.NotFound, "parent");
    }

    private static AppointStaffRequest Request(string name = "陈主任", string reason = "首张邀请单遗失", string parent = Xingfu.Name) =>
        new() { Parent = parent, DisplayName = name, Reason = reason };
}
