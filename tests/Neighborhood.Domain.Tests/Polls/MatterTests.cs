using System.Security.Cryptography;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>The matter decides the rule; the announcement pins the rule with all it was made of.</summary>
public sealed class MatterTests
{
    [Theory]
    [InlineData("rules-of-procedure", PollSteps.Owners)]
    [InlineData("management-covenant", PollSteps.Owners)]
    [InlineData("elect-committee", PollSteps.Owners)]
    [InlineData("hire-manager", PollSteps.Owners)]
    [InlineData("use-maintenance-fund", PollSteps.Owners)]
    [InlineData("raise-maintenance-fund", PollSteps.Special)]
    [InlineData("alter-or-rebuild", PollSteps.Special)]
    [InlineData("common-parts", PollSteps.Special)]
    [InlineData("other-major", PollSteps.Owners)]
    [InlineData("council-decision", PollSteps.Council)]
    [InlineData("villagers-decision", "villagers-representatives")]
    [InlineData("opinion", PollSteps.Survey)]
    public void A_matter_is_governed_by_its_rule(string matter, string pack)
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(Of(given, matter)).Answer;
        Assert.Equal((matter, pack), (poll.Matter, poll.RulePack.Id));
    }

    [Fact]
    public void The_announcement_pins_the_rule_it_was_made_under()
    {
        var given = Xingfu.Founded();
        var outcome = given.Announce(Of(given, "common-parts"));
        var announced = outcome.Made[0].Fact.PollAnnounced;
        Assert.Equal(SHA256.HashData(announced.EffectiveRule.Span), announced.EffectiveRuleHash.ToByteArray());
        Assert.Equal(announced.EffectiveRuleHash, outcome.Answer.EffectiveRuleHash);
        Assert.Equal(RulePacks.Find("owners-special")!.Hash.ToArray(), announced.RulePackHash.ToByteArray());

        var rule = given.Read(new GetEffectiveRule(), new GetEffectiveRuleRequest { Name = outcome.Answer.Name }, Xingfu.As(Xingfu.Wang));
        Assert.Equal(announced.EffectiveRule, rule.Json);
        Assert.Equal(["owners-special"], rule.Sources.Select(source => source.Id));
        Assert.All(rule.Terms, term => Assert.True(term.Source == "owners-special" && term.Value.Length > 0, term.Field));
        Assert.Equal("≥ 3/4", rule.Terms.Single(term => term.Field == "clauses/consent-area").Value);
        Assert.Equal("15", rule.Terms.Single(term => term.Field == "noticeDays").Value);
    }

    [Fact]
    public void What_governs_a_matter_is_shown_before_a_poll_is_announced()
    {
        var given = Xingfu.Founded();
        var rule = given.Read(new GetEffectiveRule(), new GetEffectiveRuleRequest { Name = Xingfu.Name, Matter = "hire-manager" }, Xingfu.As(Xingfu.Wang));
        Assert.Equal("owners-ordinary", rule.RulePack.Id);
        Assert.Equal(ErrorReason.MatterUnknown, RefusalOf(Xingfu.Name, "love"));
        Assert.Equal(ErrorReason.NotFound, RefusalOf("communities/other", "hire-manager"));
        Assert.Equal(ErrorReason.NotFound, RefusalOf(Xingfu.Named("polls", 77), "hire-manager"));

        ErrorReason RefusalOf(string name, string matter) =>
            given.RefusalOf(new GetEffectiveRule(), new GetEffectiveRuleRequest { Name = name, Matter = matter }, Xingfu.As(Xingfu.Wang)).Reason;
    }

    [Fact]
    public void A_poll_from_before_matters_were_named_is_decided_under_its_own_pack()
    {
        var given = Xingfu.Founded();
        var pack = RulePacks.Find("owners-ordinary", new DateOnly(2021, 1, 1))!;
        var announced = new PollAnnounced
        {
            Question = "旧表决",
            RulePack = pack.Id,
            RulePackVersion = "2021-01-01",
            RulePackHash = Google.Protobuf.ByteString.CopyFrom(pack.Hash.Span),
            ClosesAtMicros = given.NowMicros + 1,
        };
        given.And(new Fact { PollAnnounced = announced });
        var poll = given.Seen(Xingfu.Named("polls", given.Last));
        Assert.Equal(("2021-01-01", ""), (poll.RulePack.Version, poll.Matter));
        Assert.Same(pack, given.State.Polls.Find(given.Last)!.Pack);
    }

    [Fact]
    public void Only_the_other_owners_of_the_building_are_asked()
    {
        var given = Buildings();
        var poll = given.Announce(OfPart(given, 1)).Answer;
        Assert.Equal("communities/xingfu/households/1", poll.Household);
        Assert.Equal([(2, 2_000_000, 1), (3, 1_000_000, 1)], given.RollOf(poll.Name));
        Assert.Equal((3, 4_000_000), (poll.Turnout.EntitledHeadcount, poll.Turnout.EntitledAreaCm2));
    }

    [Theory]
    [InlineData("yes", "yes", true)]
    [InlineData("yes", "no", false)]
    [InlineData("yes", "abstain", false)]
    [InlineData("yes", null, false)]
    public void Consent_is_of_all_who_are_asked(string second, string? third, bool isPassed)
    {
        var given = Buildings(unsold: false);
        var poll = given.Announce(OfPart(given, 1)).Answer.Name;
        given.Posted(poll);
        given.Later(PollSteps.Notice).Due();
        given.Vote(poll, 2, second);
        if (third is not null)
        {
            given.Vote(poll, 3, third);
        }

        Assert.Equal(isPassed, given.Counted(poll).Result.Passed);
    }

    [Theory]
    [InlineData("", ErrorReason.PartRequired)]
    [InlineData("communities/xingfu/households/99", ErrorReason.NotFound)]
    [InlineData("communities/other/households/1", ErrorReason.NotFound)]
    [InlineData("communities/xingfu/households/6", ErrorReason.InvalidField)]
    public void The_part_concerned_has_to_be_known(string part, ErrorReason reason)
    {
        var given = Buildings();
        var request = OfPart(given, 1);
        request.Household = part;
        given.Announce(request).Refused(reason, "household");
    }

    [Fact]
    public void An_objection_gives_no_voice_to_what_is_owned_in_another_building()
    {
        var given = Buildings();
        var poll = given.Announce(OfPart(given, 1)).Answer;
        var objection = given.When(new FileObjection(), new FileObjectionRequest { Parent = poll.Name, Text = "我在五号也有一套" }, Xingfu.As(3)).Answer;
        var answer = new AnswerObjectionRequest { Name = objection.Name, Accept = true, Answer = "已核对" };
        Assert.Single(given.When(new AnswerObjection(), answer, Xingfu.As(Xingfu.Staff)).Made);
        Assert.Equal([(2, 2_000_000, 1), (3, 1_000_000, 1)], given.RollOf(poll.Name));
    }

    /// <summary>
    /// Building A: 1 of owner 1, 2 and 3 of owner 2, 4 of owner 3, 7 of owner 1 too, 8 still the developer's. Building B: 5 of owner 3. 6 has no address.
    /// </summary>
    private static Given<CommunityState> Buildings(bool unsold = true)
    {
        long[] owners = [1, 2, 2, 3, 3, 4, 1];
        var homes = owners.Select((owner, index) => PollSteps.Home(index + 1, 1_000_000, owner));
        var given = PollSteps.Estate(4, unsold ? [.. homes, PollSteps.Home(8, 1_000_000)] : [.. homes]);
        foreach (var (household, building) in new[] { (1, "A"), (2, "A"), (3, "A"), (4, "A"), (5, "B"), (7, "A"), (8, "A") })
        {
            given.Vault(CommunityVault.HouseholdKey(household), new HouseholdRecord { Building = building });
        }

        return given;
    }

    private static AnnouncePollRequest OfPart(Given<CommunityState> given, long household)
    {
        var request = Of(given, "dwelling-to-business");
        request.Household = Xingfu.Named("households", household);
        return request;
    }

    private static AnnouncePollRequest Of(Given<CommunityState> given, string matter)
    {
        var request = given.Request(PollSteps.Owners);
        (request.Matter, request.RulePack, request.ClosesAt) = (matter, "", given.In(PollSteps.Notice + PollSteps.Length));
        return request;
    }
}
