using System.Collections.Immutable;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>Every screen with the longest and widest words, at both sizes, in both languages.</summary>
public sealed class PageWidthTests
{
    private static readonly Dictionary<string, Func<Workspace, Presenter>> All = new()
    {
        ["welcome"] = workspace => new WelcomePresenter(workspace),
        ["home"] = workspace => new HomePresenter(workspace),
        ["topics"] = workspace => new TopicsPresenter(workspace),
        ["topic"] = workspace => new TopicPresenter(workspace, Sample.Community + "/topics/1"),
        ["proposals"] = workspace => new ProposalsPresenter(workspace),
        ["proposal"] = workspace => new ProposalPresenter(workspace, Sample.Community + "/proposals/1"),
        ["proposal history"] = workspace => new ProposalHistoryPresenter(workspace, Sample.Community + "/proposals/1"),
        ["polls"] = workspace => new PollsPresenter(workspace),
        ["poll"] = workspace => new PollPresenter(workspace, Sample.Community + "/polls/1"),
        ["ballot"] = workspace => new BallotPresenter(workspace, Sample.Poll()),
        ["question ballot"] = workspace => new QuestionBallotPresenter(workspace, Asked.Poll([.. Asked.Kinds.Select(kind => Asked.Of(kind))])),
        ["question"] = workspace => new QuestionPresenter(workspace, Asked.Decided(CountingMethod.EqualShares), 0),
        ["receipt"] = workspace => new ReceiptPresenter(workspace, Sample.Poll()),
        ["failed check"] = workspace => new CheckPresenter(workspace, Sample.Poll(), TwoHistoriesTests.Found),
        ["scrutineers"] = workspace => new ScrutineersPresenter(workspace, Sample.Poll(Poll.Types.State.Decided)),
        ["receipt at a booth"] = workspace => new ReceiptPresenter(workspace, Sample.Poll()) { LeaveBooth = () => { } },
        ["objections"] = workspace => new ObjectionsPresenter(workspace, Sample.Poll(Poll.Types.State.Announced)),
        ["voters"] = workspace => new VotersPresenter(workspace, Sample.Community + "/polls/1", isMissing: false),
        ["missing voters"] = workspace => new VotersPresenter(workspace, Sample.Community + "/polls/1", isMissing: true),
        ["proxies"] = workspace => new ProxiesPresenter(workspace),
        ["principals"] = workspace => new PrincipalsPresenter(workspace, Sample.Poll()),
        ["ballot of a principal"] = workspace => Casting.For(workspace, Sample.Poll(), Channels.Proxy(71, 8, 7)).Ballot(workspace, Sample.Poll()),
        ["papers"] = workspace => new PapersPresenter(workspace, Sample.Poll()),
        ["reconciliation"] = workspace => new ReconciliationPresenter(workspace, Sample.Poll()),
        ["rule"] = workspace => new RulePresenter(workspace, Sample.Community + "/polls/1"),
        ["petitions"] = workspace => new PetitionsPresenter(workspace),
        ["petition"] = workspace => new PetitionPresenter(workspace, Sample.Community + "/petitions/2"),
        ["menus"] = workspace => new MenusPresenter(workspace),
        ["menu"] = workspace => new MenuPresenter(workspace, Sample.Menu.Name),
        ["basic item"] = workspace => new ItemPresenter(workspace, Sample.Menu.Items[0].Name),
        ["item in a vote"] = workspace => new ItemPresenter(workspace, Sample.Menu.Items[2].Name),
        ["shares"] = workspace => new SharesPresenter(workspace, Sample.Menu.Items[2]),
        ["households"] = workspace => new HouseholdsPresenter(workspace),
        ["household"] = workspace => new HouseholdPresenter(workspace, Sample.Household(2)),
        ["residents"] = workspace => new ResidentsPresenter(workspace),
        ["resident"] = workspace => new ResidentPresenter(workspace, Sample.Community + "/residents/8"),
        ["invitations"] = workspace => new InvitationsPresenter(workspace),
        ["codes"] = workspace => new CodePresenter(
            workspace, "resident_invite", [new IssuedCode("王小明", "12-3-101", "ABCD-EFGH-JKLM-NPQR", Sample.At(300))], words => words["invitation_once"]),
        ["reports"] = workspace => new ReportsPresenter(workspace),
        ["rule packs"] = workspace => new AnnouncePollPresenter(workspace, null),
        ["operator"] = workspace => new OperatorPresenter(workspace),
        ["devices"] = workspace => new DevicesPresenter(workspace),
        ["account"] = workspace => new AccountPresenter(workspace),
        ["export"] = workspace => new ExportPresenter(workspace),
        ["post history"] = workspace => new PostHistoryPresenter(workspace, Sample.Community + "/topics/1/posts/1"),
        ["openings"] = workspace => new OpeningsPresenter(workspace, Sample.Poll(Poll.Types.State.Decided)),
        ["settings"] = workspace => new SettingsPresenter(workspace),
        ["roll changes"] = workspace => new RollImportPresenter(workspace, "王小明的户册.csv", Import("101", "102")),
        ["bad rows"] = workspace => new RollImportPresenter(workspace, "王小明的户册.csv", Import("101", "")),
        ["communities"] = workspace => new CommunitiesPresenter(workspace),
    };

    private static RollImportState Import(params string[] rooms)
    {
        var request = new ImportRollRequest
        {
            Rows = { rooms.Select(
            (room, index) => new RollRow { Line = index, Room = room, OwnerName = Sample.LongText }) }
        };
        return new RollImportState(request, Sample.Import(request));
    }

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, int>();
            foreach (var screen in All.Keys)
            {
                foreach (var (language, width) in new[] { ("zh", 80), ("zh", 120), ("en", 80), ("en", 120) })
                {
                    cases.Add(screen, language, width);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_line_is_wider_than_the_terminal_and_the_bars_fill_it(string screen, string language, int width)
    {
        using var room = new Room(Words.For(language), width, width == 80 ? 24 : 40).Opening(All[screen]);
        var frame = room.Draw();
        Assert.NotEmpty(frame.Body);
        Assert.All(frame.Body, line => Assert.True(line.Line.Width <= width, $"{line.Line.Width}: {line.Line.Plain}"));
        Assert.All(room.Shell.Top.Show(width).Lines, line => Assert.True(line.Width <= width, $"{line.Width}: {line.Plain}"));
        Assert.Equal(width, frame.Title.Width);
        Assert.Equal(width, frame.Bar.Line(width).Width);
        Assert.Contains(frame.Bar.Parts, part => part.Command?.Key == Keys.Help);
        Assert.DoesNotContain(room.Shell.Words["list_reading"], room.Screen);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_screen_has_help_made_from_its_commands(string screen, string language, int width)
    {
        using var room = new Room(Words.For(language), width, 60).Opening(All[screen]);
        var commands = room.Shell.AllCommands();
        room.Press(Keys.Help);
        Assert.All(commands.Where(command => command.Key != Keys.Help), command => Assert.Contains(room.Shell.Words[command.Label], room.Screen));
        Assert.Equal(commands.Select(command => command.Key).Distinct().Count(), commands.Length);
        Assert.All(room.Shell.Top.Show(width).Lines, line => Assert.True(line.Width <= width));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Columns_of_a_table_stand_under_each_other(string language)
    {
        using var room = new Room(Words.For(language)).Opening(workspace => new HouseholdsPresenter(workspace));
        var areas = room.Shell.Top.Show(80).Lines.Where(line => line.Item is not null)
            .Select(line => Columns.Width(line.Plain[..(line.Plain.IndexOf("m²", StringComparison.Ordinal) + 2)])).Distinct();
        Assert.Single(areas);
    }

    [Fact]
    public void A_verdict_says_clause_by_clause_what_is_missing_in_both_dimensions()
    {
        using var room = new Room();
        room.Calls.On((GetPollRequest _) => Sample.Poll(Poll.Types.State.Decided));
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1"));
        var said = string.Join('\n', room.Shell.Top.Show(120).Lines.Select(line => line.Plain));
        Assert.Contains("还差 3 户", said);
        Assert.Contains("还差 120.00 m²", said);
        Assert.Contains("✓ 参与表决的面积不少于全体的 2/3", said);
        Assert.Contains("✗ 同意的面积不少于参与者的 3/4", said);
        Assert.Contains("仅供参考", said);
        Assert.Contains("330.00 m² / 600.00 m²", said);
    }

    [Fact]
    public void A_clause_can_be_said_for_every_kind_dimension_and_base_and_one_of_a_newer_server_by_its_text()
    {
        foreach (var words in new[] { Words.Chinese, Words.English })
        {
            foreach (var kind in Enum.GetValues<RuleClause.Types.Kind>().Skip(1))
            {
                foreach (var dimension in Enum.GetValues<Dimension>().Skip(1))
                {
                    var known = new RuleClause
                    {
                        Kind = kind,
                        Dimension = dimension,
                        Base = RuleClause.Types.Base.YesNo,
                        Numerator = 1,
                        Denominator = 2,
                        Text = "文",
                        TextEn = "text"
                    };
                    Assert.Contains("1/2", ResultText.Demand(known, Electorate.Seats, words));
                }
            }

            Assert.All(Enum.GetValues<RuleClause.Types.Base>(), value => words.Of(value));
            Assert.Equal(words.IsChinese ? "文" : "text",
                ResultText.Demand(new RuleClause { Dimension = (Dimension)77, Text = "文", TextEn = "text" }, Electorate.Owners, words));
        }
    }

    [Theory]
    [InlineData(Poll.Types.State.Announced)]
    [InlineData(Poll.Types.State.Open)]
    [InlineData(Poll.Types.State.Closed)]
    [InlineData(Poll.Types.State.Decided)]
    [InlineData(Poll.Types.State.Cancelled)]
    [InlineData(Poll.Types.State.Voided)]
    public void The_binding_status_is_shown_in_every_state(Poll.Types.State state)
    {
        foreach (var status in Enum.GetValues<BindingStatus>())
        {
            var poll = Sample.Poll(state);
            poll.BindingStatus = status;
            var page = PollText.Show(new PollState(poll.Name, poll, null), Words.English, new Moments(Words.English, TimeProvider.System), 120);
            Assert.Contains(page.Lines, line => line.Plain.Contains(Words.English.Of(status), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_poll_before_its_result_shows_turnout_and_never_a_choice()
    {
        var poll = Sample.Poll();
        var page = PollText.Show(
            new PollState(poll.Name, poll, new Entitlement { Entitled = true }), Words.Chinese, new Moments(Words.Chinese, TimeProvider.System), 120);
        Assert.Contains(page.Lines, line => line.Plain.Contains("66.66%", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Lines, line => line.Plain.Contains("不同意", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_check_of_a_receipt_is_named()
    {
        using var room = new Room();
        room.Server.Check = new Neighborhood.Terminal.Shell.BallotCheck(
            new ReceiptVerification([new CheckOutcome(ReceiptCheck.Ledger, Holds: true, "a", "a"),
                new CheckOutcome(ReceiptCheck.LeafHash, Holds: false, "aa", "bb")], null), HeadVerdict.NewEpoch, "2-9f3a61c2");
        room.Open(new ReceiptPresenter(room.Workspace, Sample.Poll())).Press("v");
        var said = string.Join('\n', room.Shell.Top.Show(100).Lines.Select(line => line.Plain));
        Assert.Contains("✓ 属于本小区的账本", said);
        Assert.Contains("✗ 叶哈希", said);
        Assert.Contains("应为 aa，实为 bb", said);
        Assert.Contains("账本的纪元：2-9f3a61c2", said);
        Assert.Contains("核对失败", said);
        Assert.DoesNotContain("核对无误", said);
    }

    [Fact]
    public void A_QR_code_is_square_in_half_blocks_and_framed_by_quiet()
    {
        var rows = CodeText.QrRows("ABCD-EFGH-JKLM-NPQR");
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal((rows[0].Length + 1) / 2, rows.Length);
        Assert.True(string.IsNullOrWhiteSpace(rows[0]));
        Assert.True(rows.Length <= 17, "A code must fit on a terminal of 24 lines.");
    }
}
