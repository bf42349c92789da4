using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The rule a poll pins: each clause and number, what it says, and the text it comes from.</summary>
public static class RuleText
{
    private const string ClausePrefix = "clauses/";

    /// <summary>The whole rule.</summary>
    public static Page Show(EffectiveRule? rule, Words words, int width)
    {
        var page = new PageWriter(width);
        if (rule is null)
        {
            page.Tell(words["list_reading"], Tone.Muted, indent: 1);
            return page.Page(words["rule"]);
        }

        foreach (var term in rule.Terms)
        {
            // What a clause demands has its fraction in it.
            var value = ClauseOf(term, rule) is null ? words["rule_colon"] + ValueOf(term, words) : "";
            page.Tell(LabelOf(term, rule, words) + value, Tone.Normal, 1);
            page.Tell(SourceOf(term, rule, words) + (TextOf(term, words) is { Length: > 0 } text ? " " + text : ""), Tone.Muted, 3);
        }

        page.Heading(" " + words["rule_sources"]);
        foreach (var source in rule.Sources)
        {
            page.Tell($"{(words.IsChinese ? source.TitleZh : source.TitleEn)} ({source.Id} {source.Version})", Tone.Normal, 2);
            page.Tell(Convert.ToHexStringLower(source.Hash.Span), Tone.Muted, 4);
        }

        page.Fact("  " + words["rule_hash"], Convert.ToHexStringLower(rule.Hash.Span));
        return page.Page(words["rule"]);
    }

    /// <summary>What a term is about; one of a newer server by its name.</summary>
    public static string LabelOf(RuleTerm term, EffectiveRule rule, Words words) => ClauseOf(term, rule) is { } clause
        ? ResultText.Demand(clause, rule.RulePack.Electorate, words)
        : words.Find("rule_" + term.Field.Replace('/', '_')) ?? term.Field;

    private static RuleClause? ClauseOf(RuleTerm term, EffectiveRule rule) => term.Field.StartsWith(ClausePrefix, StringComparison.Ordinal)
        ? rule.RulePack.Clauses.FirstOrDefault(clause => clause.Id == term.Field[ClausePrefix.Length..])
        : null;

    /// <summary>Its value: a number, or a word.</summary>
    public static string ValueOf(RuleTerm term, Words words) => words.Find("rule_value_" + term.Value) ?? term.Value;

    /// <summary>The article it stands in, or else the title of the text.</summary>
    public static string SourceOf(RuleTerm term, EffectiveRule rule, Words words)
    {
        var article = words.IsChinese ? term.Article : term.ArticleEn;
        var source = rule.Sources.FirstOrDefault(source => source.Id == term.Source);
        var title = source is null ? term.Source : words.IsChinese ? source.TitleZh : source.TitleEn;
        return article.Length > 0 ? article : title;
    }

    private static string TextOf(RuleTerm term, Words words) => words.IsChinese ? term.Text : term.TextEn;
}
