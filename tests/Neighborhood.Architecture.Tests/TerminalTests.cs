namespace Neighborhood.Architecture.Tests;

public sealed class TerminalTests
{
    [Fact]
    public void Only_views_the_shell_and_the_program_name_Terminal_Gui() =>
        House.AssertNone(TerminalRule.Violations(House.Assembly("neighborhood").MainModule.GetTypes()));

    [Fact]
    public void A_planted_presenter_that_draws_is_reported()
    {
        var violation = Assert.Single(TerminalRule.Violations(House.Planted("DrawingPresenter")));

        Assert.StartsWith("Neighborhood.Architecture.Tests.Planted.DrawingPresenter::Draws uses Terminal.Gui.", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_may_draw() => Assert.Empty(TerminalRule.Violations(House.Planted("DrawingView")));
}
