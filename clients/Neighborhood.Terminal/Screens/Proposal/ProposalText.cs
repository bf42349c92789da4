using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a proposal.</summary>
public static class ProposalText
{
    private const int BarWidth = 30;

    /// <summary>What is asked, how many stand behind it, where it came from and what became of it.</summary>
    public static Page Show(ProposalState state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Proposal is not { } proposal)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["proposal"]);
        }

        var title = proposal.Redacted ? words["redacted"] : proposal.Title;
        page.Tell(title, Tone.Title, indent: 1);
        page.Add(Line.Of(width, new Span(" " + words.Of(proposal.State), ToneOf(proposal.State)),
            new Span($" · {ListText.NameOf(proposal.Author, words)} · {moments.At(proposal.PublishTime ?? proposal.CreateTime)}", Tone.Muted),
            new Span($" · {words.Say("proposal_revision", proposal.Revision)}", Tone.Muted)));
        page.Gap();
        if (proposal.ChangedSinceMyEndorsement.Count > 0)
        {
            var fields = string.Join(words["list_comma"], proposal.ChangedSinceMyEndorsement.Select(field => words.Find("field_" + field) ?? field));
            page.Tell(words.Say("proposal_changed", fields), Tone.Warning, indent: 1);
            page.Gap();
        }

        Facts(page, proposal, words);
        Endorsements(page, proposal, words);
        Linked(page, state, proposal, words);
        Words(page, proposal, words, moments);
        return page.Page(title);
    }

    /// <summary>The tone of a state.</summary>
    public static Tone ToneOf(Proposal.Types.State state) => state switch
    {
        Proposal.Types.State.Published => Tone.Accent,
        Proposal.Types.State.Tabled => Tone.Warning,
        Proposal.Types.State.Adopted => Tone.Good,
        Proposal.Types.State.Rejected => Tone.Bad,
        _ => Tone.Muted,
    };

    private static void Facts(PageWriter page, Proposal proposal, Words words)
    {
        page.Fact(" " + words["field_request"], proposal.Redacted ? words["redacted"] : proposal.Request);
        page.Fact(" " + words["field_category"], words.Of(proposal.Category));
        if (proposal.Place.Length > 0)
        {
            page.Fact(" " + words["field_place"], proposal.Place);
        }

        if (proposal.CostFen > 0)
        {
            page.Fact(" " + words["field_cost_fen"], Amounts.Money(proposal.CostFen));
        }
    }

    private static void Endorsements(PageWriter page, Proposal proposal, Words words)
    {
        if (proposal.State == Proposal.Types.State.Draft)
        {
            page.Tell(words["proposal_draft_text"], Tone.Muted, indent: 1);
            return;
        }

        var reached = proposal.EndorsementCount >= proposal.EndorsementsNeeded;
        var said = words.Say("proposal_endorsements", proposal.EndorsementCount, proposal.EndorsementsNeeded)
            + (proposal.EndorsedByMe ? " " + words["proposal_endorsed_by_me"] : "");
        page.Add(Line.Of(page.Width, new Span(Columns.PadRight(" " + words["proposal_endorsing"], 14) + " ", Tone.Muted),
            new Span(Bars.Of(proposal.EndorsementCount, proposal.EndorsementsNeeded, Math.Min(BarWidth, page.Width / 3)), reached ? Tone.Good : Tone.Accent),
            new Span(" " + said)));
    }

    private static void Linked(PageWriter page, ProposalState state, Proposal proposal, Words words)
    {
        if (proposal.Topic.Length > 0)
        {
            page.Say("  → " + words["proposal_born_in"], Tone.Accent, proposal.Topic);
        }

        foreach (var poll in state.Polls)
        {
            page.Say($"  → {words["poll"]} [{words.Of(poll.State)}] {poll.Question}", Tone.Accent, poll.Name);
        }
    }

    private static void Words(PageWriter page, Proposal proposal, Words words, Moments moments)
    {
        if (proposal.Text.Length > 0)
        {
            page.Heading(" " + words["proposal_why"]);
            page.Tell(proposal.Text, indent: 2);
        }

        if (proposal.Clarifications.Count > 0)
        {
            page.Heading(" " + words["proposal_clarifications"]);
        }

        foreach (var clarification in proposal.Clarifications)
        {
            page.Say("  " + moments.At(clarification.Time), Tone.Muted);
            page.Tell(clarification.Text, indent: 4);
        }
    }
}
