using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What a booth says before somebody is signed in.</summary>
public static class BoothText
{
    /// <summary>Until when one can vote, what the booth does, and how staff close it.</summary>
    public static string Of(Poll poll, TimeSpan idle, Words words, Moments moments) => string.Join(
        '\n',
        poll.State == Poll.Types.State.Open ? words.Say("ballot_until_text", moments.At(poll.ClosesAt)) : words["disabled_poll_not_open"],
        "",
        words.Say("booth_text", (int)idle.TotalSeconds),
        words.Say("booth_staff", BoothVisit.Leave));

    /// <summary>Why this person cannot vote here now; null where they can.</summary>
    public static string? WhyNot(Me me, Poll poll, Entitlement entitlement, Words words, TimeProvider clock)
    {
        if (poll.State != Poll.Types.State.Open)
        {
            return words["disabled_poll_not_open"];
        }

        if (!entitlement.Entitled)
        {
            return words["poll_not_entitled"] + words.Of(entitlement.Reason);
        }

        return me.VotingHoldUntil?.ToDateTimeOffset() > clock.GetUtcNow() ? words["ErrorReason_AccountOnHold"] : null;
    }
}
