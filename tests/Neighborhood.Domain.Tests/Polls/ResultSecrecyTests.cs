using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>What a result shows: both tallies where the silent are counted, and no numbers where they would tell a choice.</summary>
public sealed class ResultSecrecyTests
{
    [Fact]
    public void Unanimity_in_a_confidential_poll_is_withheld_and_committed_to()
    {
        var (given, result) = Survey(Secrecy.Confidential, "yes", "yes", "yes");
        Assert.True(result is { Passed: true, Withheld: true, BallotCount: 3 });
        Assert.Empty(result.Tally);
        Assert.All(result.Clauses, clause => Assert.True(clause is { Held: true, Have: 0, Base: 0, Shortfall: 0 }));

        var declared = given.Entries.Single(entry => entry.Fact.KindCase == Fact.KindOneofCase.ResultDeclared);
        var side = given.Texts.Find(declared.Sequence)!;
        Assert.Equal(Rules.Proofs.TextCommitment.Compute(side.Data.Span, side.Salt.Span), result.TallyCommitment.ToByteArray());
        var whole = ResultDeclared.Parser.ParseFrom(side.Data);
        Assert.Equal([3, 0, 0], whole.Tally.Select(option => option.Headcount));
    }

    [Theory]
    [InlineData(Secrecy.Open, false, "yes", "yes", "yes")]
    [InlineData(Secrecy.Confidential, true, "yes", "yes", "yes", "no")]
    [InlineData(Secrecy.Confidential, false, "yes", "yes", "yes", "no", "no", "no")]
    [InlineData(Secrecy.Confidential, false)]
    public void Only_numbers_that_tell_a_choice_are_withheld(Secrecy secrecy, bool isWithheld, params string[] ballots)
    {
        var (_, result) = Survey(secrecy, ballots);
        Assert.Equal(isWithheld, result.Withheld);
        Assert.Equal(isWithheld, !result.TallyCommitment.IsEmpty);
        Assert.Equal(isWithheld ? 0 : 3, result.Tally.Count);
    }

    [Fact]
    public void Both_tallies_are_shown_with_the_article_where_adopted_rules_count_the_silent()
    {
        var given = Xingfu.Founded();
        const string Layer = """
            {
              "id": "own", "version": "2026-01-01", "level": "COMMUNITY", "title": {"zh": "规则", "en": "Rules"}, "note": {"zh": "注", "en": "Note"},
              "changes": [{"packs": ["owners-ordinary"], "field": "countSilent", "value": "ABSTAINED",
                "article": {"zh": "第三十条", "en": "article 30"}, "text": {"zh": "弃权从多", "en": "with the majority"}}]
            }
            """;
        given.When(
            new AdoptRules(),
            new AdoptRulesRequest { Parent = Xingfu.Name, Layer = ByteString.CopyFromUtf8(Layer), Document = "纪要" },
            Xingfu.As(Xingfu.Staff));
        var poll = given.Opened(PollSteps.Owners);
        for (var voter = 1L; voter <= 8; voter++)
        {
            given.Vote(poll, voter, voter <= 4 ? "yes" : voter == 5 ? "no" : "abstain");
        }

        var result = given.Counted(poll).Result;
        Assert.Equal((true, false), (result.Passed, result.PassedByReturned));
        Assert.Equal([4, 1, 3], result.Tally.Select(option => option.Headcount));
        Assert.Equal([7, 1, 0], result.SilentTally.Select(option => option.Headcount));
        Assert.Equal(("第三十条", "article 30"), (result.SilentArticle, result.SilentArticleEn));
    }

    private static (Given<CommunityState> Given, Result Result) Survey(Secrecy secrecy, params string[] ballots)
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = secrecy);
        foreach (var (index, option) in ballots.Index())
        {
            given.Vote(poll, index + 1, option);
        }

        return (given, given.Counted(poll).Result);
    }
}
