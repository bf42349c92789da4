using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What the answers to a question came to, and why.</summary>
public static class OutcomeText
{
    private const int Margin = 1;

    /// <summary>The outcome of a question; null where it has none yet.</summary>
    public static QuestionOutcome? Of(Poll poll, Question question)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(question);
        return poll.Result?.Outcomes.FirstOrDefault(outcome => outcome.Question == question.Id);
    }

    /// <summary>Who or what was chosen, in one sentence.</summary>
    public static string Winners(Question question, QuestionOutcome outcome, Words words)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(words);
        return outcome.Winners.Count == 0
            ? words["outcome_nobody"]
            : words.Say(Traits.IsBudget(question.Kind) ? "outcome_projects" : "outcome_winners", Names(question, outcome.Winners, words));
    }

    /// <summary>Winners and reserves first, then the whole explanation as <c>neighborhood count</c> draws it.</summary>
    public static void Show(PageWriter page, Poll poll, Question question, QuestionOutcome outcome, Words words)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(words);
        page.Heading(" " + words["outcome"]);
        page.Tell(words[outcome.Passed ? "outcome_passed" : "outcome_failed"], outcome.Passed ? Tone.Good : Tone.Bad, indent: 2);
        page.Tell(Winners(question, outcome, words), Tone.Accent, indent: 2);
        if (outcome.Reserves.Count > 0)
        {
            page.Tell(words.Say("outcome_reserves", Names(question, outcome.Reserves, words)), indent: 2);
        }

        if (outcome.Voters > 0)
        {
            page.Tell(words.Say("outcome_voters", outcome.Voters, outcome.Blank), Tone.Muted, indent: 2);
        }

        Support(page, question, outcome, words);
        Findings(page, poll, question, outcome, words);
        Explained(page, poll, question, outcome, words);
    }

    private static void Explained(PageWriter page, Poll poll, Question question, QuestionOutcome outcome, Words words)
    {
        page.Gap();
        foreach (var line in BlockLines.Of(OutcomeSheet.Blocks(question, outcome, new Phrases("Counting", words)), page.Width - Margin))
        {
            Draw(page, line);
        }

        if (outcome.Abridged)
        {
            page.Tell(words["outcome_abridged"], Tone.Warning, indent: 2);
        }

        if (poll.Result.Withheld)
        {
            page.Tell(words["poll_withheld"], Tone.Warning, indent: 2);
        }
    }

    private static void Draw(PageWriter page, Line line)
    {
        if (line.Spans.IsEmpty)
        {
            page.Gap();
            return;
        }

        page.Add(new Line([new Span(" "), .. line.Spans]));
    }

    private static void Support(PageWriter page, Question question, QuestionOutcome outcome, Words words)
    {
        // Totals without areas say the same once more.
        var isByArea = outcome.Support.Any(support => support.AreaCm2 > 0);
        var isSaid = outcome.CountCase is QuestionOutcome.CountOneofCase.Totals or QuestionOutcome.CountOneofCase.Majority && !isByArea;
        if (outcome.Support.Count == 0 || isSaid)
        {
            return;
        }

        page.Heading(" " + words["outcome_support"]);
        var area = outcome.Support.Max(support => support.AreaCm2);
        foreach (var line in BlockLines.Of([new BarsBlock([.. outcome.Support.Select(support => BarOf(support, isByArea))])], page.Width - Margin))
        {
            Draw(page, line);
        }

        Bar BarOf(OptionSupport support, bool byArea) => new(
            QuestionText.LabelOf(question, support.Option, words),
            byArea ? support.AreaCm2 : support.Headcount,
            Math.Max(1, byArea ? area : outcome.Voters),
            byArea ? $"{support.Headcount} · {Amounts.Area(support.AreaCm2)}" : $"{support.Headcount}",
            outcome.Winners.Contains(support.Option) ? "✓" : "");
    }

    // What the rule says stands also where the bars would say the count once more: a vote of owners can fail by it.
    private static void Findings(PageWriter page, Poll poll, Question question, QuestionOutcome outcome, Words words)
    {
        foreach (var finding in outcome.Findings)
        {
            Finding(page, poll, finding, whose: "", words);
        }

        Consent(page, poll, question, outcome, words);
    }

    /// <summary>The consent that the rule demands of each winner. Where the question passed without it the count decides, and one sentence says so.</summary>
    private static void Consent(PageWriter page, Poll poll, Question question, QuestionOutcome outcome, Words words)
    {
        var winners = outcome.Support.Where(support => support.Findings.Count > 0).ToList();
        var without = winners.Where(winner => outcome.Passed && winner.Findings.Any(finding => !finding.Held)).ToList();
        foreach (var winner in winners.Except(without))
        {
            foreach (var finding in winner.Findings)
            {
                Finding(page, poll, finding, LabelOf(winner), words);
            }
        }

        if (without.Count > 0)
        {
            var labels = string.Join(words["list_comma"], without.Select(LabelOf));
            page.Tell(new Phrases("Counting", words).Say("outcome_no_consent_passed", labels), Tone.Muted, indent: 2);
        }

        string LabelOf(OptionSupport support) => QuestionText.LabelOf(question, support.Option, words);
    }

    private static void Finding(PageWriter page, Poll poll, ClauseOutcome finding, string whose, Words words)
    {
        var electorate = poll.RulePack?.Electorate ?? Electorate.Residents;
        var clause = poll.RulePack?.Clauses.FirstOrDefault(clause => clause.Id == finding.Clause);
        var demand = clause is null ? finding.Clause : ResultText.Demand(clause, electorate, words);
        var prefix = whose.Length > 0 ? whose + words["rule_colon"] : "";
        page.Tell($"{(finding.Held ? "✓" : "✗")} {prefix}{demand}", finding.Held ? Tone.Good : Tone.Bad, indent: 2);
        if (finding.Base > 0 && clause is not null)
        {
            page.Tell(ResultText.Numbers(new ClauseResult
            {
                Clause = clause,
                Held = finding.Held,
                Have = finding.Have,
                Base = finding.Base,
                Shortfall = finding.Shortfall,
            }, electorate, words), finding.Held ? Tone.Muted : Tone.Warning, indent: 4);
        }
    }

    private static string Names(Question question, IEnumerable<string> ids, Words words) =>
        string.Join(words["list_comma"], ids.Select((id, place) => $"{place + 1}. {QuestionText.LabelOf(question, id, words)}"));
}
