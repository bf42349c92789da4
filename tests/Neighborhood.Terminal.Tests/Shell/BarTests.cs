using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Shell;

public sealed class BarTests
{
    [Fact]
    public void What_cannot_be_done_now_gives_way_to_what_can()
    {
        Command[] commands =
        [
            new("v", "poll_vote", () => { }, "closed"), new("o", "poll_objections", () => { }), new("r", "poll_roll", () => { }),
            new(Keys.Escape, "command_back", () => { }), new(Keys.Help, "command_help", () => { }),
        ];
        var all = Bar.Of([.. commands], kept: 2, Words.English, 80);
        Assert.Equal(5, all.Parts.Length);
        Assert.Equal(["o", "r", Keys.Escape, Keys.Help], Bar.Of([.. commands], 2, Words.English, 45).Parts.Select(part => part.Command!.Key));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Whoever_fills_in_several_questions_sees_how_to_go_on_and_where_the_reason_is_written(string language)
    {
        var words = Words.For(language);
        using var room = new Room(words, roles: [Role.Resident]);
        var first = Asked.Decided(CountingMethod.Schulze).Questions[0];
        var second = new Question(first) { Id = "second" };
        first.Reason = ReasonMode.Required;
        room.Open(new QuestionBallotPresenter(room.Workspace, Asked.Poll(first, second)));
        var bar = room.Draw().Bar.Line(80).Plain;
        Assert.Contains("Tab " + words["ballot_next"], bar, StringComparison.Ordinal);
        Assert.Contains("r " + words["ballot_reason"], bar, StringComparison.Ordinal);
    }
}
