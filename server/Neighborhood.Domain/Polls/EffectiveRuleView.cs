using System.Text.Json;
using Google.Protobuf;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Contract = Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>A rule as the contract shows it: each term with the text it comes from.</summary>
internal static class EffectiveRuleView
{
    private static readonly string[] Unsaid =
        ["id", "version", "title", "note", "electorate", "clauses", "matters", "permissions", "sources", "origins", "petitions"];

    public static Contract.EffectiveRule Of(Rules.Statutes.RulePack rule) => new()
    {
        RulePack = RulePackView.Of(rule),
        Sources = { rule.Sources.Select(Of) },
        Terms = { rule.Clauses.Select(clause => TermOf(rule, clause)), Numbers(rule), rule.Petitions.Select(petition => TermOf(rule, petition)) },
        Json = UnsafeByteOperations.UnsafeWrap(rule.Bytes),
        Hash = UnsafeByteOperations.UnsafeWrap(rule.Hash),
    };

    private static Contract.RuleSource Of(Rules.Statutes.RuleSource source) => new()
    {
        Id = source.Id,
        Version = RulePackView.VersionOf(source.Version),
        TitleZh = source.Title.Zh,
        TitleEn = source.Title.En,
        Hash = ByteString.CopyFrom(Convert.FromHexString(source.Hash)),
    };

    private static RuleTerm TermOf(Rules.Statutes.RulePack rule, Clause clause)
    {
        var sign = clause.Comparison == ClauseComparison.MoreThan ? ">" : "≥";
        return With(rule, $"clauses/{clause.Id}", $"{sign} {clause.Numerator}/{clause.Denominator}", clause.Article, clause.Text);
    }

    private static RuleTerm TermOf(Rules.Statutes.RulePack rule, PetitionRule petition) =>
        With(rule, $"petitions/{petition.Of}", $"≥ {petition.Numerator}/{petition.Denominator}", petition.Article, null);

    /// <summary>Everything else the rule says, in the order of its JSON.</summary>
    private static IEnumerable<RuleTerm> Numbers(Rules.Statutes.RulePack rule)
    {
        using var json = JsonDocument.Parse(rule.ToJson());
        return
        [
            .. json.RootElement.EnumerateObject()
                .Where(field => !Unsaid.Contains(field.Name))
                .Select(field => With(rule, field.Name, field.Value.ToString().ToUpperInvariant(), null, null)),
        ];
    }

    private static RuleTerm With(Rules.Statutes.RulePack rule, string field, string value, LocalizedText? article, LocalizedText? text)
    {
        var origin = rule.Origins.FirstOrDefault(origin => origin.Field == field);
        return new RuleTerm
        {
            Field = field,
            Value = value,
            Source = origin?.Source ?? rule.Id,
            Article = origin?.Article.Zh ?? article?.Zh ?? "",
            ArticleEn = origin?.Article.En ?? article?.En ?? "",
            Text = origin?.Text.Zh ?? text?.Zh ?? "",
            TextEn = origin?.Text.En ?? text?.En ?? "",
        };
    }
}
