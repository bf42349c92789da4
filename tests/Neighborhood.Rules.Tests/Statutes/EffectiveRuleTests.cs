using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

/// <summary>A layer does what the one above allows, and never weakens it.</summary>
public sealed class EffectiveRuleTests
{
    private static readonly string[] Fields =
    [
        "noticeDays", "objectionDays", "publicationDays", "isNoticeMandatory", "ballotSignature", "maxProxies", "paperPrecedence", "paperEntryDays",
        "evidenceDays", "voterListObjectionDays", "withholdBelow", "isRollObjectionAnswerRequired", "clauses/participation-area",
        "clauses/participation-headcount", "clauses/consent-area", "clauses/consent-headcount", "clauses/quorum", "clauses/consent", "clauses/consent-all",
        "permissions", "matters", "nothing",
    ];

    private static readonly Gen<JsonNode> Values = Gen.OneOf(
        Gen.Int[-2, 400].Select(number => (JsonNode)number),
        Gen.Bool.Select(flag => (JsonNode)flag),
        Gen.OneOf("LAST", "PAPER", "ONLINE", "OPTIONAL", "REQUIRED", "").Select(word => (JsonNode)word),
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.OneOf("AT_LEAST", "MORE_THAN")).Select((numerator, denominator, comparison) => (JsonNode)new JsonObject
        {
            ["numerator"] = numerator,
            ["denominator"] = denominator,
            ["comparison"] = comparison,
        }));

    private static readonly Gen<(string Field, JsonNode Value)[]> Changes = Gen.Select(Gen.OneOf(Fields), Values).Array[1, 8];

    [Fact]
    public void A_layer_never_weakens() =>
        Gen.Select(Polls.Packs, Changes, Changes, Polls.Owners).Sample((pack, city, own, owners) =>
        {
            var rule = EffectiveRule.Compose(pack, Layer(pack, LayerLevel.Community, own), Layer(pack, LayerLevel.City, city));
            Assert.True(rule.NoticeDays >= pack.NoticeDays && rule.ObjectionDays >= pack.ObjectionDays && rule.PublicationDays <= pack.PublicationDays);
            Assert.True(rule.IsNoticeMandatory == pack.IsNoticeMandatory && rule.IsRollObjectionAnswerRequired == pack.IsRollObjectionAnswerRequired);
            Assert.True(rule.BallotSignature >= pack.BallotSignature && rule.MaxProxies <= pack.MaxProxies && rule.PaperEntryDays <= pack.PaperEntryDays);
            Assert.True(rule.EvidenceDays >= pack.EvidenceDays && rule.VoterListObjectionDays >= pack.VoterListObjectionDays);
            Assert.True(rule.WithholdBelow >= pack.WithholdBelow);
            Assert.Equal((pack.Electorate, pack.Interested), (rule.Electorate, rule.Interested));

            var tally = Polls.Count(owners);
            Assert.True(!Verdict.Decide(rule, tally).Passed || Verdict.Decide(pack, tally).Passed);
        });

    [Fact]
    public void What_took_effect_is_cited_and_nothing_else() =>
        Gen.Select(Polls.Packs, Changes).Sample((pack, changes) =>
        {
            var layer = Layer(pack, LayerLevel.Community, changes);
            var rule = EffectiveRule.Compose(pack, layer);
            var refused = EffectiveRule.Refusals(pack, layer);
            Assert.Equal([pack.Id, "own"], rule.Sources.Select(source => source.Id));
            Assert.Equal(Convert.ToHexStringLower(layer.Hash.Span), rule.Sources[1].Hash);
            Assert.All(rule.Origins, origin => Assert.Equal("own", origin.Source));
            Assert.Distinct(rule.Origins.Select(origin => origin.Field));
            Assert.All(changes, change => Assert.True(
                rule.Origins.Any(origin => origin.Field == change.Field) || refused.Any(refusal => refusal.Field == change.Field)));
        });

    [Fact]
    public void A_rule_without_layers_is_the_pack_with_its_source()
    {
        foreach (var pack in RulePacks.All)
        {
            var rule = EffectiveRule.Compose(pack);
            Assert.Equal((pack.Id, pack.Version, pack.NoticeDays), (rule.Id, rule.Version, rule.NoticeDays));
            Assert.Equal(pack.Clauses, rule.Clauses);
            Assert.Equal(Convert.ToHexStringLower(pack.Hash.Span), Assert.Single(rule.Sources).Hash);
            Assert.Empty(rule.Origins);
            Assert.Equal(rule.ToJson(), rule.Bytes.ToArray());
            Assert.Equal(rule.Hash.ToArray(), EffectiveRule.Compose(pack).Hash.ToArray());
        }
    }

    [Fact]
    public void What_a_city_closes_stays_as_the_city_left_it()
    {
        var pack = Polls.Pack("owners-ordinary");
        var city = Layer(pack, LayerLevel.City, [("noticeDays", 20)], closes: "noticeDays");
        var own = Layer(pack, LayerLevel.Community, [("noticeDays", 30)]);
        Assert.Equal(20, EffectiveRule.Compose(pack, own, city).NoticeDays);
        Assert.Equal(LayerFault.NotPermitted, Assert.Single(EffectiveRule.Refusals(pack, own, city)).Fault);
        Assert.Equal(30, EffectiveRule.Compose(pack, own).NoticeDays);
    }

    [Fact]
    public void A_change_that_a_stricter_law_overtook_is_passed_over()
    {
        var pack = Polls.Pack("owners-ordinary");
        var city = Layer(pack, LayerLevel.City, [("noticeDays", 20)]);
        var own = Layer(pack, LayerLevel.Community, [("noticeDays", 18)]);
        var rule = EffectiveRule.Compose(pack, city, own);
        Assert.Equal((20, "city"), (rule.NoticeDays, Assert.Single(rule.Origins).Source));
    }

    [Theory]
    [InlineData(1, 2, "MORE_THAN", true)]
    [InlineData(2, 3, "AT_LEAST", true)]
    [InlineData(1, 2, "AT_LEAST", false)]
    [InlineData(2, 4, "AT_LEAST", false)]
    [InlineData(50, 100, "MORE_THAN", true)]
    [InlineData(499, 1000, "MORE_THAN", false)]
    public void Fractions_are_compared_exactly_and_more_than_is_more_than_at_least(int numerator, int denominator, string comparison, bool stands)
    {
        var pack = Polls.Pack("owners-ordinary");
        var value = new JsonObject { ["numerator"] = numerator, ["denominator"] = denominator, ["comparison"] = comparison };
        Assert.Equal(stands, EffectiveRule.Refusals(pack, Layer(pack, LayerLevel.Community, [("clauses/consent-area", value)])).Count == 0);
    }

    [Fact]
    public void Beijing_changes_nothing_that_it_may_not()
    {
        var city = Assert.Single(RulePacks.Cities);
        foreach (var pack in RulePacks.InForce(new DateOnly(2026, 1, 1)))
        {
            Assert.Empty(EffectiveRule.Refusals(pack, city));
            Assert.Equal(pack.Electorate == ElectorateKind.Owners ? 2 : 0, EffectiveRule.Compose(pack, city).Origins.Count);
        }
    }

    private static RuleLayer Layer(RulePack pack, LayerLevel level, (string Field, JsonNode Value)[] changes, params string[] closes)
    {
        var json = new JsonObject
        {
            ["id"] = level == LayerLevel.City ? "city" : "own",
            ["version"] = "2026-01-01",
            ["level"] = level == LayerLevel.City ? "CITY" : "COMMUNITY",
            ["title"] = Text(),
            ["note"] = Text(),
            ["changes"] = new JsonArray([.. changes.Select(change => new JsonObject
            {
                ["packs"] = new JsonArray(pack.Id),
                ["field"] = change.Field,
                ["value"] = change.Value.DeepClone(),
                ["article"] = Text(),
                ["text"] = Text(),
            })]),
            ["closes"] = new JsonArray([.. closes.Select(field => (JsonNode)field)]),
        };
        return RuleLayer.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static JsonObject Text() => new() { ["zh"] = "一", ["en"] = "one" };
}
