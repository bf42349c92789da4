using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a ballot paper.</summary>
public static class BallotText
{
    /// <summary>The question, its options, and who will learn what.</summary>
    public static Page Show(Poll poll, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        page.Gap();
        page.Tell(poll.Question, Tone.Title, indent: 2);
        page.Gap();
        for (var index = 0; index < poll.Options.Count; index++)
        {
            page.Say($"    [{index + 1}] {PollText.LabelOf(poll, poll.Options[index].Id, words)}", Tone.Accent, poll.Options[index].Id);
        }

        page.Gap();
        page.Tell(words.Of(poll.BindingStatus), Tone.Warning, indent: 2);
        page.Tell(words[poll.Secrecy == Secrecy.Open ? "ballot_open_text" : "ballot_confidential_text"], Tone.Muted, indent: 2);
        page.Tell(words.Say("ballot_until_text", moments.At(poll.ClosesAt)), Tone.Muted, indent: 2);
        return page.Page(words["ballot"]);
    }
}
