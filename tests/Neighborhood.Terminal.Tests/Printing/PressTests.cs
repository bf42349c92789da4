using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Printing;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Neighborhood.Terminal.Tests.Printing;

public sealed partial class PressTests
{
    private const string Hostile = "<script>alert('x')</script>\" onload=\"y & <b>充电桩</b>";

    [Fact]
    public async Task What_people_wrote_is_printed_as_words_and_never_as_markup()
    {
        var poll = Polls.Decided();
        (poll.Question, poll.Notice, poll.Reason) = (Hostile, Hostile, Hostile);
        poll.State = Poll.Types.State.Voided;
        poll.Options[0].LabelZh = Hostile;
        var sheet = new PollSheet(Hostile, poll, Polls.Receipt());
        var invitations = new InvitationSheet(Hostile, new Uri("http://localhost/"), [Polls.Invitation(Hostile)]);

        await using var press = NewPress(Words.Chinese);
        foreach (var page in new[] { await press.NoticeAsync(sheet), await press.ResultAsync(sheet), await press.InvitationsAsync(invitations) })
        {
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<b>充", WebUtility.HtmlDecode(page).Replace(Hostile, "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains(Hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zh", "已被法院撤销", "法院撤销：区人民法院，案号 (2026)民初1号")]
    [InlineData("en", "revoked by a court", "Revoked by the court: 区人民法院, case (2026)民初1号")]
    public async Task The_result_of_a_revoked_decision_says_that_it_binds_nobody_and_by_which_ruling(string language, string status, string ruling)
    {
        var poll = Polls.Decided();
        (poll.State, poll.BindingStatus) = (Poll.Types.State.Voided, BindingStatus.Revoked);
        poll.Ruling = new CourtRuling { Court = "区人民法院", CaseNumber = "(2026)民初1号", RuledAt = poll.CloseTime };

        await using var press = NewPress(Words.For(language));
        var page = WebUtility.HtmlDecode(await press.ResultAsync(new PollSheet("翠苑", poll, Polls.Receipt())));

        Assert.Contains(status, page, StringComparison.Ordinal);
        Assert.Contains(ruling, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_and_outcomes_are_printed_with_what_people_wrote_as_words()
    {
        var poll = Polls.Decided();
        poll.Options.Clear();
        poll.Result.Tally.Clear();
        var question = new Question { Id = "q", Text = Hostile, Kind = BallotKind.Single, Method = CountingMethod.Plurality };
        question.Options.Add(new QuestionOption { Id = "a", Label = Hostile, Meaning = Hostile });
        poll.Questions.Add(question);
        poll.Result.Outcomes.Add(new QuestionOutcome
        {
            Question = "q",
            Winners = { "a" },
            Passed = true,
            Voters = 3,
            Support = { new OptionSupport { Option = "a", Headcount = 3 } },
            Totals = new TotalsCount { Totals = { 3 }, Ballots = 3 },
        });
        poll.Result.Passed = true;
        var counting = new Phrases("Counting", Words.Chinese);
        var (questions, outcomes) = (QuestionPicture.Of(poll, counting), OutcomePicture.Of(poll, counting));
        var sheet = new PollSheet("绿源里", poll, Polls.Receipt()) { Questions = questions, Outcomes = outcomes };
        var one = new V1.Paper { Name = "communities/a/polls/1/papers/1", Serial = 1 };
        var papers = new PaperSheet("绿源里", poll, Polls.Receipt(), [one]) { Questions = questions };

        await using var press = NewPress(Words.Chinese);
        var (notice, result, paper) = (await press.NoticeAsync(sheet), await press.ResultAsync(sheet), await press.PapersAsync(papers));
        Assert.All(new[] { notice, result, paper }, page =>
        {
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(Hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        });
        Assert.Contains("得票最多者胜出", WebUtility.HtmlDecode(notice), StringComparison.Ordinal);
        Assert.Contains("参加人数足够", WebUtility.HtmlDecode(result), StringComparison.Ordinal);
        Assert.Contains("请在每个选项旁填写", WebUtility.HtmlDecode(paper), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_needs_nothing_from_elsewhere()
    {
        await using var press = NewPress(Words.Chinese);
        var page = await press.NoticeAsync(new PollSheet("绿源里", Polls.Decided(), Polls.Receipt()));

        Assert.DoesNotMatch(@"\b(src|href)=", page);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains(QrImage.Of(Polls.Receipt().Head.Checkpoint).Value, page, StringComparison.Ordinal);
        Assert.Contains("size: A4", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_has_the_rule_with_its_article_the_roll_the_times_and_the_binding_status_in_both_languages()
    {
        var text = await TextAsync(Words.Chinese, (press, sheet) => press.NoticeAsync(sheet));

        foreach (var part in new[]
        {
            "表决公告", "Notice of a poll", "是否同意安装充电桩？", "《民法典》第二百七十八条第二款", "Civil Code, article 278", "总数 In all9", "900.00 m²",
            "2026-12-01 08:00 (UTC+08:00)",
            "以签字的纸质票为准", "the signed paper ballot binds", Convert.ToHexStringLower(Polls.Leaf), "赞成", "Yes",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.True(text.IndexOf("表决公告", StringComparison.Ordinal) < text.IndexOf("Notice of a poll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_English_the_English_comes_first()
    {
        var text = await TextAsync(Words.English, (press, sheet) => press.NoticeAsync(sheet));

        Assert.True(text.IndexOf("Notice of a poll", StringComparison.Ordinal) < text.IndexOf("表决公告", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_has_each_clause_with_its_numbers_and_what_was_missing()
    {
        var text = await TextAsync(Words.Chinese, (press, sheet) => press.ResultAsync(sheet));

        foreach (var part in new[] { "未通过", "Not passed", "600.00 m² / 900.00 m² · 66.66%", "6 / 9 · 66.66%", "还差 0.01 m²", "0.01 m² short",
            "须多于 600.00 m² 的 1/2" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_paper_has_its_serial_voter_options_and_the_announcement_it_is_of()
    {
        var paper = new V1.Paper
        {
            Name = "communities/lvyuanli/polls/9/papers/17",
            Serial = 17,
            Voter = new Person { DisplayName = Hostile },
            Addresses = { "3号楼2单元501" },
            AreaCm2 = 1_000_000,
        };
        await using var press = NewPress(Words.Chinese);
        var page = await press.PapersAsync(new PaperSheet("绿源里", Polls.Decided(), Polls.Receipt(), [paper, paper]));
        var leaf = Convert.ToHexStringLower(Polls.Leaf);
        var text = WebUtility.HtmlDecode(page);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, Regex.Count(page, "class=\"sheet\""));
        Assert.Equal(2, Regex.Count(page, "<svg"));
        foreach (var part in new[] { "纸质选票", "Paper ballot", "<td>17</td>", "3号楼2单元501", "100.00 m²", "☐ 赞成", $"<b>{leaf[..16]}</b>", paper.Name, Hostile })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reconciliation_has_every_number()
    {
        await using var press = NewPress(Words.Chinese);
        var count = new PaperCount { Issued = 40, Returned = 31, Spoiled = 2, Counted = 28, Uncounted = 1, Outstanding = 9 };
        var page = await press.ReconciliationAsync(new ReconciliationSheet(new PollSheet("绿源里", Polls.Decided(), Polls.Receipt()), count));

        Assert.Equal(["40", "31", "28", "2", "1", "9"], Regex.Matches(page, @"<td>(\d+)</td>").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task Bars_are_never_wider_than_their_frame()
    {
        await using var press = NewPress(Words.Chinese);
        var poll = Polls.Decided();
        poll.Result.Tally[0].Headcount = 1_000;
        var page = await press.ResultAsync(new PollSheet("x", poll, Polls.Receipt()));

        var widths = BarWidth().Matches(page).Select(match => decimal.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(8, widths.Count);
        Assert.All(widths, width => Assert.InRange(width, 0m, 100m));
    }

    [Fact]
    public async Task Eight_invitations_stand_on_a_page()
    {
        await using var press = NewPress(Words.Chinese);
        var page = await press.InvitationsAsync(
            new InvitationSheet("绿源里", new Uri("http://localhost/"), [.. Enumerable.Range(1, 9).Select(n => Polls.Invitation("人" + n))]));

        Assert.Equal(2, Regex.Count(page, "class=\"cards\""));
        Assert.Equal(9, Regex.Count(page, "class=\"card\""));
        Assert.Equal(9, Regex.Count(page, "<svg"));
        Assert.Contains("ABCDE-FGHJK-MNPQR-STVWX", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ABCDEFGHJK", "ABCDE-FGHJK")]
    [InlineData("ABCDEFGH", "ABCD-EFGH")]
    [InlineData("ABCD-EFGH", "ABCD-EFGH")]
    [InlineData("ABCDEFG", "ABCDE-FG")]
    public void Codes_are_read_in_groups(string code, string grouped) => Assert.Equal(grouped, InvitationCodes.Grouped(code));

    private static async Task<string> TextAsync(Words words, Func<Press, PollSheet, Task<string>> printAsync)
    {
        await using var press = NewPress(words);
        var page = await printAsync(press, new PollSheet("绿源里", Polls.Decided(), Polls.Receipt()));
        return WebUtility.HtmlDecode(Tags().Replace(page, ""));
    }

    private static Press NewPress(Words words) => new(words, new Moments(words, new ShanghaiClock()));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("width:([0-9.]+)%\"")]
    private static partial Regex BarWidth();

    private sealed class ShanghaiClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(8), "test", "test");
    }

    private static class Polls
    {
        public static byte[] Leaf { get; } = [.. Enumerable.Repeat((byte)0xAB, 32)];

        public static Receipt Receipt() => new()
        {
            Ledger = "communities/lvyuanli",
            Inclusion = new InclusionProof { Sequence = 41, TreeSize = 99, LeafHash = ByteString.CopyFrom(Leaf) },
            Head = new TreeHead
            {
                Size = 99,
                Root = ByteString.CopyFrom(new byte[32]),
                Checkpoint = "origin\n99\nAAAA\n\n— key sig\n",
                VerifierKey = "key+1+AA"
            },
        };

        public static IssuedInvitation Invitation(string name) => new()
        {
            Code = "ABCDEFGHJKMNPQRSTVWX",
            Invitation = new Invitation
            {
                Address = "1-2-301",
                Resident = new Person { DisplayName = name },
                ExpiresAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero)),
            },
        };

        public static Poll Decided()
        {
            var clause = new RuleClause
            {
                Id = "consent-area",
                Article = "《民法典》第二百七十八条第二款",
                ArticleEn = "Civil Code, article 278, paragraph 2",
                Text = "一般事项应经参与表决专有部分面积过半数的业主同意。",
                TextEn = "An ordinary matter needs the consent of owners with more than half of the participating area.",
                Dimension = Dimension.Area,
                Numerator = 1,
                Denominator = 2,
                Strict = true,
            };
            return new Poll
            {
                Name = "communities/lvyuanli/polls/41",
                Question = "是否同意安装充电桩？",
                Options =
                {
                    new Option { Id = "yes", LabelZh = "赞成", LabelEn = "Yes" },
                    new Option { Id = "no", LabelZh = "反对", LabelEn = "No" },
                    new Option { Id = "abstain", LabelZh = "弃权", LabelEn = "Abstain" },
                },
                RulePack = new RulePack
                {
                    Id = "owners-ordinary",
                    TitleZh = "业主共同决定",
                    TitleEn = "Owners' joint decision",
                    Electorate = Electorate.Owners,
                    Clauses = { clause }
                },
                Secrecy = Secrecy.Confidential,
                BindingStatus = BindingStatus.PaperBinding,
                State = Poll.Types.State.Decided,
                Notice = "公告正文",
                OpensAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)),
                ClosesAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 12, 9, 0, 0, 0, TimeSpan.Zero)),
                Turnout = new Turnout { EntitledHeadcount = 9, EntitledAreaCm2 = 9_000_000, VotedHeadcount = 6, VotedAreaCm2 = 6_000_000, BallotCount = 7 },
                Result = new Result
                {
                    Tally =
                    {
                        new OptionTally { Option = "yes", Headcount = 4, AreaCm2 = 3_000_000 },
                        new OptionTally { Option = "no", Headcount = 1, AreaCm2 = 2_000_000 },
                        new OptionTally { Option = "abstain", Headcount = 1, AreaCm2 = 1_000_000 },
                    },
                    Clauses = { new ClauseResult { Clause = clause, Have = 3_000_000, Base = 6_000_000, Shortfall = 1 } },
                    BallotCount = 7,
                },
            };
        }
    }
}
