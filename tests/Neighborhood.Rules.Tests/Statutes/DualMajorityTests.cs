using System.Globalization;
using System.Text;
using System.Text.Json;
using Neighborhood.Rules.Statutes;
using Neighborhood.Testing;

namespace Neighborhood.Rules.Tests.Statutes;

/// <summary>
/// Swiss referenda are the real counts nearest to Civil Code 278: some need two majorities at once, of the people and of the cantons. The people stand
/// in the dimension of area, the cantons in that of heads, doubled because half cantons weigh one half.
/// </summary>
public sealed class DualMajorityTests
{
    private const string People =
        """
        {"id":"people","article":{"zh":"a","en":"a"},"text":{"zh":"t","en":"t"},
        "kind":"CONSENT","dimension":"AREA","numerator":1,"denominator":2,"comparison":"MORE_THAN","base":"PARTICIPATING"}
        """;

    private const string Cantons =
        """
        {"id":"cantons","article":{"zh":"a","en":"a"},"text":{"zh":"t","en":"t"},
        "kind":"CONSENT","dimension":"HEADCOUNT","numerator":1,"denominator":2,"comparison":"MORE_THAN","base":"ALL"}
        """;

    private static readonly RulePack PeopleOnly = Pack(People);
    private static readonly RulePack PeopleAndCantons = Pack(People + "," + Cantons);

    [Fact]
    public void Referenda_come_out_as_the_chancellery_says()
    {
        using var votes = JsonDocument.Parse(File.ReadAllBytes(TestData.Require("dual_majority/swiss_votes.json")));
        var dual = 0;
        foreach (var vote in votes.RootElement.EnumerateArray().Where(IsDecided))
        {
            var needsBoth = vote.GetProperty("dual_majority_required").GetBoolean();
            var verdict = Verdict.Decide(needsBoth ? PeopleAndCantons : PeopleOnly, Count(vote));
            Assert.True(verdict.Passed == (Text(vote, "accepted") == "1"), Text(vote, "id"));
            Assert.Equal(Text(vote, "people_accepted") == "1", verdict.Clauses[0].IsHeld);
            Assert.True(!needsBoth || verdict.Clauses[1].IsHeld == (Text(vote, "cantons_accepted") == "1"), Text(vote, "id"));
            dual += needsBoth ? 1 : 0;
        }

        Assert.Equal(181, dual);
    }

    [Fact]
    public void A_tie_of_cantons_rejects_what_the_people_accepted()
    {
        // As in 1975: 11 cantons to 11. The published file leaves that vote out, so the people's counts here are made up.
        var tally = new Tally(new Electorate(1_000_000, 44), new OptionTally(530_000, 22), new OptionTally(470_000, 22), default);
        var verdict = Verdict.Decide(PeopleAndCantons, tally);
        Assert.True(verdict.Clause("people").IsHeld);
        Assert.False(verdict.Passed);
        Assert.Equal(1, verdict.Clause("cantons").Shortfall);
    }

    /// <summary>One row is the deciding question between two proposals and has no verdict of its own.</summary>
    private static bool IsDecided(JsonElement vote) => Text(vote, "accepted") is "0" or "1";

    private static Tally Count(JsonElement vote)
    {
        var people = (Yes: Whole(vote, "yes"), No: Whole(vote, "no"));
        long yes = 0, no = 0;
        foreach (var canton in vote.GetProperty("cantons").EnumerateObject().Select(property => property.Value))
        {
            var weight = (long)(2 * canton.GetProperty("weight").GetDecimal());
            var consents = Whole(canton, "yes") > Whole(canton, "no");
            yes += consents ? weight : 0;
            no += consents ? 0 : weight;
        }

        return new Tally(new Electorate(people.Yes + people.No, yes + no), new OptionTally(people.Yes, yes), new OptionTally(people.No, no), default);
    }

    private static long Whole(JsonElement element, string name) => (long)element.GetProperty(name).GetDecimal();

    private static string Text(JsonElement element, string name) =>
        Convert.ToString(element.GetProperty(name).ToString(), CultureInfo.InvariantCulture) ?? "";

    private static RulePack Pack(string clauses) => RulePack.Parse(Encoding.UTF8.GetBytes(
        $$"""
        {"id":"referendum","version":"1848-09-12","title":{"zh":"t","en":"t"},"note":{"zh":"n","en":"n"},"electorate":"OWNERS",
         "noticeDays":0,"objectionDays":0,"publicationDays":0,"isNoticeMandatory":false,"clauses":[{{clauses}}]}
        """));
}
