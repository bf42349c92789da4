using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Booths;

/// <summary>One voter after another at a booth, by keys.</summary>
public sealed class BoothTests
{
    private static readonly Type[] Pages =
    [
        typeof(FormPresenter), typeof(BallotPresenter), typeof(QuestionBallotPresenter), typeof(ConfirmPresenter), typeof(ReceiptPresenter),
        typeof(HelpPresenter),
    ];

    public static TheoryData<BallotKind, string, int, int> Kinds => Terminals.Each(Asked.Kinds);

    [Theory]
    [InlineData("zh", 80, 24, "截止时间")]
    [InlineData("en", 120, 40, "Closes")]
    public async Task The_welcome_page_names_the_poll_its_close_what_the_booth_does_and_how_staff_close_it(string language, int width, int height, string close)
    {
        await using var room = new BoothRoom(Words.For(language), width, height);
        var poll = Sample.Poll();
        var shown = room.Shell.Top.Show(1000).Lines.Select(line => line.Plain.Trim()).ToList();
        Assert.Equal(Columns.Clean(poll.Question), shown[0]);
        Assert.StartsWith(close, shown[1], StringComparison.Ordinal);
        Assert.Contains(shown, line => line.Contains("90", StringComparison.Ordinal));
        Assert.Contains(shown, line => line.Contains("/leave", StringComparison.Ordinal));
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        Assert.Equal([FieldKind.Text, FieldKind.Secret], form.State.Fields.Select(field => field.Kind));
        Assert.All(form.Show(width).Lines, line => Assert.True(line.Width <= width));
        Assert.True(form.Show(width).Lines.Length + 4 < height);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Voters_fill_in_the_ballot_that_residents_have(BallotKind kind, string language, int width, int height)
    {
        await using var room = new BoothRoom(Words.For(language), width, height, Asked.Poll(Asked.Of(kind)));
        foreach (var voter in new[] { "zhang", "li" })
        {
            room.SignIn(voter);
            Assert.IsType<QuestionBallotPresenter>(room.Shell.Top);
            room.Press(Keys.Enter, Keys.Send, "y");
            Assert.IsType<ReceiptPresenter>(room.Shell.Top);
            room.Press(Keys.Enter);
            Assert.Equal(room.Fresh, room.Screen);
        }

        Assert.Equal(["zhang", "li"], Requests<SignInRequest>(room).Select(request => request.UserName));
        Assert.All(Requests<CastBallotRequest>(room), cast => Assert.Single(Assert.Single(cast.Choice.Answers).Marks));
        Assert.Equal([BallotChannel.Booth, BallotChannel.Booth], Requests<CastBallotRequest>(room).Select(cast => cast.Channel));
        Assert.Equal([1, 1, 0], room.Servers.Select(server => server.Calls.Requests.OfType<SignOutRequest>().Count()));
    }

    [Fact]
    public async Task The_receipt_is_checked_at_once_has_a_code_to_photograph_and_is_not_kept()
    {
        await using var room = new BoothRoom();
        room.SignIn().Press("1", "y");
        var lines = room.Shell.Top.Show(80).Lines;
        Assert.Contains(lines, line => line.Plain.Contains(Words.Chinese["receipt_holds"], StringComparison.Ordinal));
        var code = lines.Where(line => line.Spans.Any(span => span.Tone == Tone.Code)).ToList();
        Assert.InRange(code.Count, 15, 21);
        Assert.Equal(code[^1], lines[^1]);
        Assert.DoesNotContain(room.Shell.AllCommands(), command => command.Label == "receipt_keep");
    }

    [Fact]
    public async Task Two_histories_are_shown_with_both_heads_before_anybody_asks()
    {
        var histories = new HeadCheck(HeadVerdict.Inconsistent, Head(7, 0xaa), Head(9, 0xbb)) { EvidenceFile = "two-histories.txt" };
        await using var room = new BoothRoom(prepare: server =>
            server.Check = new BallotCheck(new ReceiptVerification([], null), HeadVerdict.Inconsistent, "") { Histories = histories });
        room.SignIn().Press("1", "y");

        Assert.Contains("这个账本有两份历史", room.Screen, StringComparison.Ordinal);
        var shown = string.Join('\n', room.Shell.Top.Show(200).Lines.Select(line => line.Plain));
        Assert.Contains(string.Concat(Enumerable.Repeat("aa", 32)), shown, StringComparison.Ordinal);
        Assert.Contains(string.Concat(Enumerable.Repeat("bb", 32)), shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_leaves_the_booth_or_reaches_another_page()
    {
        string[] keys =
        [
            .. Enumerable.Range(' ', 95).Select(code => $"{(char)code}"), Keys.Quit, Keys.Escape, Keys.Help, Keys.Refresh, Keys.Theme, Keys.Language,
            Keys.Send, Keys.Tab, Keys.BackTab, Keys.Enter, Keys.Home, Keys.End, Keys.PageDown, Keys.PageUp, Keys.Left, Keys.Right, Keys.Up, Keys.Down,
        ];
        Action<BoothRoom>[] places =
        [
            _ => { }, room => room.SignIn(), room => room.SignIn().Press("1"), room => room.SignIn().Press("1", "y"),
            room => room.SignIn().Press("1", "y", Keys.Help),
        ];
        foreach (var goThere in places)
        {
            foreach (var key in keys)
            {
                await using var room = new BoothRoom();
                goThere(room);
                room.Press(key);
                Assert.False(room.Booth.IsClosed, key);
                Assert.False(room.Shell.HasEnded, key);
                Assert.Contains(room.Shell.Top.GetType(), Pages);
            }
        }
    }

    [Fact]
    public async Task Only_staff_close_it_with_the_phrase_and_the_password_of_whoever_opened_it()
    {
        var isRight = false;
        await using var room = new BoothRoom(prepare: server => server.Calls.On((SignInRequest _) => isRight
            ? new Session()
            : throw FakeCalls.Refusal(ErrorReason.WrongCredentials)));
        room.Type("/leave", "guessed").Press(Keys.Enter);
        Assert.False(room.Booth.IsClosed);
        Assert.Contains(Words.Chinese[Refusals.KeyOf(ErrorReason.WrongCredentials)], room.Screen, StringComparison.Ordinal);

        isRight = true;
        room.Shell.Press(Keys.Enter);

        Assert.True(room.Booth.IsClosed);
        Assert.True(room.Shell.HasEnded);
        Assert.All(Requests<SignInRequest>(room), request => Assert.Equal("zhou", request.UserName));
        Assert.Single(Requests<SignOutRequest>(room));
        Assert.All(room.Servers, server => Assert.False(server.IsSignedIn));
        await room.Booth.DisposeAsync();
        Assert.Equal(room.Servers.Count, room.Closed);
    }

    [Fact]
    public async Task Who_is_idle_is_told_first_and_stays_by_pressing_a_key()
    {
        await using var room = new BoothRoom();
        room.SignIn();
        room.Clock.Advance(BoothRoom.Idle - BoothRoom.Notice);
        Assert.Contains(Words.Chinese.Say("booth_idle", 15), room.Screen, StringComparison.Ordinal);

        room.Press(Keys.Down);
        room.Clock.Advance(BoothRoom.Notice);

        Assert.IsType<BallotPresenter>(room.Shell.Top);
        Assert.DoesNotContain(Words.Chinese.Say("booth_idle", 15), room.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_vote_learns_why_and_is_signed_out_at_once()
    {
        await using var room = new BoothRoom(prepare: server =>
            server.Calls.On((GetMyEntitlementRequest _) => new Entitlement { Reason = Entitlement.Types.Reason.NotAnOwner }));
        room.SignIn();
        Assert.Contains(Words.Chinese.Of(Entitlement.Types.Reason.NotAnOwner), room.Screen, StringComparison.Ordinal);
        Assert.Single(Requests<SignOutRequest>(room));
        Assert.False(room.Servers[0].IsSignedIn);
    }

    [Fact]
    public async Task The_next_voter_sees_a_close_that_was_moved_or_has_come()
    {
        await using var room = new BoothRoom();
        room.Poll = room.Poll.Clone();
        room.Poll.ClosesAt = Sample.At(200);
        room.GoAway();
        Assert.Contains(new Moments(Words.Chinese, room.Clock).At(Sample.At(200)), room.Screen, StringComparison.Ordinal);

        room.Poll = room.Poll.Clone();
        room.Poll.State = Poll.Types.State.Closed;
        room.GoAway();
        Assert.Contains(Words.Chinese["disabled_poll_not_open"], room.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("截止时间", room.Screen, StringComparison.Ordinal);
    }

    private static KnownHead Head(long size, byte root) =>
        new("xihu.example+00000000+AAAA", "xihu.example/communities/xihu", size, [.. Enumerable.Repeat(root, 32)], $"note {size}\n");

    private static IEnumerable<TRequest> Requests<TRequest>(BoothRoom room) => room.Servers.SelectMany(server => server.Calls.Requests).OfType<TRequest>();
}
