using Neighborhood.Testing;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests;

public class GivenTests
{
    [Fact]
    public void The_neighbourhood_replays_to_the_same_state() => Xingfu.Founded().MustReplayEqually();

    [Fact]
    public void A_different_fact_gives_a_different_digest()
    {
        var one = Xingfu.Founded();
        var other = Xingfu.Founded().And(new Fact { RoleGranted = new() { Resident = Xingfu.Wang, Role = Role.Host } });
        Assert.NotEqual(StateDigest.Of(one.State), StateDigest.Of(other.State));
    }

    [Fact]
    public void Hash_tables_filled_in_another_order_have_the_same_digest()
    {
        Dictionary<int, string> one = new() { [1] = "a", [2] = "b" };
        Dictionary<int, string> other = new() { [2] = "b", [1] = "a" };
        Assert.Equal(StateDigest.Of(one), StateDigest.Of(other));
        Assert.NotEqual(StateDigest.Of(one), StateDigest.Of(new Dictionary<int, string> { [1] = "b", [2] = "a" }));
    }

    [Fact]
    public void Everybody_has_the_roles_the_neighbourhood_gives_them()
    {
        var state = Xingfu.Founded().State;
        Assert.Equal(Access.Roles.Owner | Access.Roles.Resident, state.Me(Xingfu.As(Xingfu.Wang))!.Roles);
        Assert.Equal(Access.Roles.Resident, state.Me(Xingfu.As(Xingfu.WangsChild))!.Roles);
        Assert.Equal(Access.Roles.Observer, state.Me(Xingfu.As(Xingfu.Observer))!.Roles);
        Assert.Null(state.Me(Xingfu.Outsider));
    }
}
