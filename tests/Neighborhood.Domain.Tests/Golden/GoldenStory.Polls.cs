using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Papers;
using Neighborhood.Domain.Petitions;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proxies;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Devices;
using Neighborhood.Domain.Tests.Papers;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Golden;

internal static partial class GoldenStory
{
    private static readonly string[] Choices = ["yes", "no", "yes", "yes", "abstain"];

    /// <summary>A poll under every pack that governs a matter, open and confidential, each voted in and counted.</summary>
    private static Given<CommunityState> Polls()
    {
        var given = Founded();
        for (var home = 1; home <= Households; home++)
        {
            given.Vault(CommunityVault.HouseholdKey(home), new HouseholdRecord { Building = "1号楼", Room = $"10{home}" });
        }

        foreach (var pack in RulePacks.InForce(new DateOnly(2026, 1, 1)).Where(pack => pack.Matters.Count > 0))
        {
            foreach (var secrecy in new[] { Secrecy.Open, Secrecy.Confidential })
            {
                var poll = given.Opened(pack.Id, request =>
                {
                    (request.Matter, request.Secrecy) = (pack.Matters[0].Id, secrecy);
                    request.ClosesAt = given.In(TimeSpan.FromDays(pack.NoticeDays) + PollSteps.Length);
                    request.Household = pack.Interested == InterestedOwners.All ? "" : Named("households", Zhang);
                });
                VoteOnce(given, poll);
                given.Counted(poll);
            }
        }

        return given;
    }

    /// <summary>Devices that are added, approved and lost, signed ballots that replace each other, and proxies on line and on paper.</summary>
    private static Given<CommunityState> Signed()
    {
        var given = Founded();
        using var wang = new Owner(Wang);
        using var second = new Owner(Wang, 2);
        using var li = new Owner(Li);
        using var zhang = new Owner(Zhang);
        Owner[] owners = [wang, second, li, zhang];
        Array.ForEach(owners, owner => owner.Register(given));
        wang.Approve(given, second);
        var poll = given.Opened(PollSteps.Owners);
        wang.Vote(given, poll, "no");
        second.Vote(given, poll, "yes", replaces: 1);
        given.When(new RevokeDevice(), new RevokeDeviceRequest { Name = wang.Device }, second.Caller);

        var proxy = given.When(new AuthorizeProxy(), li.Proxy(given, Zhang, poll), li.Caller).Answer;
        given.When(new CastBallot(), zhang.Ballot(poll, "yes", 0, proxy), zhang.Caller);
        li.Vote(given, poll, "abstain", replaces: 3);
        var onPaper = new AuthorizeProxyRequest
        {
            Parent = Name,
            Principal = Resident(4),
            Proxy = Resident(Zhang),
            Polls = { poll },
            ValidUntil = given.In(TimeSpan.FromDays(30)),
            DocumentHash = Hash(4),
        };
        var recorded = given.When(new AuthorizeProxy(), onPaper, As(Staff)).Answer;
        given.When(new RevokeProxy(), new RevokeProxyRequest { Name = recorded.Name }, As(Staff));
        given.Counted(poll);
        return given;
    }

    /// <summary>
    /// Rules of its own and a city's, notices, objections, scrutineers, papers, polls put off, called off and voided, an absence, a ballot that is struck, and
    /// a result that is posted late.
    /// </summary>
    private static Given<CommunityState> Procedure()
    {
        var given = PaperSteps.Founded("LAST");
        var city = given.Read(new ListRuleLayers(), new ListRuleLayersRequest { Parent = Name }, As(Staff)).Layers.First(layer => layer.Id != Id).Id;
        given.When(new ChooseCityLayer(), new ChooseCityLayerRequest { Parent = Name, Id = city }, As(Staff));

        var announced = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        Notice(given, announced, NoticeKind.PollNotice);
        Answer(given, File(given, announced, Li, About.Roll), accept: true);
        var naming = new NameScrutineerRequest { Parent = announced, Resident = Resident(Wang) };
        given.When(new NameScrutineer(), naming, As(Staff));
        given.When(new NameScrutineer(), new(naming) { Resident = Resident(Li) }, As(Staff));
        given.When(new RemoveScrutineer(), new RemoveScrutineerRequest { Parent = announced, Resident = Resident(Li) }, As(Staff));
        given.Later(PollSteps.Notice + TimeSpan.FromDays(1)).Due();
        Papers(given, announced);
        given.When(new ExtendPoll(), new ExtendPollRequest { Name = announced, ClosesAt = given.In(TimeSpan.FromDays(9)), Reason = "雨天" }, As(Staff));
        given.Later(TimeSpan.FromDays(8)).Away(TimeSpan.FromDays(2));
        given.Later(TimeSpan.FromDays(6)).Due();
        Declare(given, announced);
        Answer(given, File(given, announced, Li, About.VoterList), accept: true, struck: Wang);
        Declare(given, announced);
        given.Later(TimeSpan.FromDays(2)).Away(TimeSpan.FromDays(2)).Later(TimeSpan.FromDays(10)).Due();
        Notice(given, announced, NoticeKind.ResultNotice);

        var cancelled = given.Announce(given.Request(PollSteps.Special)).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = cancelled, Reason = "写错了" }, As(Staff));
        given.When(new VoidPoll(), new VoidPollRequest { Name = given.Opened(PollSteps.Survey), Reason = "程序错误" }, As(Staff));
        Sue(given);
        return given;
    }

    // A lawsuit holds the evidence, and its ruling revokes the decision.
    private static void Sue(Given<CommunityState> given)
    {
        var sued = given.Opened(PollSteps.Survey);
        given.Vote(sued, Wang, "yes");
        given.Counted(sued);
        var held = new ExtendEvidenceRequest { Name = sued, Until = given.In(TimeSpan.FromDays(700)), Reason = "诉讼" };
        given.When(new ExtendEvidence(), held, As(Staff));
        var ruling = new CourtRuling { Court = "区人民法院", CaseNumber = "(2026)民初1号", RuledAt = given.In(TimeSpan.Zero) };
        given.When(new VoidPoll(), new VoidPollRequest { Name = sued, Reason = "通知期不足", Ruling = ruling }, As(Staff));
        given.Later(TimeSpan.FromDays(800)).Due();
    }

    /// <summary>Petitions that expire, are answered late, and whose poll falls away.</summary>
    private static Given<CommunityState> Petitions()
    {
        var given = Founded();
        var opening = new OpenPetitionRequest { Parent = Name, Question = "同意换物业吗？", Reasons = "为什么", Matter = "other-major" };
        var expired = given.When(new OpenPetition(), opening, As(4)).Answer.Name;
        var reached = given.When(new OpenPetition(), new(opening) { Question = "同意修电梯吗？" }, As(Wang)).Answer.Name;
        given.When(new SignPetition(), new SignPetitionRequest { Name = expired }, As(Wang));
        given.When(new WithdrawSignature(), new WithdrawSignatureRequest { Name = expired }, As(Wang));
        given.When(new SignPetition(), new SignPetitionRequest { Name = reached }, As(Li));
        given.When(new SignPetition(), new SignPetitionRequest { Name = reached }, As(Zhang));
        given.When(new RedactPetition(), new RedactPetitionRequest { Name = expired, Reason = "写了电话号码" }, As(Staff));
        given.Later(TimeSpan.FromDays(19)).Away(TimeSpan.FromDays(2));
        given.Later(TimeSpan.FromDays(30)).Due();
        var announcing = given.Request(PollSteps.Owners);
        (announcing.Question, announcing.Matter, announcing.RulePack, announcing.Petition) = ("", "", "", reached);
        var poll = given.When(new AnnouncePoll("", 0), announcing, As(Li)).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = poll, Reason = "重来" }, As(Staff));
        return given.Later(TimeSpan.FromDays(100)).Due();
    }

    /// <summary>Papers that are counted, spoiled, entered differently and never come back, beside ballots on line.</summary>
    private static void Papers(Given<CommunityState> given, string poll)
    {
        given.Vote(poll, Wang, "no");
        given.Issue(poll, Wang, Li, Zhang, 4);
        given.Return(poll, 1, 2, 3);
        given.EnterTwice(poll, 1, "yes");
        given.Enter(poll, 2, "yes", PaperSteps.First);
        given.VoidEntry(poll, 2);
        given.EnterTwice(poll, 2, "no");
        given.Spoil(poll, 3);
    }

    private static void VoteOnce(Given<CommunityState> given, string poll)
    {
        var roll = given.State.Polls.Find(Names.IdIn(poll, "polls"))!.Roll;
        foreach (var (option, index) in Choices.Take(roll.Count).Select((option, index) => (option, index)))
        {
            _ = given.Vote(poll, roll[index].Voter, option).Answer;
        }
    }

    private static void Declare(Given<CommunityState> given, string poll) =>
        _ = given.When(new DeclareResult(given.Count(poll)), new GetPollRequest { Name = poll }, As(Staff)).Answer;

    private static void Notice(Given<CommunityState> given, string poll, NoticeKind kind)
    {
        var posted = new RecordNoticeRequest { Name = poll, Kind = kind, Place = "东门公告栏", PostedAt = Times.Timestamp(given.NowMicros) };
        _ = given.When(new RecordNotice(), posted, As(Staff)).Answer;
    }

    private static string File(Given<CommunityState> given, string poll, long who, About about) =>
        given.When(new FileObjection(), new FileObjectionRequest { Parent = poll, Text = "面积不对", About = about }, As(who)).Answer.Name;

    private static void Answer(Given<CommunityState> given, string objection, bool accept, long struck = 0)
    {
        var answer = new AnswerObjectionRequest { Name = objection, Accept = accept, Answer = "已核对" };
        if (struck != 0)
        {
            (answer.StruckVoter, answer.StrikeReason) = (Resident(struck), StrikeReason.NotEntitled);
        }

        _ = given.When(new AnswerObjection(), answer, As(Staff)).Answer;
    }
}
