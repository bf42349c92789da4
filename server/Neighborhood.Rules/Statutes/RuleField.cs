using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neighborhood.Rules.Statutes;

/// <summary>
/// The value of one field of a rule, comparable with another of its kind: a number of days or persons, a duty (true is more), a word, or the
/// fraction of a clause.
/// </summary>
internal readonly record struct RuleField(JsonValueKind Kind, long Numerator, long Denominator, bool IsStrict, string Word) : IComparable<RuleField>
{
    private const string ClausePrefix = "clauses/";

    /// <summary>By amount; of two equal fractions, more than the fraction is more than the fraction itself.</summary>
    public int CompareTo(RuleField other)
    {
        var amounts = ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);
        return amounts != 0 ? amounts : IsStrict.CompareTo(other.IsStrict);
    }

    /// <summary>The field as a rule has it, or null where it has none of that name.</summary>
    public static RuleField? Read(RulePack rule, string field) => field switch
    {
        "noticeDays" => Number(rule.NoticeDays),
        "objectionDays" => Number(rule.ObjectionDays),
        "publicationDays" => Number(rule.PublicationDays),
        "isNoticeMandatory" => Duty(rule.IsNoticeMandatory),
        "ballotSignature" => WordOf(rule.BallotSignature),
        "maxProxies" => Number(rule.MaxProxies),
        "paperPrecedence" => WordOf(rule.PaperPrecedence),
        "paperEntryDays" => Number(rule.PaperEntryDays),
        "evidenceDays" => Number(rule.EvidenceDays),
        "voterListObjectionDays" => Number(rule.VoterListObjectionDays),
        "countSilent" => WordOf(rule.CountSilent),
        "withholdBelow" => Number(rule.WithholdBelow),
        "isRollObjectionAnswerRequired" => Duty(rule.IsRollObjectionAnswerRequired),
        _ => rule.Clauses.FirstOrDefault(clause => field == ClausePrefix + clause.Id) is { } clause
            ? Fraction(clause.Numerator, clause.Denominator, clause.Comparison == ClauseComparison.MoreThan)
            : null,
    };

    /// <summary>The value that a layer gives, or null where it is of no kind that a field has.</summary>
    public static RuleField? Of(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => value.AsValue().TryGetValue<int>(out var number) ? Number(number) : null,
        JsonValueKind.True => Duty(isOn: true),
        JsonValueKind.False => Duty(isOn: false),
        JsonValueKind.String => new RuleField(JsonValueKind.String, 0, 1, IsStrict: false, value.GetValue<string>()),
        JsonValueKind.Object => FractionOf(value.AsObject()),
        _ => null,
    };

    /// <summary>Puts the value into the JSON of a rule that has the field.</summary>
    public static void Write(JsonObject rule, string field, JsonNode value)
    {
        if (!field.StartsWith(ClausePrefix, StringComparison.Ordinal))
        {
            rule[field] = value.DeepClone();
            return;
        }

        var clause = rule["clauses"]!.AsArray().First(clause => clause!["id"]!.GetValue<string>() == field[ClausePrefix.Length..])!.AsObject();
        foreach (var (part, amount) in value.AsObject())
        {
            clause[part] = amount!.DeepClone();
        }
    }

    private static RuleField Number(int number) => new(JsonValueKind.Number, number, 1, IsStrict: false, "");

    /// <summary>Duties share one kind, so that one may be compared with the other.</summary>
    private static RuleField Duty(bool isOn) => new(JsonValueKind.True, isOn ? 1 : 0, 1, IsStrict: false, "");

    private static RuleField WordOf<T>(T value)
        where T : struct, Enum => new(JsonValueKind.String, 0, 1, IsStrict: false, JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

    private static RuleField Fraction(int numerator, int denominator, bool isStrict) => new(JsonValueKind.Object, numerator, denominator, isStrict, "");

    private static RuleField? FractionOf(JsonObject value)
    {
        var isWhole = value.Count == 3 && value["numerator"] is JsonValue && value["denominator"] is JsonValue && value["comparison"] is JsonValue;
        if (!isWhole
            || !value["numerator"]!.AsValue().TryGetValue<int>(out var numerator)
            || !value["denominator"]!.AsValue().TryGetValue<int>(out var denominator)
            || !value["comparison"]!.AsValue().TryGetValue<string>(out var comparison)
            || denominator <= 0)
        {
            return null;
        }

        return comparison switch
        {
            "AT_LEAST" => Fraction(numerator, denominator, isStrict: false),
            "MORE_THAN" => Fraction(numerator, denominator, isStrict: true),
            _ => null,
        };
    }
}
