using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Questions;

/// <summary>The outcome of every method as people read it.</summary>
public sealed class OutcomeTests
{
    public static TheoryData<CountingMethod, string, int, int> Cases => Terminals.Each(Asked.Methods);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_method_is_explained_and_nothing_is_cut(CountingMethod method, string language, int width, int height)
    {
        using var room = Open(Asked.Decided(method), language, width, height);
        var lines = room.Shell.Top.Show(width).Lines;
        Assert.All(lines, line => Assert.True(line.Width <= width, $"{line.Width}: {line.Plain}"));
        Assert.All(lines, line => Assert.DoesNotContain("…", line.Plain, StringComparison.Ordinal));
        var said = Said(room, width);
        Assert.Contains(room.Shell.Words["outcome"], said, StringComparison.Ordinal);
        Assert.Contains("█", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CountingMethod.Plurality, "1 选项a", "██")]
    [InlineData(CountingMethod.MajorityOfEntitled, "还差 4 才过半数", "无人当选")]
    [InlineData(CountingMethod.InstantRunoff, "淘汰：5 选项e", "转给：1 选项a +3")]
    [InlineData(CountingMethod.TransferableVote, "6.71428 (+0.71428)", "候补：1. 选项c")]
    [InlineData(CountingMethod.Schulze, "1 选项a → 2 选项b", "最强路径")]
    [InlineData(CountingMethod.Greedy, "余额不足", "逐项安排")]
    [InlineData(CountingMethod.EqualShares, "人最多的一群会拿走什么", "¥26.66")]
    public void What_decided_is_said(CountingMethod method, string one, string other)
    {
        using var room = Open(Asked.Decided(method), "zh", 80, 24);
        var said = Said(room, 80);
        Assert.Contains(one, said, StringComparison.Ordinal);
        Assert.Contains(other, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CountingMethod.TransferableVote, true, "当选以计票为准", "✗ 选项")]
    [InlineData(CountingMethod.TransferableVote, false, "✗ 选项", "当选以计票为准")]
    [InlineData(CountingMethod.Approval, true, "当选以计票为准", "✗ 选项")]
    [InlineData(CountingMethod.Approval, false, "✗ 选项", "当选以计票为准")]
    public void A_winner_with_less_than_the_consent_of_the_rule_is_told_apart_from_a_question_that_failed_by_it(
        CountingMethod method, bool passed, string said, string unsaid)
    {
        var poll = Asked.Decided(method);
        var outcome = poll.Result.Outcomes[0];
        outcome.Passed = passed;
        outcome.Support.ToList().ForEach(support => support.AreaCm2 = 0);
        outcome.Support.First(support => outcome.Winners.Contains(support.Option)).Findings
            .Add(new ClauseOutcome { Clause = "residents.consent", Have = 4, Base = 8, Shortfall = 1 });
        using var room = Open(poll, "zh", 80, 24);
        Assert.Contains(said, Said(room, 80), StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, Said(room, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tie_that_decided_names_the_tie_break_that_was_announced()
    {
        var poll = Asked.Decided(CountingMethod.Plurality);
        using var byLot = Open(poll, "zh", 80, 24);
        Assert.Contains("公告时抽定的签", Said(byLot, 80), StringComparison.Ordinal);
        poll.Questions[0].TieBreak = TieBreak.ByOrder;
        poll.Result.Outcomes[0].Ties[0].By = CountTie.Types.By.Order;
        using var byOrder = Open(poll, "zh", 80, 24);
        Assert.Contains("依据：公告中的先后", Said(byOrder, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_wide_terminal_shares_and_greedy_stand_beside_each_other()
    {
        using var wide = Open(Asked.Decided(CountingMethod.EqualShares), "zh", 120, 40);
        Assert.Contains(wide.Shell.Top.Show(120).Lines, line => line.Plain.TrimStart().StartsWith("平等份额法 ", StringComparison.Ordinal)
            && line.Plain.Contains("对照", StringComparison.Ordinal));
        Assert.DoesNotContain(wide.Shell.Top.Show(80).Lines, line => line.Plain.TrimStart().StartsWith("平等份额法 ", StringComparison.Ordinal)
            && line.Plain.Contains("对照", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_matrix_of_forty_goes_on_below_with_every_figure(int width)
    {
        var poll = Asked.Decided(CountingMethod.Schulze, options: 40);
        var blocks = OutcomeSheet.Blocks(poll.Questions[0], poll.Result.Outcomes[0], new Phrases("Counting", Words.English)).ToList();
        var lines = BlockLines.Of(blocks, width).ToList();
        Assert.All(lines, line => Assert.True(line.Width <= width, line.Plain));
        Assert.DoesNotContain(lines, line => line.Plain.Contains('…'));
        Assert.Equal(2 * 40 * 39 / 2, lines.Sum(line => line.Plain.Split("8*").Length - 1));
    }

    [Fact]
    public void An_outcome_reads_as_the_count_it_was_made_from()
    {
        var poll = Asked.Decided(CountingMethod.Plurality);
        var (question, outcome, phrases) = (poll.Questions[0], poll.Result.Outcomes[0], new Phrases("Counting", Words.Chinese));
        var candidates = question.Options.Select((option, place) => new Candidate($"{place + 1}", option.Label)).ToList();
        var count = new HighestTotals([.. outcome.Totals.Totals], outcome.Totals.Ballots, [0, 1], []);
        Assert.Equal(
            BlockLines.Of(TotalsSheet.Of(CountMethod.Plurality, candidates, count, phrases).Blocks, 80).Select(line => line.Plain),
            BlockLines.Of(OutcomeSheet.Of(question, outcome, phrases)!.Blocks, 80).Select(line => line.Plain));
    }

    [Fact]
    public void A_question_that_is_read_while_its_poll_is_decided_shows_its_outcome()
    {
        var decided = Asked.Decided(CountingMethod.Plurality);
        using var room = Open(new Poll(decided) { Result = null }, "zh", 80, 24);
        Assert.DoesNotContain(Words.Chinese["outcome"], Said(room, 80), StringComparison.Ordinal);
        room.Calls.On((GetPollRequest _) => decided);

        room.Shell.Top.Hear(new WatchResponse { Resource = decided.Name, Kind = WatchResponse.Types.Kind.PollTurnout });
        Assert.DoesNotContain(Words.Chinese["outcome"], Said(room, 80), StringComparison.Ordinal);
        room.Shell.Top.Hear(new WatchResponse { Resource = decided.Name, Kind = WatchResponse.Types.Kind.PollDecided });

        Assert.Contains("当选：1. 选项a、2. 选项b", Said(room, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_no_votes_yet_has_none_in_the_table_and_who_has_left_stands_there_blank()
    {
        using var room = Open(Asked.Decided(CountingMethod.TransferableVote), "zh", 80, 24);
        var lines = room.Shell.Top.Show(80).Lines.Select(line => line.Plain).ToList();
        var heading = lines.FindIndex(line => line.StartsWith(" 轮次", StringComparison.Ordinal));
        Assert.All(
            lines.Skip(heading + 1).TakeWhile(line => line.Length > 0),
            line => Assert.Matches(@"^ \d \S+ +\d", line));

        // Figures end where the numbers of the rounds do.
        Assert.Equal(lines[heading].TrimEnd().Length - "轮次".Length, lines[heading + 1].TrimEnd().Length - "选项".Length);
    }

    [Fact]
    public void The_page_of_a_poll_leads_to_each_question()
    {
        using var room = new Room(height: 60);
        var poll = Asked.Decided(CountingMethod.Plurality);
        room.Calls.On((GetPollRequest _) => poll);
        room.Open(new PollPresenter(room.Workspace, poll.Name));
        Assert.Contains("当选：1. 选项a、2. 选项b", room.Screen);
        Assert.Contains(Words.Chinese["poll_verdict_too_few"], Said(room, 80), StringComparison.Ordinal);
        room.Shell.Top.SelectItem("question 0");
        room.Press(Keys.Enter);
        Assert.IsType<QuestionPresenter>(room.Shell.Top);
        room.Press(Keys.Escape);
        Assert.IsType<PollPresenter>(room.Shell.Top);
    }

    [Fact]
    public void An_abridged_or_withheld_explanation_is_said_to_be_missing()
    {
        var poll = Asked.Decided(CountingMethod.Plurality);
        poll.Result.Outcomes[0].Totals = null;
        poll.Result.Outcomes[0].Abridged = true;
        poll.Result.Withheld = true;
        using var room = Open(poll, "zh", 80, 24);
        Assert.Contains(Words.Chinese["outcome_abridged"], Said(room, 200), StringComparison.Ordinal);
        Assert.Contains(Words.Chinese["poll_withheld"], Said(room, 200), StringComparison.Ordinal);
    }

    private static string Said(Room room, int width) => string.Join('\n', room.Shell.Top.Show(width).Lines.Select(line => line.Plain));

    private static Room Open(Poll poll, string language, int width, int height) =>
        new Room(Words.For(language), width, height).Opening(workspace => new QuestionPresenter(workspace, poll, 0));
}
