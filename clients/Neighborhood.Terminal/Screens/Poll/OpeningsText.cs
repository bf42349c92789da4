using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the published ballots of a poll.</summary>
public static class OpeningsText
{
    /// <summary>A row a ballot: its number, whose it is, and the choice.</summary>
    public static Page Show(ListState<PublishedBallot, string> state, Poll poll, string me, Words words, int width)
    {
        var page = new PageWriter(width);
        page.Tell(poll.Question, Tone.Title, indent: 1);
        page.Tell(words["openings_text"], Tone.Muted, indent: 1);
        page.Gap();
        foreach (var ballot in state.Items)
        {
            var isMine = ballot.Voter.Resident == me;
            var isAnswered = poll.Options.Count == 0;
            page.Add(TableRow.Of(width, new Cell($"#{ballot.Ordinal}", 7, Tone.Muted, IsRight: true),
                new Cell(words.Say("voters_number", ballot.Voter.Resident.Split('/')[^1]), 12, Tone.Muted),
                new Cell(ListText.NameOf(ballot.Voter, words) + (isMine ? words["post_mine"] : ""), 0, isMine ? Tone.Accent : Tone.Normal),
                new Cell(isAnswered ? "" : AnswerText.Say(poll, ballot.Choice, words), 20, ResultText.ToneOf(ballot.Choice.Option))).At($"{ballot.Ordinal}"));
            if (isAnswered)
            {
                page.Tell(AnswerText.Say(poll, ballot.Choice, words), Tone.Normal, 9, $"{ballot.Ordinal}");
            }
        }

        ListText.End(page, state, words);
        return page.Page(words["poll_openings"]);
    }
}
