using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>The city's regulations and the neighbourhood's own rules of procedure: recorded, composed, and pinned by what is announced under them.</summary>
public sealed class RuleLayerTests
{
    private const string Longer = """{"packs":["owners-ordinary"],"field":"noticeDays","value":20,""" + Cited;
    private const string Cited = """ "article":{"zh":"议事规则第七条","en":"Rules, article 7"},"text":{"zh":"从严","en":"stricter"}}""";

    public static TheoryData<string, string, ErrorReason, string> Refusals => new()
    {
        { "a shorter notice", Change("owners-ordinary", "noticeDays", "14"), ErrorReason.RuleLayerRefused, "Weaker" },
        { "a lower majority", Change("owners-special", "clauses/consent-area", Fraction(2, 3, "MORE_THAN")), ErrorReason.RuleLayerRefused, "Weaker" },
        { "a later publication", Change("owners-special", "publicationDays", "4"), ErrorReason.RuleLayerRefused, "Weaker" },
        { "a field that nobody below may set", Change("owners-special", "isNoticeMandatory", "false"), ErrorReason.RuleLayerRefused, "NotPermitted" },
        {
            "a majority where there is unanimity",
            Change("owners-unanimity", "clauses/consent-all", Fraction(3, 4, "AT_LEAST")),
            ErrorReason.RuleLayerRefused,
            "NotPermitted"
        },
        { "a word that is none", Change("owners-ordinary", "countSilent", "\"ALWAYS\""), ErrorReason.RuleLayerRefused, "Weaker" },
        { "a word for a number", Change("owners-ordinary", "noticeDays", "\"20\""), ErrorReason.RuleLayerRefused, "Unknown" },
        { "no such clause", Change("owners-ordinary", "clauses/consent", Fraction(3, 4, "AT_LEAST")), ErrorReason.RuleLayerRefused, "NotPermitted" },
        { "no such pack", Change("owners-monarchy", "noticeDays", "20"), ErrorReason.RuleLayerRefused, "Unknown" },
        { "objections beyond the notice", Change("owners-ordinary", "objectionDays", "16"), ErrorReason.RuleLayerRefused, "Unsound" },
        { "more than the whole", Change("owners-ordinary", "clauses/consent-area", Fraction(1, 1, "MORE_THAN")), ErrorReason.RuleLayerRefused, "Unsound" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Rules_that_ask_for_less_are_refused(string what, string change, ErrorReason reason, string fault)
    {
        Assert.NotEmpty(what);
        Assert.Equal(fault, Adopt(Xingfu.Founded(), Layer(change)).Refused(reason, "layer").Details!["fault"]);
    }

    [Theory]
    [InlineData("", "layer")]
    [InlineData("{}", "layer")]
    [InlineData("[1]", "layer")]
    public void What_is_no_layer_is_refused(string json, string field) => Adopt(Xingfu.Founded(), json).Refused(ErrorReason.InvalidField, field);

    [Fact]
    public void A_citys_layer_is_not_adopted_and_rules_are_adopted_once()
    {
        var given = Xingfu.Founded();
        Adopt(given, Layer(Longer).Replace("COMMUNITY", "CITY", StringComparison.Ordinal)).Refused(ErrorReason.InvalidField, "layer");
        Assert.True(Adopt(given, Layer(Longer)).Answer.InForce);
        Adopt(given, Layer(Longer)).Refused(ErrorReason.NothingChanged, "layer");
        Adopt(given, Layer(Longer), document: " ").Refused(ErrorReason.InvalidField, "document");
    }

    [Fact]
    public void Adopted_rules_hold_for_what_is_announced_after_them_and_not_before()
    {
        var given = Xingfu.Founded();
        var before = given.Announce(Asked(given, 20)).Answer;
        Adopt(given, Layer(Longer));
        given.Announce(Asked(given, 15)).Refused(ErrorReason.NoticeTooShort, "opens_at");
        var after = given.Announce(Asked(given, 20)).Answer;
        Assert.Equal((15, 20), (before.RulePack.NoticeDays, after.RulePack.NoticeDays));

        var rule = given.Read(new GetEffectiveRule(), new GetEffectiveRuleRequest { Name = after.Name }, Xingfu.As(Xingfu.Wang));
        Assert.Equal(["owners-ordinary", "xingfu"], rule.Sources.Select(source => source.Id));
        var notice = rule.Terms.Single(term => term.Field == "noticeDays");
        Assert.Equal(("20", "xingfu", "议事规则第七条", "Rules, article 7"), (notice.Value, notice.Source, notice.Article, notice.ArticleEn));
        Assert.Equal("owners-ordinary", rule.Terms.Single(term => term.Field == "objectionDays").Source);
        Assert.Equal(15, given.State.Polls.Find(Names.IdIn(before.Name, "polls"))!.Pack.NoticeDays);
    }

    [Fact]
    public void Rules_hold_from_their_day_on()
    {
        var given = Xingfu.Founded();
        Assert.False(Adopt(given, Layer(Longer).Replace("2026-01-01", "2026-02-01", StringComparison.Ordinal)).Answer.InForce);
        Assert.Equal(15, given.Announce(given.Request(PollSteps.Owners)).Answer.RulePack.NoticeDays);
        given.Later(TimeSpan.FromDays(40));
        Assert.Equal(20, given.Announce(Asked(given, 20)).Answer.RulePack.NoticeDays);
    }

    [Fact]
    public void A_city_is_chosen_and_its_articles_are_cited()
    {
        var given = Xingfu.Founded();
        Choose(given, "atlantis").Refused(ErrorReason.RuleLayerUnknown, "id");
        Choose(given, "").Refused(ErrorReason.NothingChanged, "id");
        Assert.Equal(("beijing", "2024-03-29", true), (Choose(given, "beijing").Answer is var city ? (city.Id, city.Version, city.InForce) : default));
        Choose(given, "beijing").Refused(ErrorReason.NothingChanged, "id");

        var rule = given.Read(new GetEffectiveRule(), new GetEffectiveRuleRequest { Name = Xingfu.Name, Matter = "common-parts" }, Xingfu.As(Xingfu.Wang));
        Assert.Equal("beijing", rule.Terms.Single(term => term.Field == "publicationDays").Source);
        Choose(given, "").Then(new Fact { CityLayerChosen = new() { ByResident = Xingfu.Staff } });
        Assert.Null(given.State.Rules.City);
    }

    [Fact]
    public void The_layers_are_listed_with_what_decided_them()
    {
        var given = Xingfu.Founded();
        Adopt(given, Layer(Longer), document: "业主大会会议纪要 2026-3");
        var layers = given.Read(new ListRuleLayers(), new ListRuleLayersRequest { Parent = Xingfu.Name }, Xingfu.As(Xingfu.Wang)).Layers;
        Assert.Equal([("beijing", false, ""), ("xingfu", true, "业主大会会议纪要 2026-3")], layers.Select(layer => (layer.Id, layer.InForce, layer.Document)));
        Assert.Equal(RuleLayer.Types.Level.Community, layers[^1].Level);
        Assert.Equal(
            ErrorReason.NotFound,
            given.RefusalOf(new ListRuleLayers(), new ListRuleLayersRequest { Parent = "communities/other" }, Xingfu.As(Xingfu.Wang)).Reason);
    }

    [Fact]
    public void A_poll_that_did_not_adopt_rules_does_not_decide_them()
    {
        var given = Xingfu.Founded();
        var other = given.Opened(PollSteps.Owners);
        Adopt(given, Layer(Longer), poll: other).Refused(ErrorReason.NotFound, "poll");
        var poll = given.Opened(PollSteps.Owners, request => request.Matter = "rules-of-procedure");
        Adopt(given, Layer(Longer), poll: poll).Refused(ErrorReason.WrongState, "poll");
        for (var voter = 1L; voter <= Xingfu.Households; voter++)
        {
            given.Vote(poll, voter, "yes");
        }

        given.Counted(poll);
        Assert.Equal(poll, Adopt(given, Layer(Longer), poll: poll).Answer.Poll);
    }

    private static Outcome<CommunityState, RuleLayer> Adopt(Given<CommunityState> given, string json, string? poll = null, string document = "会议纪要") =>
        given.When(
            new AdoptRules(),
            new AdoptRulesRequest { Parent = Xingfu.Name, Layer = ByteString.CopyFromUtf8(json), Poll = poll ?? "", Document = poll is null ? document : "" },
            Xingfu.As(Xingfu.Staff));

    private static Outcome<CommunityState, RuleLayer> Choose(Given<CommunityState> given, string city) =>
        given.When(new ChooseCityLayer(), new ChooseCityLayerRequest { Parent = Xingfu.Name, Id = city }, Xingfu.As(Xingfu.Staff));

    private static AnnouncePollRequest Asked(Given<CommunityState> given, int days)
    {
        var request = given.Request(PollSteps.Owners);
        (request.OpensAt, request.ClosesAt) = (given.In(TimeSpan.FromDays(days)), given.In(TimeSpan.FromDays(days + 7)));
        return request;
    }

    private static string Change(string pack, string field, string value) => $$"""{"packs":["{{pack}}"],"field":"{{field}}","value":{{value}},{{Cited}}""";

    private static string Fraction(int numerator, int denominator, string comparison) =>
        $$"""{"numerator":{{numerator}},"denominator":{{denominator}},"comparison":"{{comparison}}"}""";

    private static string Layer(string changes) => $$"""
        {
          "id": "xingfu", "version": "2026-01-01", "level": "COMMUNITY",
          "title": {"zh": "幸福小区议事规则", "en": "Rules of Xingfu"}, "note": {"zh": "业主大会通过", "en": "Adopted by the owners"},
          "changes": [{{changes}}]
        }
        """;
}
