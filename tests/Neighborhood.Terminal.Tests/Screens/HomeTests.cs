using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

public sealed class HomeTests
{
    [Fact]
    public void What_waits_for_me_is_selected_as_soon_as_it_is_read()
    {
        using var room = new Room();
        var replies = new TaskCompletionSource<ListRepliesResponse>();
        room.Calls.OnLater<ListRepliesRequest, ListRepliesResponse>(replies.Task);
        var home = new HomePresenter(room.Workspace);
        room.Shell.StartWith(home);
        _ = room.Screen;
        Assert.Equal("home_topics", home.Selected);

        replies.SetResult(new ListRepliesResponse());
        _ = room.Screen;
        room.Shell.Press(Keys.Enter);

        Assert.IsType<PollPresenter>(room.Shell.Top);
    }

    [Fact]
    public void What_somebody_selected_stays_selected_when_it_is_read_again()
    {
        using var room = new Room();
        room.Shell.Press(Keys.Down);
        var selected = room.Shell.Top.Selected;

        room.Shell.Top.Read();
        _ = room.Screen;

        Assert.Equal(selected, room.Shell.Top.Selected);
    }
}
