using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Renovation;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Renovation;

public sealed class ItemShareTests
{
    private readonly Given<CommunityState> _given = Estate.Old();
    private readonly RenovationMenu _menu;

    public ItemShareTests() => _menu = _given.Published();

    [Fact]
    public void Each_household_sees_its_own_share_and_nobody_elses()
    {
        // Homes 4 to 6 share 10,000,001 fen, and the first in the order of the roll owes what is left of thirds.
        Assert.Equal([3_333_334L, 3_333_334, 3_333_333], new long[] { 4, 5, 6 }.Select(home => Assert.Single(Mine(home)).OwnersFen));
        Assert.Equal([34L, 33, 33], new long[] { 4, 5, 6 }.Select(home => Assert.Single(Mine(home)).MaintenanceFundFen));
        Assert.Empty(Mine(Xingfu.Wang));
        Assert.Empty(Mine(Xingfu.Staff));
        var seen = _given.Item(_menu, Estate.Lift, 5);
        Assert.Equal((3L, 3_000_000L, false), (seen.Households, seen.AreaCm2, seen.Sealed));
        var mine = seen.MyShares[0];
        Assert.Equal((Xingfu.Named("households", 5), "1", "2", "501"), (mine.Household, mine.Building, mine.Unit, mine.Room));
        Assert.Equal(12, _given.Item(_menu, Estate.Square).Households);

        // Whoever lives with an owner sees the household's.
        Assert.Equal(Xingfu.Named("households", Xingfu.Wang), Assert.Single(_given.Item(_menu, Estate.Square, Xingfu.WangsChild).MyShares).Household);
    }

    [Fact]
    public void Staff_list_all_shares_in_the_order_of_addresses_and_they_add_up()
    {
        var request = new ListSharesRequest { Parent = $"{_menu.Name}/items/{Estate.Square}", PageSize = 5 };
        var shares = new List<HouseholdShare>();
        do
        {
            var page = _given.Read(new ListShares(), request, Xingfu.As(Xingfu.Cadre));
            shares.AddRange(page.Shares);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal((12, 7L, 0L), (shares.Count, shares.Sum(share => share.OwnersFen), shares.Sum(share => share.MaintenanceFundFen)));
        Assert.Equal(Enumerable.Range(1, 12).Select(home => $"{home}01"), shares.Select(share => share.Room));
        Assert.Equal("parent", _given.RefusalOf(new ListShares(), new() { Parent = _menu.Name }, Xingfu.As(Xingfu.Staff)).Field);
        var wrong = new ListSharesRequest { Parent = request.Parent, PageToken = "x" };
        Assert.Equal(ErrorReason.InvalidPageToken, _given.RefusalOf(new ListShares(), wrong, Xingfu.As(Xingfu.Staff)).Reason);
        Assert.Equal(ErrorReason.RoleRequired, _given.RefusalOf(new ListShares(), request, Xingfu.As(Xingfu.Wang)).Reason);
    }

    [Fact]
    public void Before_the_vote_shares_follow_the_roll_and_from_its_opening_they_are_sealed()
    {
        _given.Put(_given.Vote(_menu));
        Change(home: 4, areaCm2: 3_000_000);
        Assert.Equal((6_000_001L, false), (Assert.Single(Mine(4)).OwnersFen, _given.Item(_menu, Estate.Lift).Sealed));
        _given.When(new CancelPoll(), new() { Name = _given.Item(_menu, Estate.Lift).Poll, Reason = "重来" }, Xingfu.As(Xingfu.Staff));

        var poll = _given.Open(_menu);
        var sealedBy = _given.Entries.Last().Fact.SharesSealed;
        Assert.Equal([4L, 5, 6], sealedBy.Households);
        Assert.Equal([3_000_000L, 1_000_000, 1_000_000], sealedBy.AreasCm2);
        Assert.False(_given.State.MayRead(Xingfu.As(Xingfu.Wang), _given.Entries.Last()));
        Change(home: 4, areaCm2: 500_000);
        Assert.Equal((6_000_001L, 3_000_000L), (Assert.Single(Mine(4)).OwnersFen, Assert.Single(Mine(4)).AreaCm2));
        Assert.Equal((true, 5_000_000L), (_given.Item(_menu, Estate.Lift).Sealed, _given.Item(_menu, Estate.Lift).AreaCm2));

        // Where no poll stands any more, nothing is sealed.
        _given.When(new VoidPoll(), new() { Name = poll, Reason = "程序错误" }, Xingfu.As(Xingfu.Staff));
        Assert.Equal((2_000_000L, false), (Assert.Single(Mine(4)).OwnersFen, _given.Item(_menu, Estate.Lift).Sealed));
    }

    [Fact]
    public void What_is_sealed_is_the_roll_as_drafted_with_accepted_objections()
    {
        var put = _given.Put(_given.Vote(_menu)).Answer;
        Change(home: 4, areaCm2: 3_000_000);
        Change(home: 5, areaCm2: 2_000_000);
        var objection = _given.When(new FileObjection(), new() { Parent = put.Poll, Text = "面积登记错了" }, Xingfu.As(5)).Answer;
        _given.When(new AnswerObjection(), new() { Name = objection.Name, Accept = true, Answer = "已更正" }, Xingfu.As(Xingfu.Staff));
        _given.Posted(put.Poll);
        _given.Later(PollSteps.Notice).Due();
        Assert.Equal([1_000_000L, 2_000_000, 1_000_000], _given.Entries.Last().Fact.SharesSealed.AreasCm2);
    }

    [Fact]
    public void Whoever_owns_several_owes_the_sum_the_developer_owes_what_is_unsold_and_co_owners_owe_together()
    {
        var given = PollSteps.Estate(3, PollSteps.Home(1, 100, 1), PollSteps.Home(2, 200, 1), PollSteps.Home(3, 100, 2, 3), PollSteps.Home(4, 600));
        var items = Estate.Items();
        items[1].Places.Clear();
        items[1].Funding = new() { OwnersFen = 1_000 };
        var menu = given.Publish(given.Draft(items).Answer).Answer;
        Assert.Equal([100L, 200], given.Item(menu, Estate.Lift, 1).MyShares.Select(share => share.OwnersFen));
        Assert.Equal(given.Item(menu, Estate.Lift, 2).MyShares, given.Item(menu, Estate.Lift, 3).MyShares);
        var all = given.Read(new ListShares(), new() { Parent = $"{menu.Name}/items/{Estate.Lift}" }, Xingfu.As(Xingfu.Staff)).Shares;
        Assert.Equal(600, Assert.Single(all, share => share.Unsold).OwnersFen);
        Assert.Equal(1_000, all.Sum(share => share.OwnersFen));
    }

    private Google.Protobuf.Collections.RepeatedField<HouseholdShare> Mine(long resident) => _given.Item(_menu, Estate.Lift, resident).MyShares;

    private void Change(long home, long areaCm2) => _given.And(new Fact { RollImported = new() { Households = { PollSteps.Home(home, areaCm2, home) } } });
}
