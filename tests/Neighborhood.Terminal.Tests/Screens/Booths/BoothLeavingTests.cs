using System.Runtime.CompilerServices;
using Grpc.Core;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Booths;

/// <summary>What the next voter at a booth finds of the last one, however that one left: nothing.</summary>
public sealed class BoothLeavingTests
{
    private const string Lost = "lost";

    /// <summary>How a visit goes: whether somebody was signed in for it, the ballots cast, and what was done.</summary>
    private sealed record Way(bool SignsIn, int Ballots, Action<BoothRoom> Act, Action<FakeNeighborhood>? Prepare = null, Poll? Poll = null);

    private static readonly RpcException Unreachable = new(new Status(StatusCode.Unavailable, Lost));

    private static readonly Dictionary<string, Way> Ways = new()
    {
        ["voted, and pressed Enter"] = new(true, 1, room => room.SignIn().Press("1", "y", Keys.Enter)),
        ["voted, and pressed Esc"] = new(true, 1, room => room.SignIn().Press("1", "y", Keys.Escape)),
        ["voted, showed the choice, and pressed Enter"] = new(true, 1, room => room.SignIn().Press("1", "y", "s", Keys.Enter)),
        ["voted, and went away from the receipt"] = new(true, 1, room => room.SignIn().Press("1", "y").GoAway()),
        ["voted, and went away from the help"] = new(true, 1, room => room.SignIn().Press("1", "y", Keys.Help).GoAway()),
        ["answered questions with a reason"] = new(
            true, 1, room => room.SignIn().Press(Keys.Enter, "r").Type("because I say so").Press(Keys.Send, Keys.Send, "y", Keys.Enter), Poll: Reasoned()),
        ["cancelled at the ballot"] = new(true, 0, room => room.SignIn().Press(Keys.Escape)),
        ["cancelled at the ballot of questions"] = new(
            true, 0, room => room.SignIn().Press(Keys.Enter, Keys.Escape, Keys.Escape), Poll: Reasoned()),
        ["cancelled at the question whether to cast it"] = new(true, 0, room => room.SignIn().Press("1", Keys.Escape, Keys.Escape)),
        ["went away from the ballot"] = new(true, 0, room => room.SignIn().GoAway()),
        ["went away from a ballot of questions"] = new(true, 0, room => room.SignIn().Press(Keys.Enter).GoAway(), Poll: Reasoned()),
        ["went away from the reason"] = new(
            true, 0, room => room.SignIn().Press(Keys.Enter, "r").Type("because I say so").GoAway(), Poll: Reasoned()),
        ["went away from the question whether to cast it"] = new(true, 0, room => room.SignIn().Press("1").GoAway()),
        ["cancelled at the user name"] = new(false, 0, room => room.Type("zhang").Press(Keys.Escape, Keys.Escape)),
        ["went away from the user name"] = new(false, 0, room => room.Type("zhang").GoAway()),
        ["cancelled at the password"] = new(false, 0, room => room.Type("zhang", BoothRoom.Secret).Press(Keys.Escape, Keys.Escape)),
        ["went away from the password"] = new(false, 0, room => room.Type("zhang", BoothRoom.Secret).GoAway()),
        ["was refused, and pressed Esc"] = new(false, 0, room => room.SignIn().Press(Keys.Escape, Keys.Escape), Refused),
        ["was refused, and went away"] = new(false, 0, room => room.SignIn().GoAway(), Refused),
        ["may not vote, and pressed Esc"] = new(true, 0, room => room.SignIn().Press(Keys.Escape, Keys.Escape), NotEntitled),
        ["may not vote, and went away"] = new(true, 0, room => room.SignIn().GoAway(), NotEntitled),
        ["lost the connection at the sign-in"] = new(false, 0, room => room.SignIn().GoAway(), server => server.Calls.Fail<SignInRequest>(Unreachable)),
        ["lost the connection behind the sign-in"] = new(true, 0, room => room.SignIn().GoAway(), server => server.Calls.Fail<GetPollRequest>(Unreachable)),
        ["lost the connection at casting"] = new(
            true, 1, room => room.SignIn().Press("1", "y").GoAway(), server => server.Calls.Fail<CastBallotRequest>(Unreachable)),
        ["lost the connection at the receipt"] = new(
            true, 1, room => room.SignIn().Press("1", "y", Keys.Enter), server => server.Calls.Fail<GetMyBallotRequest>(Unreachable)),
        ["lost the connection at leaving"] = new(
            true, 1, room => room.SignIn().Press("1", "y", Keys.Enter), server => server.Calls.Fail<SignOutRequest>(Unreachable)),
    };

    public static TheoryData<string, string, int, int> Cases => Terminals.Each(Ways.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task However_a_voter_leaves_nothing_of_them_remains(string name, string language, int width, int height)
    {
        var way = Ways[name];
        await using var room = new BoothRoom(Words.For(language), width, height, way.Poll, way.Prepare);
        var (shell, workspace) = (room.Shell, room.Shell.Workspace);

        way.Act(room);

        Assert.NotSame(shell, room.Shell);
        Assert.NotSame(workspace, room.Shell.Workspace);
        Assert.Equal(Visitor.Nobody, room.Shell.Workspace.Visitor);
        Assert.Equal(room.Fresh, room.Screen);
        Assert.All(
            ["zhang", BoothRoom.Secret, "王小明", "because I say so", "同意", "ballots/", "0000"],
            trace => Assert.DoesNotContain(trace, room.Screen, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(way.Ballots, Count<CastBallotRequest>(room));
        Assert.All(Requests<CastBallotRequest>(room), cast => Assert.Equal(BallotChannel.Booth, cast.Channel));
        Assert.Equal(way.SignsIn ? 1 : 0, Count<SignOutRequest>(room));
        Assert.All(room.Servers, server => Assert.False(server.IsSignedIn));
        Assert.Equal((2, 1), (room.Servers.Count, room.Closed));
    }

    [Fact]
    public async Task A_session_that_begins_after_its_voter_has_gone_is_ended_too()
    {
        var answer = new TaskCompletionSource<Session>();
        await using var room = new BoothRoom(prepare: server => server.Calls.OnLater<SignInRequest, Session>(answer.Task));
        room.SignIn().GoAway();
        Assert.Equal(room.Fresh, room.Screen);

        answer.SetResult(new Session());
        await room.Booth.DisposeAsync();

        Assert.Equal(1, Count<SignOutRequest>(room));
        Assert.All(room.Servers, server => Assert.False(server.IsSignedIn));
    }

    [Fact]
    public async Task The_end_of_the_booth_waits_for_every_sign_out_though_an_earlier_one_went_wrong()
    {
        var answer = new TaskCompletionSource<SignOutResponse>();
        var visits = 0;
        var room = new BoothRoom(prepare: server =>
        {
            if (visits++ == 0)
            {
                server.Calls.Fail<SignOutRequest>(new IOException("in use"));
                return;
            }

            server.Calls.OnLater<SignOutRequest, SignOutResponse>(answer.Task);
        });
        room.SignIn().Press(Keys.Escape).SignIn("li").Press(Keys.Escape);

        var ended = room.Booth.DisposeAsync().AsTask();
        Assert.False(ended.IsCompleted);
        answer.SetResult(new SignOutResponse());

        await Assert.ThrowsAsync<IOException>(() => ended);
        Assert.False(room.Servers[1].IsSignedIn);
    }

    [Fact]
    public async Task No_screen_of_an_earlier_visit_is_held_by_anything()
    {
        await using var room = new BoothRoom();
        var held = VisitAndLeave(room);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.All(held, reference => Assert.False(reference.TryGetTarget(out _)));
    }

    [Fact]
    public async Task The_language_and_the_theme_of_one_voter_are_not_those_of_the_next()
    {
        await using var room = new BoothRoom();
        room.Press(Keys.Language, Keys.Theme);
        Assert.Contains("Sign in", room.Screen, StringComparison.Ordinal);
        room.Press(Keys.Escape);
        Assert.Equal(room.Fresh, room.Screen);
        Assert.True(room.Shell.IsDark);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<object>> VisitAndLeave(BoothRoom room)
    {
        List<WeakReference<object>> held = [new(room.Shell), new(room.Shell.Workspace), new(room.Shell.Top)];
        room.SignIn();
        held.Add(new(room.Shell.Top));
        room.Press("1");
        held.Add(new(room.Shell.Top));
        room.Press("y");
        held.Add(new(room.Shell.Top));
        Assert.IsType<ReceiptPresenter>(room.Shell.Top);
        room.Press(Keys.Enter);
        return held;
    }

    private static void Refused(FakeNeighborhood server) => server.Calls.Refuse<SignInRequest>(ErrorReason.WrongCredentials);

    private static void NotEntitled(FakeNeighborhood server) =>
        server.Calls.On((GetMyEntitlementRequest _) => new Entitlement { Reason = Entitlement.Types.Reason.NotAnOwner });

    private static Poll Reasoned()
    {
        var question = Asked.Of(BallotKind.Approval);
        question.Reason = ReasonMode.Optional;
        return Asked.Poll(question);
    }

    private static int Count<TRequest>(BoothRoom room) => Requests<TRequest>(room).Count();

    private static IEnumerable<TRequest> Requests<TRequest>(BoothRoom room) => room.Servers.SelectMany(server => server.Calls.Requests).OfType<TRequest>();
}
