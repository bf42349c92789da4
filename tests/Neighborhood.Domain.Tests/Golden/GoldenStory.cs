using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Devices;
using Neighborhood.Domain.Tests.Directory;
using Neighborhood.Domain.Tests.Discussions;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.Domain.Tests.Proposals;
using Neighborhood.Domain.Tests.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Golden;

/// <summary>
/// What golden ledgers tell: everything that a neighbourhood can do, played with a clock and chance of the test, so that telling it twice gives the same bytes.
/// A new capability adds its chapter here.
/// </summary>
internal static partial class GoldenStory
{
    /// <summary>Who asks a community's ledger.</summary>
    public static readonly Audience OfCommunity = new(
        new Dictionary<string, Caller> { ["staff"] = As(Staff), ["owner"] = As(Wang) }, Name, "");

    /// <summary>Who asks the directory's ledger.</summary>
    public static readonly Audience OfDirectory = new(
        new Dictionary<string, Caller> { ["operator"] = Register.Operator, ["resident"] = new(2, IsOperator: false) }, "");

    /// <summary>Every golden ledger there is to write. The names of those of the directory begin so.</summary>
    public static IReadOnlyList<Story> All =>
    [
        Story.Of("directory", Directory, OfDirectory),
        Story.Of("people", People, OfCommunity),
        Story.Of("talk", Talk, OfCommunity),
        Story.Of("polls", Polls, OfCommunity),
        Story.Of("signed", Signed, OfCommunity),
        Story.Of("procedure", Procedure, OfCommunity),
        Story.Of("petitions", Petitions, OfCommunity),
        Story.Of("renovation", Renovation, OfCommunity),
    ];

    /// <summary>Accounts, communities, a recovery, an erasure, and a restore.</summary>
    private static Given<DirectoryState> Directory()
    {
        var given = Register.WithCommunity();
        given.When(new CreateCommunity(), Register.Creation("heping"), Register.Operator);
        var wang = given.Join("wang", 5);
        var li = given.Join("li", 6);
        given.And(new Fact { Restored = new() { Epoch = 1, LostSize = given.Next + 2, LostRoot = Hash(1), Mark = Hash(2) } });
        var staff = given.State.CallerOf(given.Join("staff", 7));
        var recovery = new StartRecoveryRequest { Name = "communities/xingfu/residents/1", Reason = "身份证核对" };
        var started = given.When(new StartRecovery("xingfu", wang, Register.Codes), recovery, staff).Answer;
        given.Later(TimeSpan.FromHours(1));
        given.When(new CompleteRecovery("new"), new CompleteRecoveryRequest { Code = started.Code, Password = Register.Password }, Caller.Anonymous);
        var change = new ChangePasswordRequest { CurrentPassword = Register.Password, NewPassword = Register.Password + "!" };
        given.When(new SetPassword("hash:li", "newer"), change, given.State.CallerOf(li));
        given.When(new EraseAccount(li), new EraseAccountRequest(), given.State.CallerOf(li));
        given.Join("zhao", 8, "heping");
        return given;
    }

    /// <summary>A roll that is imported and changed, invitations, roles, recoveries, departures and erasures.</summary>
    private static Given<CommunityState> People()
    {
        var given = Founded();
        given.Import(Rolls.Row(1, "101", "A"), Rolls.Row(2, "101", "B"), Rolls.Row(3, "102", "C"), Rolls.Unsold(4, "201"));
        given.Import(Rolls.Row(1, "101", "A", "89.60"), Rolls.Row(2, "101", "B", "89.60"), Rolls.Row(3, "102", "D"), Rolls.Unsold(4, "201"));
        var naming = new NameVotingOwnerRequest { Name = Named("households", given.Home("101").Id), VotingOwner = Resident(given.OwnerKeyed("B")) };
        given.When(new NameVotingOwner(), naming, As(Staff));
        var etag = given.Read(new GetCommunity(), new GetCommunityRequest { Name = Name }, As(Staff)).Etag;
        var settings = new UpdateCommunityRequest { Name = Name, Title = "幸福里", Etag = etag, Settings = new() { PostsPerHour = 9 } };
        given.When(new UpdateCommunity(), settings, As(Staff));
        var tenant = new CreateResidentRequest { Parent = Name, DisplayName = "租客小张", Phone = "139", Household = Named("households", given.Home("102").Id) };
        var recorded = given.When(new CreateResident(), tenant, As(Staff)).Answer.Name;
        var inviting = new InviteResidentsRequest { Parent = Name, Residents = { recorded } };
        var invited = given.When(new InviteResidents(new FixedCodes()), inviting, As(Staff)).Answer;
        given.When(new RevokeInvitation(), new RevokeInvitationRequest { Name = invited.Invitations[0].Invitation.Name }, As(Staff));
        given.When(new GrantRole(), new GrantRoleRequest { Name = Resident(Host), Role = Role.Moderator }, As(Staff));
        given.When(new RevokeRole(), new RevokeRoleRequest { Name = Resident(Host), Role = Role.Moderator }, As(Staff));
        given.And(new WrittenText { Text = "手机丢了" }, text => new Fact { RecoveryNoted = new() { Resident = Wang, ByResident = Staff, Reason = text } });
        given.And(new Fact { VotingHoldSet = new() { Account = As(Wang).Account, UntilMicros = given.NowMicros + Times.DayMicros, SourceSequence = 90 } });
        given.And(new Fact { RelayRefused = new() { SourceSequence = 91, Reason = (int)ErrorReason.InvitationInvalid } });
        given.And(new Fact { StaffAppointed = new() { Resident = Councillor, Reason = "首张邀请单遗失" } });
        given.When(new EndResidence(), new EndResidenceRequest { Name = Resident(Observer - 1) }, As(Staff));

        // Somebody who stands on a sealed roll is erased: the record is kept aside for the time to challenge, and then let go.
        given.And(new Fact { Restored = new() { Epoch = 1, LostSize = given.Next + 5, LostRoot = Hash(1), Mark = Hash(3) } });
        given.Counted(given.Opened(PollSteps.Survey));
        given.When(new EraseResident(), new EraseResidentRequest { Name = recorded }, As(Staff));
        given.When(new EraseResident(), new EraseResidentRequest { Name = Resident(Cadre) }, As(Staff));
        given.When(new EraseResident(), new EraseResidentRequest { Name = Resident(given.OwnerKeyed("A")) }, As(Staff));
        given.When(new EraseResident(), new EraseResidentRequest { Name = Resident(WangsChild) }, As(Staff));
        return given.Later(TimeSpan.FromDays(400)).Due();
    }

    /// <summary>A talk room with threads, edits, reports and moderation, and proposals in every state.</summary>
    private static Given<CommunityState> Talk()
    {
        var given = Founded(new() { EndorsingHouseholds = 3 });
        var room = TalkRoom.In(given);
        room.Write(Wang, "谢谢。", replyTo: room.Post);
        room.Update(Li, "我家楼下也很需要。");
        room.Pin(Host);
        room.Report(Wang);
        room.Hide(Moderator);
        room.Restore(Moderator);
        room.Report(Zhang);
        room.Dismiss(Moderator);
        room.Redact(Li, post: room.Write(Li, "我的电话是 139…").Answer.Name);
        room.Summarize(Host);
        room.Close(Host);
        room.Reopen(Host);

        var proposing = Proposing.In(given);
        proposing.Update(Wang, request => request.Title = "充电桩八个");
        proposing.Publish();
        proposing.Endorse(Li);
        proposing.Update(Wang, request => request.CostFen = 3_000_000);
        proposing.Clarify();
        proposing.Endorse(Li);
        proposing.Unendorse(Li);
        long[] endorsers = [Li, Zhang, 4];
        Array.ForEach(endorsers, resident => proposing.Endorse(resident));
        given.Due().Counted(Named("polls", proposing.Poll()));
        var binding = given.Request(PollSteps.Council);
        (binding.Proposal, binding.Matter, binding.BindingStatus) = (proposing.Draft, "council-decision", BindingStatus.PaperBinding);
        var proposal = given.State.Proposals.Find(proposing.Id)!;
        var poll = given.Try(new AnnouncePoll(Proposing.Charging.Request, proposal.Current.Sequence), binding, As(Staff)).Answer.Name;
        given.Due().Vote(poll, Councillor, "yes");
        given.Counted(poll);
        proposing.Withdraw(name: proposing.Create(Li).Answer.Name, by: Li, reason: "不写了");
        var published = proposing.Create(Zhang, request => request.Topic = room.Topic).Answer.Name;
        proposing.Publish(Zhang, published);
        proposing.Withdraw(Zhang, "已解决", published);
        var urgent = proposing.Create(Zhang).Answer.Name;
        proposing.Publish(Zhang, urgent);
        proposing.Table(name: urgent);
        return given;
    }

    private static ByteString Hash(byte seed) => ByteString.CopyFrom([.. Enumerable.Repeat(seed, 32)]);
}

/// <summary>A story, and what telling it gives: the stored entries, and the golden ledger with all answers.</summary>
internal sealed record Story(string Name, Func<(IReadOnlyList<byte[]> Entries, Func<GoldenLedger> Golden)> Tell)
{
    public static Story Of<TState>(string name, Func<Given<TState>> play, Audience audience)
        where TState : class, ILedgerState, new() => new(name, () =>
        {
            var given = play();
            return (given.Stored, () => GoldenLedger.Of(given, audience));
        });
}
