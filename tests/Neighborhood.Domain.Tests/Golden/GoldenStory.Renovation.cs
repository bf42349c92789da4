using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Renovation;
using Neighborhood.V1;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Tests.Golden;

internal static partial class GoldenStory
{
    /// <summary>A menu of renovation whose items are worked on, voted on, given back by a poll that was called off, and withdrawn.</summary>
    private static Given<CommunityState> Renovation()
    {
        var given = Estate.Old();
        var menu = given.Published();
        _ = given.Announce(given.Announcement(menu)).Answer;
        _ = given.Progress(menu, Estate.Basic, Stage.InWork).Answer;
        _ = given.Progress(menu, Estate.Basic, Stage.Finished).Answer;
        var cancelled = new CancelPollRequest { Name = given.Put(given.Vote(menu)).Answer.Poll, Reason = "图纸有误" };
        _ = given.When(new CancelPoll(), cancelled, Xingfu.As(Xingfu.Staff)).Answer;
        given.Decided(menu, Xingfu.Households);
        _ = given.Progress(menu, Estate.Lift, Stage.InWork).Answer;
        _ = given.Withdraw(menu, Estate.Square).Answer;
        return given;
    }
}
