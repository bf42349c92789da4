using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the list of polls.</summary>
public static class PollsText
{
    /// <summary>A row a poll: state or verdict, whether I voted, the question, turnout, and the time that matters.</summary>
    public static Page Show(ListState<Poll, Poll.Types.State> state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        page.Say(" " + words.Say("polls_by", state.Filter == Poll.Types.State.Unspecified ? words["filter_all"] : words.Of(state.Filter)), Tone.Muted);
        foreach (var poll in state.Items)
        {
            var turnout = poll.Turnout is { } numbers ? Amounts.Share(numbers.VotedHeadcount, numbers.EntitledHeadcount) : "";
            page.Add(TableRow.Of(width, new Cell(PollText.StateOf(poll, words), 10, PollText.ToneOf(poll)), new Cell(poll.VotedByMe ? "✓" : "", 1, Tone.Good),
                new Cell(poll.Question, 0), new Cell(turnout, 7, Tone.Accent, IsRight: true),
                new Cell(Time(poll, words, moments), 17, Tone.Muted, IsRight: true)).At(poll.Name));
        }

        ListText.End(page, state, words);
        return page.Page(words["home_polls"]);
    }

    private static string Time(Poll poll, Words words, Moments moments) => poll.State switch
    {
        Poll.Types.State.Announced => words.Say("polls_opens", moments.Brief(poll.OpensAt)),
        Poll.Types.State.Open => words.Say("polls_closes", moments.Brief(poll.ClosesAt)),
        _ => moments.Brief(poll.CloseTime ?? poll.ClosesAt),
    };
}
