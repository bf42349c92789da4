using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Tests.Shell;

public sealed class ResizeTests
{
    private const int Width = 80;

    [Theory]
    [InlineData(24, 12)]
    [InlineData(40, 10)]
    public void What_is_selected_stays_in_sight_when_the_terminal_gets_smaller(int before, int after)
    {
        using var room = new Room();
        room.Shell.Show(Width, before);
        room.Shell.Press(Keys.End);

        Assert.Contains(room.Shell.Show(Width, after).Body, line => line.IsSelected);
    }

    [Fact]
    public void The_beginning_of_a_page_stays_in_sight_where_its_first_item_stands_far_below()
    {
        using var room = new Room();
        room.Open(new LongText(room.Workspace));
        Assert.Contains(room.Shell.Show(Width, 40).Body, line => line.IsSelected);

        Assert.Equal("0", room.Shell.Show(Width, 10).Body[0].Line.Plain.Trim());
    }

    [Fact]
    public void Also_on_the_page_to_which_one_comes_back_in_a_terminal_that_got_smaller_meanwhile()
    {
        using var room = new Room();
        room.Shell.Show(Width, 40);
        room.Shell.Press(Keys.End);
        room.Shell.Press(Keys.Help);
        room.Shell.Show(Width, 10);

        room.Shell.Press(Keys.Escape);

        Assert.Contains(room.Shell.Show(Width, 10).Body, line => line.IsSelected);
    }

    [Fact]
    public void The_wheel_leaves_what_is_selected_out_of_sight_until_then()
    {
        using var room = new Room();
        room.Shell.Show(Width, 10);
        room.Shell.Press(Keys.End);
        room.Shell.Wheel(-100);
        Assert.DoesNotContain(room.Shell.Show(Width, 10).Body, line => line.IsSelected);

        Assert.Contains(room.Shell.Show(Width, 11).Body, line => line.IsSelected);
    }

    private sealed class LongText(Workspace workspace) : Presenter(workspace)
    {
        public override ImmutableArray<Command> Commands => [];

        public override Page Show(int width)
        {
            var page = new PageWriter(width);
            for (var i = 0; i < 20; i++)
            {
                page.Say($"{i}");
            }

            page.Say("item", item: "item");
            return page.Page("");
        }
    }
}
