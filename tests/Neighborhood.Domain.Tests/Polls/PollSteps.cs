using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Devices;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>The steps of a poll, as tests tell them.</summary>
internal static class PollSteps
{
    public const string Owners = "owners-ordinary";
    public const string Special = "owners-special";
    public const string Survey = "simple-majority";
    public const string Council = "council-default";
    public const string Meeting = "residents-meeting";

    public static readonly TimeSpan Notice = TimeSpan.FromDays(15);
    public static readonly TimeSpan Length = TimeSpan.FromDays(7);

    public static AnnouncePollRequest Request(this Given<CommunityState> given, string pack) => new()
    {
        Parent = Xingfu.Name,
        Question = "同意安装充电桩吗？",
        Matter = pack switch
        {
            Owners => "other-major",
            Special => "common-parts",
            _ => "",
        },
        RulePack = pack,
        Secrecy = Secrecy.Confidential,
        BindingStatus = BindingStatus.Advisory,
        ClosesAt = given.In((pack.StartsWith("owners", StringComparison.Ordinal) ? Notice : TimeSpan.Zero) + Length),
    };

    public static Timestamp In(this Given<CommunityState> given, TimeSpan time) =>
        Times.Timestamp(given.NowMicros + (time.Ticks / TimeSpan.TicksPerMicrosecond));

    public static Outcome<CommunityState, Poll> Announce(this Given<CommunityState> given, AnnouncePollRequest request) =>
        given.When(new AnnouncePoll("", 0), request, Xingfu.As(Xingfu.Staff));

    /// <summary>A poll that is open now.</summary>
    public static string Opened(this Given<CommunityState> given, string pack, Action<AnnouncePollRequest>? change = null)
    {
        var request = given.Request(pack);
        change?.Invoke(request);
        var poll = given.Announce(request).Answer;
        given.Posted(poll.Name);
        var opens = Times.Micros(poll.OpensAt)!.Value;
        given.Later(TimeSpan.FromMicroseconds(opens - given.NowMicros)).Due();
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll.Name).State);
        return poll.Name;
    }

    /// <summary>Its notice is posted now, where the rule demands one.</summary>
    public static void Posted(this Given<CommunityState> given, string poll)
    {
        if (given.State.Polls.Find(Names.IdIn(poll, "polls"))!.Pack.IsNoticeMandatory)
        {
            given.And(new Fact
            {
                NoticePosted = new()
                {
                    Poll = Names.IdIn(poll, "polls"),
                    Kind = NoticeKind.PollNotice,
                    Place = "东门公告栏",
                    PostedMicros = given.NowMicros,
                    ByResident = Xingfu.Staff,
                },
            });
        }
    }

    public static Poll Seen(this Given<CommunityState> given, string name) =>
        given.Read(new GetPoll(), new GetPollRequest { Name = name }, Xingfu.As(Xingfu.Staff));

    /// <summary>Casts a ballot, signed by a device of the voter where the poll asks for that.</summary>
    public static Outcome<CommunityState, CastBallotResponse> Vote(this Given<CommunityState> given, string poll, long voter, string option)
    {
        var info = given.State.Polls.Find(Names.IdIn(poll, "polls"));
        if (info is not { RequiresSignature: true } || info.Roll.IndexOf(voter) is not (>= 0 and var index))
        {
            return given.Try(new CastBallot(), new CastBallotRequest { Parent = poll, Choice = new Choice { Option = option } }, Xingfu.As(voter));
        }

        using var owner = new Owner(voter);
        owner.Register(given);
        return given.Try(new CastBallot(), owner.Ballot(poll, option, info.Roll[index].Ordinal), Xingfu.As(voter));
    }

    /// <summary>Closes the poll on time and counts it.</summary>
    public static Poll Counted(this Given<CommunityState> given, string name)
    {
        var poll = given.Seen(name);
        given.Later(TimeSpan.FromMicroseconds(Times.Micros(poll.ClosesAt)!.Value - given.NowMicros)).Due();
        return given.When(new DeclareResult(given.Count(name)), new GetPollRequest { Name = name }, Xingfu.As(Xingfu.Staff)).Answer;
    }

    public static CountedPoll Count(this Given<CommunityState> given, string name)
    {
        var sheet = CountSheet.Of(given.State, Names.IdIn(name, "polls"));
        Assert.NotNull(sheet);
        var counter = new BallotCounter(sheet);
        var entries = given.Entries.ToList();
        foreach (var row in sheet.Rows)
        {
            counter.Add(entries[(int)row.Sequence], given.Texts.Find(row.Sequence)!);
        }

        return counter.Finish();
    }

    /// <summary>
    /// A neighbourhood with these households; residents 1 to <paramref name="owners"/> are owners on its roll, and the usual one is staff.
    /// Everybody has joined.
    /// </summary>
    public static Given<CommunityState> Estate(int owners, params IEnumerable<HouseholdRow> households)
    {
        var given = new Given<CommunityState>();
        given.And(new Fact { CommunityFounded = new() { CommunityId = Xingfu.Id, Settings = new(), SourceSequence = 1 } });
        var roll = new RollImported { Households = { households } };
        roll.Owners.AddRange(Enumerable.Range(1, owners).Select(id => new OwnerRow { Resident = id }));
        given.And(new Fact { RollImported = roll });
        if (owners < Xingfu.Staff)
        {
            given.And(new Fact { ResidentRecorded = new() { Resident = Xingfu.Staff } });
        }

        foreach (var id in Enumerable.Range(1, owners).Select(id => (long)id).Append(Xingfu.Staff).Distinct())
        {
            given.And(new Fact { InvitationIssued = new() { Resident = id } });
            given.And(new Fact { ResidentJoined = new() { Resident = id, Account = Xingfu.As(id).Account, Invitation = given.Last } });
        }

        return given.And(new Fact { RoleGranted = new() { Resident = Xingfu.Staff, Role = Role.Staff } });
    }

    /// <summary>A household of these owners; the first of them votes.</summary>
    public static HouseholdRow Home(long id, long areaCm2, params long[] owners) =>
        new() { Household = id, AreaCm2 = areaCm2, Owners = { owners.Order() }, VotingOwner = owners.FirstOrDefault(), Unsold = owners.Length == 0 };

    public static (long Voter, long Area, int Heads)[] RollOf(this Given<CommunityState> given, string poll) =>
    [
        .. given.Read(new ListRoll(), new ListRollRequest { Parent = poll, PageSize = 500 }, Xingfu.As(Xingfu.Staff)).Entries
            .Select(row => (Names.IdIn(row.Voter, "residents"), row.AreaCm2, row.Headcount)),
    ];

    /// <summary>A proposal of Wang's, drafted; with two facts published, with three on the table.</summary>
    public static Given<CommunityState> Tabled(this Given<CommunityState> given, int facts = 3)
    {
        var id = given.Next;
        given.And(new WrittenText { Title = "充电桩" }, text => new Fact { ProposalDrafted = new() { Author = Xingfu.Wang, Terms = new() { Text = text } } });
        Fact[] further = [new() { ProposalPublished = new() { Proposal = id } }, new() { ProposalTabled = new() { Proposal = id } }];
        return given.And(further.Take(facts - 1));
    }
}
