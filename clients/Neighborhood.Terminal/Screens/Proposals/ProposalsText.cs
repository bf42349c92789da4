using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the list of proposals.</summary>
public static class ProposalsText
{
    /// <summary>A row a proposal: state, title, category, endorsements, date.</summary>
    public static Page Show(ListState<Proposal, ProposalFilter> state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        var mine = state.Filter.Mine ? words["proposals_only_mine"] : words["proposals_everybody"];
        page.Say(" " + words.Say("proposals_by", Named(state.Filter.State, words), Named(state.Filter.Category, words), mine), Tone.Muted);
        foreach (var proposal in state.Items)
        {
            var mark = proposal.EndorsedByMe ? "✓" : "";
            page.Add(TableRow.Of(width, new Cell(words.Of(proposal.State), 9, ProposalText.ToneOf(proposal.State)),
                new Cell(proposal.Redacted ? words["redacted"] : proposal.Title, 0), new Cell(words.Of(proposal.Category), 12, Tone.Muted),
                new Cell(mark, 1, Tone.Good), new Cell($"{proposal.EndorsementCount}/{proposal.EndorsementsNeeded}", 7, Tone.Accent, IsRight: true),
                new Cell(moments.Brief(proposal.PublishTime ?? proposal.CreateTime), 11, Tone.Muted)).At(proposal.Name));
        }

        ListText.End(page, state, words);
        return page.Page(words["home_proposals"]);
    }

    private static string Named<TEnum>(TEnum value, Words words) where TEnum : struct, Enum =>
        Equals(value, default(TEnum)) ? words["filter_all"] : words.Of(value);
}
