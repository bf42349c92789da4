using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Electorate = Neighborhood.Rules.Statutes.Electorate;
using OptionTally = Neighborhood.Rules.Statutes.OptionTally;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Questions;

/// <summary>A counted question, before the rule of its poll has its say.</summary>
/// <param name="Kind">What was filled in.</param>
/// <param name="Outcome">The count.</param>
/// <param name="IsAlike">Whether all ballots say the same.</param>
/// <param name="VotersAreaCm2">The area of all who voted, in square centimetres.</param>
/// <param name="BlankAreaCm2">The area of those who left the question blank.</param>
public sealed record CountedQuestion(BallotKind Kind, QuestionOutcome Outcome, bool IsAlike, long VotersAreaCm2, long BlankAreaCm2);

/// <summary>What the rule of a poll says to the count of a question, and how much of it is told.</summary>
public static class OutcomeVerdict
{
    /// <summary>The outcome as it is declared, if nothing has to be withheld.</summary>
    /// <param name="pack">The rule of the poll.</param>
    /// <param name="isConfidential">Whether areas are to stay unknown.</param>
    /// <param name="electorate">All who might have voted.</param>
    /// <param name="question">The counted question.</param>
    /// <param name="isValid">Whether enough took part.</param>
    public static QuestionOutcome Of(RulePack pack, bool isConfidential, Electorate electorate, CountedQuestion question, bool isValid)
    {
        var outcome = new QuestionOutcome(question.Outcome);
        if (question.Kind == BallotKind.YesNo)
        {
            return YesOrNo(pack, electorate, question, outcome);
        }

        foreach (var winner in outcome.Support.Where(option => outcome.Winners.Contains(option.Option)))
        {
            var tally = TallyFor(electorate, question, winner);
            winner.Findings.AddRange(pack.Clauses.Where(clause => clause.Kind == ClauseKind.Consent).Select(clause => Of(Verdict.Measure(clause, tally))));
        }

        outcome.Passed = Passes(pack, outcome, isValid);
        if (isConfidential)
        {
            Hide(outcome);
        }

        return outcome;
    }

    /// <summary>Whether what won is decided. Owners decide by the consent that the law demands, whatever the count.</summary>
    /// <param name="pack">The rule of the poll.</param>
    /// <param name="outcome">The outcome, not of a question of yes or no, with what the rule says to its winners.</param>
    /// <param name="isValid">Whether enough took part.</param>
    public static bool Passes(RulePack pack, QuestionOutcome outcome, bool isValid) => isValid && outcome.Winners.Count > 0
        && (pack.Electorate != ElectorateKind.Owners || outcome.Support.All(option => option.Findings.All(finding => finding.Held)));

    /// <summary>
    /// Whether the numbers of a confidential poll would tell what somebody chose: of a question of yes or no as of any such poll; of others where all
    /// ballots say the same or only a few persons voted.
    /// </summary>
    public static bool IsWithheld(RulePack pack, Electorate electorate, CountedQuestion question) => pack.WithholdBelow > 0 && question.Outcome.Voters > 0
        && (question.Kind == BallotKind.YesNo
            ? Withholding.Applies(pack, TallyOf(electorate, question))
            : question.IsAlike || question.Outcome.Voters < QuestionLimits.OutcomeVotersMinCount);

    /// <summary>What everybody may know of an outcome that is withheld.</summary>
    public static QuestionOutcome Brief(QuestionOutcome outcome) =>
        new() { Question = outcome.Question, Winners = { outcome.Winners }, Reserves = { outcome.Reserves }, Passed = outcome.Passed };

    /// <summary>Takes the areas out: each tells whose home it is.</summary>
    public static void Hide(QuestionOutcome outcome)
    {
        foreach (var option in outcome.Support)
        {
            option.AreaCm2 = 0;
            var findings = option.Findings.Select(finding => new ClauseOutcome { Clause = finding.Clause, Held = finding.Held }).ToList();
            option.Findings.Clear();
            option.Findings.AddRange(findings);
        }
    }

    /// <summary>
    /// Leaves the largest explanations out until a declaration has room in a segment. Totals, majorities and greedy turns stay: they are hardly longer than
    /// the support of the options, and whoever sees no ballots counts by them.
    /// </summary>
    public static void Abridge(ResultDeclared declared)
    {
        foreach (var outcome in declared.Outcomes.Where(MayAbridge).OrderByDescending(outcome => outcome.CalculateSize()))
        {
            if (declared.CalculateSize() <= QuestionLimits.ResultBytes)
            {
                return;
            }

            outcome.ClearCount();
            outcome.Abridged = true;
        }
    }

    /// <summary>Whether the explanation of this outcome may be left out.</summary>
    public static bool MayAbridge(QuestionOutcome outcome) => outcome.CountCase is QuestionOutcome.CountOneofCase.Runoff
        or QuestionOutcome.CountOneofCase.Transfers or QuestionOutcome.CountOneofCase.Pairwise or QuestionOutcome.CountOneofCase.Shares;

    private static QuestionOutcome YesOrNo(RulePack pack, Electorate electorate, CountedQuestion question, QuestionOutcome outcome)
    {
        var verdict = Verdict.Decide(pack, TallyOf(electorate, question));
        outcome.Passed = verdict.Passed;
        outcome.Winners.Add(verdict.Passed ? PollOptions.Yes : PollOptions.No);
        outcome.Findings.AddRange(verdict.Clauses.Select(Of));
        return outcome;
    }

    /// <summary>Yes, no, and beside those who abstained those who left the question blank.</summary>
    private static Tally TallyOf(Electorate electorate, CountedQuestion question)
    {
        var support = question.Outcome.Support;
        var abstained = new OptionTally(support[2].AreaCm2 + question.BlankAreaCm2, support[2].Headcount + question.Outcome.Blank);
        return new Tally(electorate, Of(support[0]), Of(support[1]), abstained);
    }

    /// <summary>Whoever marked the option consents to it; whoever marked others alone does not.</summary>
    private static Tally TallyFor(Electorate electorate, CountedQuestion question, OptionSupport option)
    {
        var blank = new OptionTally(question.BlankAreaCm2, question.Outcome.Blank);
        var others = new OptionTally(
            question.VotersAreaCm2 - blank.AreaCm2 - option.AreaCm2, question.Outcome.Voters - blank.Count - option.Headcount);
        return new Tally(electorate, Of(option), others, blank);
    }

    private static OptionTally Of(OptionSupport option) => new(option.AreaCm2, option.Headcount);

    private static ClauseOutcome Of(Rules.Statutes.ClauseResult result) => new()
    {
        Clause = result.Clause.Id,
        Held = result.IsHeld,
        Have = result.Have,
        Base = result.Base,
        Shortfall = result.Shortfall,
    };
}
