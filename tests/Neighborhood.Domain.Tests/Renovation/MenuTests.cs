using Neighborhood.Domain.Core;
using Neighborhood.Domain.Renovation;
using Neighborhood.V1;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Tests.Renovation;

public sealed class MenuTests
{
    private readonly Given<CommunityState> _given = Estate.Old();

    [Fact]
    public void A_draft_is_staffs_alone_until_it_is_published()
    {
        var draft = _given.Draft(Estate.Items()).AnsweredAs(new GetMenu(), new() { Name = Xingfu.Named("menus", _given.Last) }, Xingfu.As(Xingfu.Staff)).Answer;
        Assert.Equal((0, 0, 3, "2026 年改造"), (draft.Version, draft.Items.Count, draft.Draft.Items.Count, draft.Title));
        Assert.Equal($"{draft.Name}/items/2", draft.Draft.Items[1].Name);
        Assert.Equal("name", _given.RefusalOf(new GetMenu(), new() { Name = draft.Name }, Xingfu.As(Xingfu.Wang)).Field);
        Assert.Equal(ErrorReason.NotFound, _given.RefusalOf(new GetItem(), new() { Name = $"{draft.Name}/items/1" }, Xingfu.As(Xingfu.Staff)).Reason);
        Assert.Empty(List(Xingfu.Wang).Menus);
        Assert.Single(List(Xingfu.Staff).Menus);
        Assert.False(_given.State.MayRead(Xingfu.As(Xingfu.Wang), _given.Entries.Last()));

        var menu = _given.Publish(draft).Answer;
        Assert.Equal((1, 3, Xingfu.Resident(Xingfu.Staff)), (menu.Version, menu.Items.Count, menu.PublishedBy.Resident));
        Assert.Null(menu.Draft);
        Assert.Equal(menu.Name, Assert.Single(List(Xingfu.Wang).Menus).Name);
        Assert.True(_given.State.MayRead(Xingfu.As(Xingfu.Wang), _given.Entries.Last()));
        Assert.Equal((30_000_101, ItemClass.Improvement, Stage.Published), (menu.Items[1].CostFen, menu.Items[1].Class, menu.Items[1].Stage));
    }

    [Fact]
    public void An_edit_is_a_new_version_and_the_published_one_stays_until_then()
    {
        var menu = _given.Published();
        var items = Drafts(menu);
        items[0].Title = "更换上下水管";
        RenovationItemDraft[] next = [items[2], items[0], items[1], new(Estate.Items()[0]) { Title = "屋面防水" }];
        var edited = _given.Update(menu, next).Answer;
        Assert.Equal((1, "更换排水管", 4), (edited.Version, edited.Items[0].Title, edited.Draft.Items.Count));
        Assert.Null(_given.Seen(menu, Xingfu.Wang).Draft);
        Assert.Equal("更换排水管", _given.Seen(menu, Xingfu.Wang).Items[0].Title);
        _given.Update(menu, [.. edited.Draft.Items]).Refused(ErrorReason.NothingChanged);

        var second = _given.Publish(menu).Answer;
        Assert.Equal(2, second.Version);
        Assert.Equal(["健身小广场", "更换上下水管", "加装电梯", "屋面防水"], second.Items.Select(item => item.Title));
        Assert.Equal($"{menu.Name}/items/4", second.Items[3].Name);
        Assert.Equal([1L, 4L], _given.Entries.Last().Fact.MenuPublished.Published);
        Assert.Equal([1, 2, 1, 1], second.Items.Select(item => item.History.Count));
        _given.Publish(menu).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void What_went_on_stays_as_it_was_published_and_nothing_published_is_left_out()
    {
        var menu = _given.Published();
        var drafts = Drafts(menu);
        _given.Update(menu, drafts[0], drafts[1]).Refused(ErrorReason.InvalidField, "items");
        drafts[0].Meaning = "换个说法";
        _given.Update(menu, drafts);
        _given.Announce(_given.Announcement(menu));
        Assert.Equal(FieldProblem.ItemIsFixed, _given.Publish(menu).Refused(ErrorReason.InvalidField, "name").Problem);
        Assert.Equal(FieldProblem.ItemIsFixed, _given.Update(menu, [.. drafts.Reverse()]).Refused(ErrorReason.InvalidField, "items[2].name").Problem);
    }

    public static TheoryData<string, ErrorReason, FieldProblem, Action<RenovationItemDraft>> BadItems() => new()
    {
        { "items[1].class", ErrorReason.InvalidField, FieldProblem.UnknownValue, item => item.Class = (ItemClass)9 },
        { "items[1].title", ErrorReason.InvalidField, FieldProblem.Required, item => item.Title = " " },
        { "items[1].funding", ErrorReason.InvalidField, FieldProblem.Required, item => item.Funding = new() },
        { "items[1].funding.owners_fen", ErrorReason.InvalidField, FieldProblem.OutOfRange, item => item.Funding.OwnersFen = -1 },
        { "items[1].funding.government_fen", ErrorReason.InvalidField, FieldProblem.OutOfRange,
            item => item.Funding.GovernmentFen = DomainLimits.CostFen + 1 },
        { "items[1].funding.owners_fen", ErrorReason.InvalidField, FieldProblem.OwnersPayUnasked, item => item.Class = ItemClass.Basic },
        { "items[1].funding.maintenance_fund_fen", ErrorReason.InvalidField, FieldProblem.OwnersPayUnasked, item =>
            {
                item.Class = ItemClass.Basic;
                item.Funding.OwnersFen = 0;
            }
        },
        { "items[1].places[1]", ErrorReason.InvalidField, FieldProblem.UnknownPlace, item => item.Places.Add(new BuildingPlace { Building = "9" }) },
        { "items[1].places[0]", ErrorReason.InvalidField, FieldProblem.UnknownPlace, item => item.Places[0].Unit = "9" },
        { "items[1].places[1]", ErrorReason.InvalidField, FieldProblem.NamedTwice, item => item.Places.Add(item.Places[0].Clone()) },
        { "items[1].matter", ErrorReason.InvalidField, FieldProblem.Required, item => item.Matter = "" },
        { "items[1].matter", ErrorReason.MatterUnknown, FieldProblem.Unspecified, item => item.Matter = "nothing" },
        { "items[1].matter", ErrorReason.InvalidField, FieldProblem.NotAMatterOfOwners, item => item.Matter = "council-decision" },
        { "items[1].matter", ErrorReason.InvalidField, FieldProblem.NotAMatterOfOwners, item => item.Matter = "dwelling-to-business" },
        { "items[1].matter", ErrorReason.InvalidField, FieldProblem.OtherItemClass, item => item.Class = ItemClass.Enhancement },
        { "items[1].name", ErrorReason.NotFound, FieldProblem.Unspecified, item => item.Name = Xingfu.Named("menus", 1) + "/items/1" },
    };

    [Theory]
    [MemberData(nameof(BadItems), DisableDiscoveryEnumeration = true)]
    public void An_item_that_cannot_be_is_refused_by_its_field(string field, ErrorReason reason, FieldProblem problem, Action<RenovationItemDraft> spoil)
    {
        var items = Estate.Items();
        spoil(items[1]);
        Assert.Equal(problem, _given.Draft(items).Refused(reason, field).Problem);
    }

    [Fact]
    public void An_item_stands_once_in_a_menu()
    {
        var drafts = Drafts(_given.Published());
        drafts[2].Name = drafts[0].Name;
        Assert.Equal(
            FieldProblem.NamedTwice, _given.Update(List(Xingfu.Staff).Menus[0], drafts).Refused(ErrorReason.InvalidField, "items[2].name").Problem);
    }

    [Fact]
    public void Nobody_pays_where_nobody_has_an_area()
    {
        var given = Polls.PollSteps.Estate(1, Polls.PollSteps.Home(1, 0, 1));
        var items = Estate.Items();
        items[1].Places.Clear();
        Assert.Equal(FieldProblem.NoAreaInScope, given.Draft(items).Refused(ErrorReason.InvalidField, "items[1].places").Problem);
    }

    [Fact]
    public void Menus_are_found_by_their_names_and_versions()
    {
        var menu = _given.Published();
        var staff = Xingfu.As(Xingfu.Staff);
        var create = new CreateMenuRequest { Parent = Xingfu.Name, Title = "x", Items = { Estate.Items() } };
        _given.When(new CreateMenu(), new(create) { Parent = "communities/other" }, staff).Refused(ErrorReason.NotFound, "parent");
        _given.When(new CreateMenu(), new(create) { Title = " " }, staff).Refused(ErrorReason.InvalidField, "title");
        var none = Xingfu.Named("menus", 1);
        _given.When(new UpdateMenu(), new() { Name = none, Title = "x", Etag = "1" }, staff).Refused(ErrorReason.NotFound, "name");
        _given.When(new UpdateMenu(), new() { Name = menu.Name, Title = "x", Etag = "1" }, staff).Refused(ErrorReason.EtagMismatch, "etag");
        _given.When(new UpdateMenu(), new() { Name = menu.Name, Title = " ", Etag = menu.Etag }, staff).Refused(ErrorReason.InvalidField, "title");
        _given.When(new PublishMenu(), new() { Name = none, Etag = "1" }, staff).Refused(ErrorReason.NotFound, "name");
        _given.Update(menu, [.. Drafts(menu).Reverse()]);
        _given.When(new PublishMenu(), new() { Name = menu.Name, Etag = menu.Etag }, staff).Refused(ErrorReason.EtagMismatch, "etag");
        Assert.Equal("parent", _given.RefusalOf(new ListMenus(), new() { Parent = "communities/other" }, staff).Field);
        Assert.Equal(ErrorReason.InvalidPageToken, _given.RefusalOf(new ListMenus(), new() { Parent = Xingfu.Name, PageToken = "x" }, staff).Reason);
        Assert.Equal("name", _given.RefusalOf(new GetItem(), new() { Name = menu.Name + "/items/9" }, staff).Field);
    }

    [Fact]
    public void A_menu_has_room_in_one_segment_and_menus_have_an_end()
    {
        var full = Enumerable.Range(0, 100).Select(_ => new RenovationItemDraft(Estate.Items()[0]) { Meaning = new string('改', 4_000) }).ToArray();
        _given.Draft(full).Refused(ErrorReason.LimitExceeded, "items");
        for (var count = 0; count < RenovationLimits.MenusCount; count++)
        {
            _given.Try(new CreateMenu(), new() { Parent = Xingfu.Name, Title = "x", Items = { Estate.Items()[0] } }, Xingfu.As(Xingfu.Staff));
        }

        _given.Draft(Estate.Items()).Refused(ErrorReason.LimitExceeded);
    }

    [Fact]
    public void Only_staff_write_menus()
    {
        var draft = _given.Draft(Estate.Items()).Answer;
        foreach (var other in new[] { Xingfu.Wang, Xingfu.Councillor, Xingfu.Cadre, Xingfu.Observer })
        {
            _given.When(new CreateMenu(), new() { Parent = Xingfu.Name, Title = "x" }, Xingfu.As(other)).Refused(ErrorReason.RoleRequired);
            _given.When(new PublishMenu(), new() { Name = draft.Name, Etag = draft.Etag }, Xingfu.As(other)).Refused(ErrorReason.RoleRequired);
        }
    }

    private ListMenusResponse List(long resident) => _given.Read(new ListMenus(), new() { Parent = Xingfu.Name }, Xingfu.As(resident));

    private static RenovationItemDraft[] Drafts(RenovationMenu menu)
    {
        var drafts = Estate.Items();
        for (var index = 0; index < drafts.Length; index++)
        {
            drafts[index].Name = menu.Items[index].Name;
        }

        return drafts;
    }
}
