using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What is said of the courts: until when the evidence is held, and the ruling that revoked a decision.</summary>
public static class LawsuitText
{
    /// <summary>The court, the case and the day of a ruling.</summary>
    public static string Say(CourtRuling ruling, Words words, Moments moments) =>
        words.Say("poll_ruling", ruling.Court, ruling.CaseNumber, moments.At(ruling.RuledAt));

    /// <summary>Until when the evidence is held and why for longer than the rule says; empty where none is.</summary>
    public static string Evidence(Poll poll, Words words, Moments moments)
    {
        if (poll.EvidenceUntil is not { } until)
        {
            return "";
        }

        var held = words.Say(poll.EvidenceErased ? "poll_evidence_erased" : "poll_evidence_until", moments.At(until));
        return poll.EvidenceReason.Length == 0 ? held : held + words.Say("poll_evidence_reason", poll.EvidenceReason);
    }
}
