using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Renovation;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Tests.Renovation;

/// <summary>The twelve homes of <see cref="Xingfu"/> with addresses, six to a building and three to a unit; and a menu of three items.</summary>
internal static class Estate
{
    public const long Basic = 1, Lift = 2, Square = 3;
    public const string Matter = "alter-or-rebuild";

    public static Given<CommunityState> Old()
    {
        var given = Xingfu.Founded();
        for (var home = 1L; home <= Xingfu.Households; home++)
        {
            given.Vault(CommunityVault.HouseholdKey(home), new HouseholdRecord
            {
                Building = home <= 6 ? "1" : "2",
                Unit = (home - 1) / 3 % 2 == 0 ? "1" : "2",
                Room = $"{home}01",
            });
        }

        return given;
    }

    public static RenovationItemDraft[] Items() =>
    [
        new() { Class = ItemClass.Basic, Title = "更换排水管", Meaning = "一楼不再返水", Funding = new() { GovernmentFen = 30_000_000 } },
        new()
        {
            Class = ItemClass.Improvement,
            Title = "加装电梯",
            Funding = new() { GovernmentFen = 20_000_000, OwnersFen = 10_000_001, MaintenanceFundFen = 100 },
            Places = { new BuildingPlace { Building = "1", Unit = "2" } },
            Matter = Matter,
        },
        new() { Class = ItemClass.Enhancement, Title = "健身小广场", Funding = new() { EnterpriseFen = 5_000_000, OwnersFen = 7 } },
    ];

    public static Outcome<CommunityState, RenovationMenu> Draft(this Given<CommunityState> given, params RenovationItemDraft[] items) =>
        given.When(new CreateMenu(), new CreateMenuRequest { Parent = Xingfu.Name, Title = "2026 年改造", Items = { items } }, Xingfu.As(Xingfu.Staff));

    public static Outcome<CommunityState, RenovationMenu> Update(this Given<CommunityState> given, RenovationMenu menu, params RenovationItemDraft[] items) =>
        given.When(
            new UpdateMenu(), new UpdateMenuRequest { Name = menu.Name, Title = menu.Title, Items = { items }, Etag = given.Seen(menu).Etag },
            Xingfu.As(Xingfu.Staff));

    public static Outcome<CommunityState, RenovationMenu> Publish(this Given<CommunityState> given, RenovationMenu menu) =>
        given.When(new PublishMenu(), new PublishMenuRequest { Name = menu.Name, Etag = given.Seen(menu).Etag }, Xingfu.As(Xingfu.Staff));

    public static RenovationMenu Published(this Given<CommunityState> given) => given.Publish(given.Draft(Items()).Answer).Answer;

    public static RenovationMenu Seen(this Given<CommunityState> given, RenovationMenu menu, long resident = Xingfu.Staff) =>
        given.Read(new GetMenu(), new GetMenuRequest { Name = menu.Name }, Xingfu.As(resident));

    public static RenovationItem Item(this Given<CommunityState> given, RenovationMenu menu, long item, long resident = Xingfu.Staff) =>
        given.Read(new GetItem(), new GetItemRequest { Name = $"{menu.Name}/items/{item}" }, Xingfu.As(resident));

    public static AnnounceItemRequest Announcement(this Given<CommunityState> given, RenovationMenu menu, long item = Basic) => new()
    {
        Name = $"{menu.Name}/items/{item}",
        StartsAt = given.In(TimeSpan.FromDays(10)),
        EndsAt = given.In(TimeSpan.FromDays(40)),
        Note = "分单元停水",
    };

    public static Outcome<CommunityState, RenovationItem> Announce(this Given<CommunityState> given, AnnounceItemRequest request) =>
        given.When(new AnnounceItem(), request, Xingfu.As(Xingfu.Staff));

    public static PutItemToVoteRequest Vote(this Given<CommunityState> given, RenovationMenu menu, long item = Lift) => new()
    {
        Name = $"{menu.Name}/items/{item}",
        Secrecy = Secrecy.Open,
        BindingStatus = BindingStatus.PaperBinding,
        ClosesAt = given.In(PollSteps.Notice + PollSteps.Length),
        Note = "施工图在居委会可看",
    };

    public static Outcome<CommunityState, RenovationItem> Put(this Given<CommunityState> given, PutItemToVoteRequest request) =>
        given.When(new PutItemToVote(), request, Xingfu.As(Xingfu.Staff));

    /// <summary>The poll on an item, open now.</summary>
    public static string Open(this Given<CommunityState> given, RenovationMenu menu, long item = Lift)
    {
        var poll = given.Put(given.Vote(menu, item)).Answer.Poll;
        given.Posted(poll);
        given.Later(PollSteps.Notice).Due();
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll).State);
        return poll;
    }

    /// <summary>The poll on an item, decided by this many of the twelve who consent.</summary>
    public static string Decided(this Given<CommunityState> given, RenovationMenu menu, int consenting)
    {
        var poll = given.Open(menu);
        for (var voter = 1; voter <= Xingfu.Households; voter++)
        {
            PollSteps.Vote(given, poll, voter, voter <= consenting ? "yes" : "no");
        }

        given.Counted(poll);
        return poll;
    }

    public static Outcome<CommunityState, RenovationItem> Progress(this Given<CommunityState> given, RenovationMenu menu, long item, Stage stage) =>
        given.When(
            new RecordProgress(), new RecordProgressRequest { Name = $"{menu.Name}/items/{item}", Stage = stage, Note = "进展" }, Xingfu.As(Xingfu.Staff));

    public static Outcome<CommunityState, RenovationItem> Withdraw(this Given<CommunityState> given, RenovationMenu menu, long item) =>
        given.When(new WithdrawItem(), new WithdrawItemRequest { Name = $"{menu.Name}/items/{item}", Reason = "方案取消" }, Xingfu.As(Xingfu.Staff));
}
