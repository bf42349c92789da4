using Google.Protobuf.Collections;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>The outcome of each question of a decided poll with its whole explanation, in the pieces that terminal, SVG and printed page draw.</summary>
public static class OutcomePicture
{
    /// <summary>The pieces of all questions; none of a poll of yes or no.</summary>
    public static IReadOnlyList<Block> Of(Poll poll, Phrases phrases)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(phrases);
        var questions = poll.Questions.ToDictionary(question => question.Id, StringComparer.Ordinal);
        var outcomes = (poll.Result?.Outcomes ?? []).Where(outcome => questions.ContainsKey(outcome.Question));
        return [.. outcomes.SelectMany(outcome => Of(questions[outcome.Question], outcome, phrases))];
    }

    private static IEnumerable<Block> Of(Question question, QuestionOutcome outcome, Phrases phrases) =>
    [
        new HeadingBlock(question.Text),
        new SentenceBlock(phrases[outcome.Passed ? "outcome_passed" : "outcome_not_passed"]),
        .. Chosen("outcome_winners", question, outcome.Winners, phrases),
        .. Chosen("outcome_reserves", question, outcome.Reserves, phrases),
        .. outcome.Voters == 0 ? [] : Support(question, outcome, phrases),
        .. Explanation(question, outcome, phrases),
        .. outcome.Abridged ? new Block[] { new SentenceBlock(phrases["outcome_abridged"]) } : [],
    ];

    private static IEnumerable<Block> Chosen(string key, Question question, RepeatedField<string> ids, Phrases phrases) =>
        ids.Count == 0 ? [] : [new SentenceBlock(phrases.Say(key, string.Join(phrases["list"], ids.Select(id => LabelOf(question, id)))))];

    private static IEnumerable<Block> Support(Question question, QuestionOutcome outcome, Phrases phrases)
    {
        yield return new SentenceBlock(phrases.Say("outcome_voters", outcome.Voters, outcome.Blank));
        yield return new BarsBlock([.. outcome.Support.Select(option => new Bar(
            LabelOf(question, option.Option), option.Headcount, Math.Max(1, outcome.Voters), $"{option.Headcount}",
            outcome.Winners.Contains(option.Option) ? "✓" : ""))]);
        foreach (var winner in outcome.Support.Where(option => option.Findings.Any(finding => !finding.Held)))
        {
            yield return new SentenceBlock(phrases.Say(outcome.Passed ? "outcome_no_consent_passed" : "outcome_no_consent", LabelOf(question, winner.Option)));
        }
    }

    private static IEnumerable<Block> Explanation(Question question, QuestionOutcome outcome, Phrases phrases) =>
        outcome.CountCase == QuestionOutcome.CountOneofCase.None
            ? []
            : [new SentenceBlock(phrases["count_" + question.Method]), .. OutcomeSheet.Blocks(question, outcome, phrases)];

    private static string LabelOf(Question question, string id) => question.Options.FirstOrDefault(option => option.Id == id)?.Label ?? id;
}
