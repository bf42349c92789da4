using System.Globalization;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of questions that are being drafted: as members will read them.</summary>
public static class DraftsText
{
    private const string Prefix = "draft ";

    /// <summary>Every question in full.</summary>
    public static Page Show(DraftsState state, Words words, int width)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(words);
        var page = new PageWriter(width);
        page.Tell(state.Request.Question, Tone.Title, indent: 1);
        page.Tell(words[state.Questions.IsEmpty ? "drafts_none" : "drafts_text"], Tone.Muted, indent: 1);
        foreach (var (place, question) in state.Questions.Index())
        {
            var preview = new PageWriter(width);
            preview.Tell(words.Say("question_title", place + 1, state.Questions.Length), Tone.Accent, 1);
            if (state.Problems.TryGetValue(place, out var problem))
            {
                preview.Tell("✗ " + problem, Tone.Bad, 1);
            }

            QuestionText.Title(preview, question);
            QuestionText.Terms(preview, question, words);
            page.Gap();
            foreach (var line in preview.Page("").Lines)
            {
                page.Add(line.At(ItemOf(place)));
            }
        }

        return page.Page(words["drafts"]);
    }

    /// <summary>The item that stands for a question.</summary>
    public static string ItemOf(int place) => $"{Prefix}{place}";

    /// <summary>The place of the question that an item stands for.</summary>
    public static int PlaceOf(string item) => int.Parse(item.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
}
