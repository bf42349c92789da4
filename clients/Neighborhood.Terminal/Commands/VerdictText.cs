using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>A verdict clause by clause: its numbers, whether it held, and what was missing.</summary>
internal static class VerdictText
{
    public static string Of(Phrases phrases, Poll poll)
    {
        var result = poll.Result;
        var tally = result.Withheld ? phrases["tally_withheld"] : TallyOf(phrases, poll, result.Tally);
        string[] silent = result.SilentTally.Count == 0
            ? []
            : [phrases.Say("tally_silent", TallyOf(phrases, poll, result.SilentTally), phrases[result.PassedByReturned ? "passed" : "not_passed"])];
        var clauses = result.Clauses.Select(clause => ClauseLine(phrases, clause, result.Withheld));
        var verdict = phrases[(result.Passed, result.Outcomes.Count > 0) switch
        {
            (true, true) => "valid",
            (false, true) => "not_valid",
            (true, _) => "passed",
            _ => "not_passed",
        }];
        return string.Join('\n', [verdict, .. tally.Length > 0 ? [tally] : Array.Empty<string>(), .. silent, .. clauses]);
    }

    private static string TallyOf(Phrases phrases, Poll poll, IEnumerable<OptionTally> tally) => string.Join(
        phrases["comma"], tally.Select(option => phrases.Say("tally_one", LabelOf(phrases, poll, option.Option), option.Headcount)));

    /// <summary>The option's label in the language.</summary>
    public static string LabelOf(Phrases phrases, Poll poll, string option) =>
        poll.Options.FirstOrDefault(known => known.Id == option) is { } found ? phrases.Words.IsChinese ? found.LabelZh : found.LabelEn : option;

    /// <summary>An amount in the unit of its dimension.</summary>
    public static string Amount(Phrases phrases, Dimension dimension, long amount) =>
        dimension == Dimension.Area ? Amounts.Area(amount) : phrases.Say("heads", amount);

    private static string ClauseLine(Phrases phrases, ClauseResult clause, bool isWithheld)
    {
        var rule = clause.Clause;
        if (isWithheld && rule.Kind == RuleClause.Types.Kind.Consent)
        {
            return (clause.Held ? "✓ " : "✗ ") + (phrases.Words.IsChinese ? $"{rule.Article}：{rule.Text}" : $"{rule.ArticleEn}: {rule.TextEn}");
        }

        var numbers = phrases.Say(
            rule.Strict ? "clause_more_than" : "clause_at_least",
            phrases.Words.IsChinese ? rule.Article : rule.ArticleEn,
            Amount(phrases, rule.Dimension, clause.Have),
            Amount(phrases, rule.Dimension, clause.Base),
            rule.Numerator,
            rule.Denominator);
        return clause.Held ? $"✓ {numbers}" : $"✗ {numbers}{phrases.Say("clause_short", Amount(phrases, rule.Dimension, clause.Shortfall))}";
    }
}
