using System.Globalization;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The questions of a poll on its page; each leads to a screen of its own.</summary>
public static class QuestionsText
{
    private const string Prefix = "question ";

    /// <summary>Each question with its ballot, its method, and once decided what was chosen. Nothing for a poll of yes or no.</summary>
    public static void Show(PageWriter page, Poll poll, Words words)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(words);
        if (poll.Options.Count > 0 || poll.Questions.Count == 0)
        {
            return;
        }

        page.Heading(" " + words[poll.Result is null ? "poll_questions" : "poll_outcomes"]);
        foreach (var (place, question) in poll.Questions.Index())
        {
            var item = $"{Prefix}{place}";
            page.Tell($"→ {place + 1}. {question.Text}", Tone.Accent, 2, item);
            page.Tell($"{words.Of(question.Kind)} · {words.Of(question.Method)}", Tone.Muted, 5, item);
            if (OutcomeText.Of(poll, question) is { } outcome)
            {
                page.Tell((outcome.Passed ? "✓ " : "✗ ") + OutcomeText.Winners(question, outcome, words), outcome.Passed ? Tone.Good : Tone.Bad, 5, item);
            }
        }
    }

    /// <summary>The place of the question that an item stands for; null for another item.</summary>
    public static int? PlaceOf(string item) =>
        item.StartsWith(Prefix, StringComparison.Ordinal) ? int.Parse(item.AsSpan(Prefix.Length), CultureInfo.InvariantCulture) : null;
}
