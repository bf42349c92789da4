using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>A verdict clause by clause: its numbers, whether it held, and what was missing.</summary>
internal static class VerdictText
{
    public static string Of(Phrases phrases, Poll poll)
    {
        var result = poll.Result;
        var tally = string.Join(
            phrases["comma"], result.Tally.Select(option => phrases.Say("tally_one", LabelOf(phrases, poll, option.Option), option.Headcount)));
        var clauses = result.Clauses.Select(clause => ClauseLine(phrases, clause));
        return string.Join('\n', [phrases[result.Passed ? "passed" : "not_passed"], tally, .. clauses]);
    }

    /// <summary>The option's label in the language.</summary>
    public static string LabelOf(Phrases phrases, Poll poll, string option) =>
        poll.Options.FirstOrDefault(known => known.Id == option) is { } found ? phrases.Words.IsChinese ? found.LabelZh : found.LabelEn : option;

    /// <summary>An amount in the unit of its dimension.</summary>
    public static string Amount(Phrases phrases, Dimension dimension, long amount) =>
        dimension == Dimension.Area ? Amounts.Area(amount) : phrases.Say("heads", amount);

    private static string ClauseLine(Phrases phrases, ClauseResult clause)
    {
        var rule = clause.Clause;
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
