using System.Text.Json;
using System.Text.Json.Nodes;
using Neighborhood.Rules.Statutes;
using Neighborhood.Terminal.Text;
using Neighborhood.Verifier;

namespace Neighborhood.Terminal.Commands;

/// <summary>What came of recounting a bundle, for people and for scripts.</summary>
internal static class BundleText
{
    public static ExitCode Tell(Invocation run, BundleVerdict verdict, bool isKeyTrusted)
    {
        _ = run.IsJson ? run.Json(JsonOf(verdict, isKeyTrusted)) : run.Lines(Lines(new Phrases("Verification", run.Words), verdict));
        if (verdict.Fault == BundleFault.HeadForked)
        {
            return ExitCode.Forked;
        }

        return verdict.Holds ? ExitCode.Done : ExitCode.NotVerified;
    }

    /// <summary>The code that never changes.</summary>
    public static string CodeOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private static IEnumerable<string> Lines(Phrases phrases, BundleVerdict verdict)
    {
        var summary = verdict.Summary;
        if (summary.Question.Length > 0)
        {
            yield return phrases.Say("poll", summary.Ledger, summary.Poll, phrases["kind_" + summary.Kind]);
            yield return Columns.Clean(summary.Question);
        }

        foreach (var line in verdict.Holds ? Result(phrases, summary) : Fault(phrases, verdict))
        {
            yield return line;
        }

        if (verdict.Limits.Count > 0)
        {
            yield return "";
            yield return phrases["limits"];
        }

        foreach (var limit in verdict.Limits)
        {
            yield return "· " + phrases.Say("limit_" + limit.Kind, limit.Count);
        }
    }

    /// <summary>What a recount came to, where everything holds.</summary>
    public static IEnumerable<string> Result(Phrases phrases, BundleSummary summary)
    {
        yield return phrases.Say("rule", summary.Rule);
        yield return phrases.Say("ballots", summary.Voters, summary.Ballots, summary.Counted);
        foreach (var option in summary.Tally)
        {
            var area = option.AreaCm2 == 0 ? "" : Amounts.Area(option.AreaCm2);
            yield return $"  {phrases.Find("option_" + option.Option) ?? option.Option}  {Amounts.Count(option.Headcount)}  {area}".TrimEnd();
        }

        foreach (var outcome in summary.Outcomes)
        {
            var reserves = outcome.Reserves.Count == 0 ? "" : $" ({string.Join(", ", outcome.Reserves)})";
            yield return $"{(outcome.Passed ? "✓" : "✗")} {outcome.Question}: {string.Join(", ", outcome.Winners)}{reserves}";
        }

        foreach (var clause in summary.Clauses)
        {
            yield return $"{(clause.IsHeld ? "✓" : "✗")} {Clause(phrases, clause)}";
        }

        yield return phrases[summary.Voided ? "voided" : summary.Passed ? "passed" : "not_passed"];
        if (summary.CaseNumber.Length > 0)
        {
            yield return phrases.Say("revoked", summary.Court, summary.CaseNumber);
        }

        yield return "";
        yield return phrases["holds"];
    }

    private static string Clause(Phrases phrases, ClauseResult result)
    {
        var clause = result.Clause;
        return phrases.Say(
            clause.Comparison == ClauseComparison.MoreThan ? "more_than" : "at_least",
            phrases.Words.IsChinese ? clause.Article.Zh : clause.Article.En,
            Amount(clause.Dimension, result.Have),
            Amount(clause.Dimension, result.Base),
            clause.Numerator,
            clause.Denominator);
    }

    private static string Amount(ClauseDimension dimension, long amount) =>
        dimension == ClauseDimension.Area ? Amounts.Area(amount) : Amounts.Count(amount);

    private static IEnumerable<string> Fault(Phrases phrases, BundleVerdict verdict)
    {
        yield return "✗ " + phrases.Say("fault", verdict.Line, phrases["fault_" + verdict.Fault], CodeOf(verdict.Fault));
        if (verdict.Expected.Length + verdict.Found.Length > 0)
        {
            yield return phrases.Say("found", verdict.Expected, Columns.Clean(verdict.Found));
        }

        if (verdict.KeptHead is not null)
        {
            yield return phrases["two_histories"];
            yield return verdict.KeptHead;
            yield return verdict.ShownHead ?? "";
        }

        yield return phrases["fails"];
    }

    private static JsonObject JsonOf(BundleVerdict verdict, bool isKeyTrusted)
    {
        var summary = verdict.Summary;
        return new JsonObject
        {
            ["verified"] = verdict.Holds,
            ["code"] = verdict.Holds ? null : CodeOf(verdict.Fault),
            ["line"] = verdict.Line,
            ["expected"] = verdict.Expected,
            ["found"] = verdict.Found,
            ["key"] = isKeyTrusted ? "trusted" : "bundle",
            ["kind"] = summary.Kind,
            ["poll"] = $"{summary.Ledger}/polls/{summary.Poll}",
            ["question"] = summary.Question,
            ["rule"] = summary.Rule,
            ["voters"] = summary.Voters,
            ["ballots"] = summary.Ballots,
            ["counted"] = summary.Counted,
            ["tally"] = new JsonArray([.. summary.Tally.Select(option => (JsonNode?)new JsonObject
            {
                ["option"] = option.Option, ["headcount"] = option.Headcount, ["areaCm2"] = option.AreaCm2,
            })]),
            ["outcomes"] = new JsonArray([.. summary.Outcomes.Select(outcome => (JsonNode?)new JsonObject
            {
                ["question"] = outcome.Question,
                ["winners"] = new JsonArray([.. outcome.Winners.Select(winner => (JsonNode?)winner)]),
                ["reserves"] = new JsonArray([.. outcome.Reserves.Select(reserve => (JsonNode?)reserve)]),
                ["passed"] = outcome.Passed,
            })]),
            ["clauses"] = new JsonArray([.. summary.Clauses.Select(clause => (JsonNode?)new JsonObject
            {
                ["clause"] = clause.Clause.Id, ["held"] = clause.IsHeld, ["have"] = clause.Have, ["base"] = clause.Base, ["shortfall"] = clause.Shortfall,
            })]),
            ["passed"] = summary.Passed,
            ["voided"] = summary.Voided,
            ["court"] = summary.Court,
            ["caseNumber"] = summary.CaseNumber,
            ["head"] = summary.Head,
            ["keptHead"] = verdict.KeptHead,
            ["shownHead"] = verdict.ShownHead,
            ["cannotShow"] = new JsonArray([.. verdict.Limits.Select(limit => (JsonNode?)new JsonObject
            {
                ["code"] = CodeOf(limit.Kind), ["count"] = limit.Count,
            })]),
        };
    }
}
