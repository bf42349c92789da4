using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.V1;
using Enum = System.Enum;
using Option = Neighborhood.V1.Option;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>A small community in words long and short, wide and narrow, with everything that a screen can show.</summary>
public static class Sample
{
    public const string Community = "communities/cuiyuan";
    public const string Me = Community + "/residents/7";
    public const string LongText = "关于在三号楼与四号楼之间的空地加装十二个新能源汽车充电桩（含消防改造）并调整夜间停车秩序的若干建议 "
        + "with an English tail that goes on and on 🗳️ “引号”——破折号";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 0, 0, TimeSpan.Zero);

    public static Timestamp At(double hours) => Timestamp.FromDateTimeOffset(Now.AddHours(hours));

    public static Person Person(string name, int id) => new() { DisplayName = name, Resident = $"{Community}/residents/{id}" };

    public static Me Somebody(params Role[] roles) => new()
    {
        Account = "accounts/1",
        UserName = "xiaoming",
        Operator = true,
        LastRecoveryAt = At(-500),
        Memberships = { new Membership { Community = Community, CommunityTitle = "翠苑一区", Resident = Me, DisplayName = "王小明",
            Roles = { roles.Length == 0 ? Enum.GetValues<Role>().Skip(1) : roles } } },
    };

    public static Community CommunityOfAll => new()
    {
        Name = Community,
        Title = "翠苑一区",
        Etag = "1",
        CreateTime = At(-9000),
        HouseholdCount = 9,
        ResidentCount = 12,
        TotalAreaCm2 = 9_000_000,
        Settings = new Settings { EndorsingShareBasisPoints = 550, TopicsPerHour = 3 },
    };

    /// <summary>Rows without a room are bad, the others are new households.</summary>
    public static ImportRollResponse Import(ImportRollRequest request) => new()
    {
        Applied = !request.ValidateOnly,
        PreviewEtag = "etag",
        BadRows =
        {
            request.Rows.Where(row => row.Room.Length == 0)
                .Select(row => new BadRow { Line = row.Line, Field = "room", Problem = RowProblem.Missing, Value = row.OwnerName }),
        },
        Changes =
        {
            request.Rows.Where(row => row.Room.Length > 0)
                .Select(row => new RollChange { Kind = RollChange.Types.Kind.Added, Line = row.Line, Building = row.Building, Room = row.Room,
                    After = LongText }),
        },
    };

    /// <summary>A menu with an item in every stage, one of them in the sample poll, and a draft of the next version.</summary>
    public static RenovationMenu Menu
    {
        get
        {
            var menu = new RenovationMenu
            {
                Name = Community + "/menus/40",
                Title = "老旧小区改造项目清单 2026 " + LongText,
                Version = 3,
                Etag = "2a",
                PublishTime = At(-40),
                PublishedBy = Person("欧阳建国", 2),
                Items = { Enum.GetValues<RenovationItem.Types.Stage>().Skip(1).Select((stage, index) => Item(index + 1, stage)) },
            };
            menu.Draft = new MenuDraft { Title = menu.Title, Items = { Terminal.Screens.MenuText.DraftOf(menu) } };
            return menu;
        }
    }

    /// <summary>What a household owes.</summary>
    public static HouseholdShare Share(int home, bool unsold = false) => new()
    {
        Household = $"{Community}/households/{home}",
        Building = "12",
        Unit = "3",
        Room = $"{home}01",
        AreaCm2 = 895_000,
        OwnersFen = 12_345_678,
        MaintenanceFundFen = home,
        Unsold = unsold,
    };

    private static RenovationItem Item(int number, RenovationItem.Types.Stage stage) => new()
    {
        Name = $"{Community}/menus/40/items/{number}",
        Class = stage is RenovationItem.Types.Stage.Published or RenovationItem.Types.Stage.Announced ? ItemClass.Basic : ItemClass.Improvement,
        Title = $"{number}. {LongText}",
        Meaning = LongText,
        Funding = new Funding { GovernmentFen = 3_000_000_000, OwnersFen = number == 1 ? 0 : 123_456_789, MaintenanceFundFen = 1, EnterpriseFen = 5 },
        CostFen = 3_123_456_795,
        Places = { new BuildingPlace { Building = "12", Unit = "3" }, new BuildingPlace { Building = "十三号楼南侧附楼" } },
        Matter = "alter-or-rebuild",
        Stage = stage,
        StartsAt = At(100),
        EndsAt = At(900),
        Poll = stage == RenovationItem.Types.Stage.Voting ? Community + "/polls/1" : "",
        Households = 1_234,
        AreaCm2 = 123_456_789,
        MyShares = { Share(2) },
        History =
        {
            new StageChange { Stage = RenovationItem.Types.Stage.Published, Time = At(-40), By = Person("欧阳建国", 2), Sequence = 41 },
            new StageChange { Stage = stage, Time = At(-4), Note = LongText, Sequence = 52, Poll = Community + "/polls/1" },
        },
    };

    public static BallotOpening Opening(long ordinal, string option) => new() { Ordinal = ordinal, Choice = new Choice { Option = option }.ToByteString() };

    public static Topic Topic(Topic.Types.State state = V1.Topic.Types.State.Open) => new()
    {
        Name = Community + "/topics/1",
        Title = LongText,
        Text = LongText + "\n" + LongText,
        Host = Person("欧阳建国", 2),
        State = state,
        Pinned = true,
        Summary = state == V1.Topic.Types.State.Open ? "" : LongText,
        CreateTime = At(-9000),
        LastPostTime = At(-1),
        PostCount = 3,
        UnreadCount = 2,
        Proposals = { Community + "/proposals/1" },
    };

    public static Post Post(int id, int author, int replyTo = 0) => new()
    {
        Name = $"{Community}/topics/1/posts/{id}",
        Author = Person($"邻居{author}", author),
        Text = $"第 {id} 帖：{LongText}",
        ReplyTo = replyTo == 0 ? "" : $"{Community}/topics/1/posts/{replyTo}",
        CreateTime = At(-3),
        EditTime = id % 2 == 0 ? At(-2) : null,
        Etag = "e1",
    };

    public static Proposal Proposal(Proposal.Types.State state = V1.Proposal.Types.State.Published, int author = 7) => new()
    {
        Name = Community + "/proposals/1",
        Title = LongText,
        Request = LongText,
        Place = "三号楼南侧",
        Text = LongText + "\n\n" + LongText,
        Category = Category.Renovation,
        CostFen = 123_456_789,
        Author = Person("王小明", author),
        State = state,
        Topic = Community + "/topics/1",
        Polls = { Community + "/polls/1" },
        EndorsementCount = 7,
        EndorsementsNeeded = 12,
        Revision = 3,
        Etag = "e1",
        CreateTime = At(-100),
        PublishTime = At(-90),
        Clarifications = { new Clarification { Text = LongText, Time = At(-10) } },
        ChangedSinceMyEndorsement = { "title", "cost_fen" },
    };

    public static RulePack OwnersSpecial => new()
    {
        Id = "owners-special",
        Version = "2021-01-01",
        TitleZh = "业主共同决定（特别事项）",
        TitleEn = "Owners' joint decision, special matters",
        Electorate = Electorate.Owners,
        NoticeDays = 15,
        ObjectionDays = 15,
        Matters =
        {
            new Matter { Id = "raise-maintenance-fund", Article = "《民法典》第二百七十八条", Text = "筹集维修资金", TextEn = "Raising the maintenance fund" },
            new Matter { Id = "common-parts", Article = "《民法典》第二百七十八条", Text = "改变共有部分的用途", TextEn = "Changing the use of common parts" },
        },
        Clauses =
        {
            Clause(RuleClause.Types.Kind.Participation, Dimension.Area, 2, 3), Clause(RuleClause.Types.Kind.Participation, Dimension.Headcount, 2, 3),
            Clause(RuleClause.Types.Kind.Consent, Dimension.Area, 3, 4), Clause(RuleClause.Types.Kind.Consent, Dimension.Headcount, 3, 4),
        },
    };

    public static EffectiveRule Rule => new()
    {
        RulePack = OwnersSpecial,
        Sources =
        {
            new RuleSource
            {
                Id = "owners-special", Version = "2025-07-01", TitleZh = "业主共同决定",
                TitleEn = "Owners' joint decision", Hash = ByteString.CopyFrom(new byte[32]),
            },
            new RuleSource
            {
                Id = "beijing", Version = "2024-03-29", TitleZh = "北京市物业管理条例",
                TitleEn = "Beijing regulations", Hash = ByteString.CopyFrom(new byte[32]),
            },
        },
        Terms =
        {
            new RuleTerm { Field = "clauses/consent", Value = "≥ 3/4", Source = "owners-special", Article = LongText, ArticleEn = LongText },
            new RuleTerm
            {
                Field = "publicationDays", Value = "3", Source = "beijing",
                Article = "第三十七条", ArticleEn = "article 37", Text = LongText, TextEn = LongText,
            },
            new RuleTerm { Field = "ballotSignature", Value = "REQUIRED", Source = "owners-special" },
            new RuleTerm { Field = "ofTomorrow", Value = "7", Source = "elsewhere" },
        },
        Hash = ByteString.CopyFrom(new byte[32]),
    };

    public static Poll Poll(Poll.Types.State state = V1.Poll.Types.State.Open)
    {
        var poll = new Poll
        {
            Name = Community + "/polls/1",
            Question = LongText,
            Options = { new Option { Id = "yes", LabelZh = "同意", LabelEn = "Yes" }, new Option { Id = "no", LabelZh = "不同意", LabelEn = "No" },
                new Option { Id = "abstain", LabelZh = "弃权", LabelEn = "Abstain" } },
            Proposal = Community + "/proposals/1",
            RulePack = OwnersSpecial,
            Secrecy = Secrecy.Confidential,
            BindingStatus = BindingStatus.Advisory,
            State = state,
            AnnounceTime = At(-400),
            ObjectionsUntil = At(-40),
            OpensAt = At(state == V1.Poll.Types.State.Announced ? 40 : -40),
            ClosesAt = At(100),
            Turnout = new Turnout { EntitledHeadcount = 9, EntitledAreaCm2 = 9_000_000, VotedHeadcount = 6, VotedAreaCm2 = 6_000_000, BallotCount = 7 },
            AnnouncedBy = Person("李工作", 3),
            Gates =
            {
                new Gate { Kind = Gate.Types.Kind.NoticePosted, State = Gate.Types.State.Blocked },
                new Gate { Kind = Gate.Types.Kind.NoticePeriod, State = Gate.Types.State.Waiting, Until = At(15) },
                new Gate { Kind = Gate.Types.Kind.RollObjections, State = Gate.Types.State.Blocked, Until = At(15), Unanswered = 2 },
                new Gate { Kind = Gate.Types.Kind.Publication, State = Gate.Types.State.Overdue, Until = At(20) },
                new Gate { Kind = (Gate.Types.Kind)77, State = Gate.Types.State.Met },
            },
            RollRoot = ByteString.CopyFrom(new byte[32]),
            Notice = LongText,
            AnnounceSequence = 41,
        };
        if (state is V1.Poll.Types.State.Decided or V1.Poll.Types.State.Voided)
        {
            poll.Result = Result();
            poll.Reason = state == V1.Poll.Types.State.Voided ? LongText : "";
        }

        return poll;
    }

    public static MyBallot Ballot => new()
    {
        Name = Community + "/polls/1/ballots/6",
        Choice = new Choice { Option = "yes" },
        Opening = new BallotOpening { Ordinal = 6, Sequence = 60 },
        Time = At(-1),
        Receipt = new Receipt
        {
            Ledger = Community,
            Inclusion = new InclusionProof { Sequence = 60, TreeSize = 61, LeafHash = ByteString.CopyFrom(new byte[32]) },
            Head = new TreeHead
            {
                Ledger = Community,
                Size = 61,
                VerifierKey = "neighborhood.example+12345678+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjKl"
            },
        },
    };

    public static Household Household(int id) => new()
    {
        Name = $"{Community}/households/{id}",
        Building = "12",
        Unit = "3",
        Room = $"{id}01",
        AreaCm2 = 895_000,
        AreaSource = AreaSource.Register,
        Unsold = id == 3,
        Owners = { id == 3 ? [] : new[] { Person("王小明", 7), Person("欧阳建国", 2) } },
        VotingOwner = id == 1 ? Person("王小明", 7) : null,
    };

    public static Resident Resident(int id, bool joined = false) => new()
    {
        Name = $"{Community}/residents/{id}",
        DisplayName = $"居民{id}",
        Phone = "13800000000",
        Roles = { Role.Resident, Role.Owner, Role.Host },
        Households = { Community + "/households/1" },
        Joined = joined,
        JoinTime = joined ? At(-100) : null,
    };

    public static Invitation Invitation(Invitation.Types.State state, int id) => new()
    {
        Name = $"{Community}/invitations/{id}",
        Resident = Person($"居民{id}", id),
        State = state,
        CreateTime = At(-10),
        ExpiresAt = At(500),
        Address = "12-3-101",
        IssuedBy = Person("李工作", 3),
    };

    private static Result Result() => new()
    {
        Passed = false,
        Tally =
        {
            new OptionTally { Option = "yes", Headcount = 3, AreaCm2 = 3_300_000 }, new OptionTally { Option = "no", Headcount = 2, AreaCm2 = 2_000_000 },
            new OptionTally { Option = "abstain", Headcount = 1, AreaCm2 = 700_000 },
        },
        Clauses =
        {
            new ClauseResult { Clause = OwnersSpecial.Clauses[0], Held = true, Have = 6_000_000, Base = 9_000_000 },
            new ClauseResult { Clause = OwnersSpecial.Clauses[1], Held = true, Have = 6, Base = 9 },
            new ClauseResult { Clause = OwnersSpecial.Clauses[2], Held = false, Have = 3_300_000, Base = 6_000_000, Shortfall = 1_200_000 },
            new ClauseResult { Clause = OwnersSpecial.Clauses[3], Held = false, Have = 3, Base = 6, Shortfall = 3 },
        },
        BallotCount = 7,
        Sequence = 71,
        CloseSequence = 70,
        Time = At(-1),
    };

    private static RuleClause Clause(RuleClause.Types.Kind kind, Dimension dimension, int numerator, int denominator) => new()
    {
        Id = $"{kind}-{dimension}",
        Article = "《民法典》第二百七十八条第二款",
        Text = "参与表决的业主，其专有部分面积应占专有部分总面积的三分之二以上（“以上”包括本数）。",
        Kind = kind,
        Dimension = dimension,
        ArticleEn = "Civil Code, article 278, paragraph 2",
        TextEn = "The owners who take part hold at least two thirds of all exclusive area (the fraction itself is enough).",
        Base = kind == RuleClause.Types.Kind.Participation ? RuleClause.Types.Base.All : RuleClause.Types.Base.Participating,
        Numerator = numerator,
        Denominator = denominator,
    };
}
