using Google.Protobuf;
using Grpc.Core;
using Neighborhood.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class BoothTests : IDisposable
{
    private const string Clear = "\u001b[3J\u001b[2J\u001b[H";
    private const string Community = "communities/xingfu";
    private readonly Prompt _prompt = new() { IsInteractive = true };
    private readonly Poll _poll = new()
    {
        Name = Community + "/polls/3",
        Question = "装充电桩吗？",
        State = Poll.Types.State.Open,
        Options = { new Option { Id = "yes", LabelZh = "同意" }, new Option { Id = "no", LabelZh = "反对" } },
    };

    private readonly List<CastBallotRequest> _cast = [];
    private readonly List<string> _signedIn = [];
    private Role _role = Role.Staff;

    public BoothTests()
    {
        _prompt.Server.On<SignInRequest>("Identity/SignIn", request =>
        {
            _signedIn.Add(request.UserName);
            return request.UserName == "nobody"
                ? throw FakeServer.Refusal(ErrorReason.WrongCredentials, "WRONG_CREDENTIALS", StatusCode.Unauthenticated)
                : new Session
                {
                    AccessToken = request.UserName,
                    RefreshToken = "refresh",
                    AccessTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(1)),
                    RefreshTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1)),
                };
        });
        _prompt.Server.On<SignOutRequest>("Identity/SignOut", _ => new SignOutResponse());
        _prompt.Server.On<GetMeRequest>("Identity/GetMe", _ => new Me
        {
            Account = "accounts/7",
            UserName = "staff",
            Memberships = { new Membership { Community = Community, Resident = Community + "/residents/1", Roles = { _role } } },
        });
        _prompt.Server.On<GetPollRequest>("Polls/GetPoll", _ => _poll);
        _prompt.Server.On<CastBallotRequest>("Polls/CastBallot", request =>
        {
            _cast.Add(request);
            var leaf = ByteString.CopyFrom(Enumerable.Repeat((byte)(0xA0 + _cast.Count), 32).ToArray());
            return new CastBallotResponse
            {
                Name = $"{_poll.Name}/ballots/{_cast.Count}",
                Receipt = new Receipt { Inclusion = new InclusionProof { LeafHash = leaf } },
            };
        });
    }

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task One_voter_after_another_votes_under_a_session_of_their_own_and_leaves_nothing()
    {
        _prompt.Input = "zhang\n1\n\nli\n2\n\nnobody\n\n/leave\n";
        Assert.Equal(0, await RunAsync());

        Assert.Equal([("yes", BallotChannel.Booth), ("no", BallotChannel.Booth)], _cast.Select(request => (request.Choice.Option, request.Channel)));
        Assert.Equal(
            ["Bearer zhang", "Bearer li"],
            _prompt.Server.Calls.Where(call => call.Method.EndsWith("CastBallot", StringComparison.Ordinal)).Select(call => call.Authorization));
        Assert.Equal(["zhang", "li", "nobody", "staff"], _signedIn);
        Assert.Equal(3, _prompt.Server.Calls.Count(call => call.Method.EndsWith("SignOut", StringComparison.Ordinal)));

        // What stands between two clearings is what one person sees.
        var screens = _prompt.Out.Split(Clear);
        Assert.Contains("ballots/1", screens[1], StringComparison.Ordinal);
        Assert.DoesNotContain("ballots/1", screens[2], StringComparison.Ordinal);
        Assert.DoesNotContain("a1a1", screens[2], StringComparison.Ordinal);
        Assert.Contains("ballots/2", screens[2], StringComparison.Ordinal);
        Assert.Equal("", screens[^1]);
        Assert.False(Directory.Exists(_prompt.SessionFolder) && Directory.EnumerateFiles(_prompt.SessionFolder).Any());
    }

    [Fact]
    public async Task Enter_alone_votes_nothing_and_the_screen_says_so_until_the_next_line()
    {
        _prompt.Input = "zhang\n\n\n/leave\n";
        Assert.Equal(0, await RunAsync());
        Assert.Empty(_cast);
        var screens = _prompt.Out.Split(Clear);
        Assert.Contains("没有投票", screens[1], StringComparison.Ordinal);
        Assert.Equal(4, screens.Length);
    }

    [Fact]
    public async Task Leaving_needs_the_password_of_whoever_started_it()
    {
        _prompt.Server.On<SignInRequest>("Identity/SignIn", _ => throw FakeServer.Refusal(
            ErrorReason.WrongCredentials, "WRONG_CREDENTIALS", StatusCode.Unauthenticated));
        _prompt.Input = "/leave\n\nzhang\n\n";
        Assert.Equal(0, await RunAsync());

        // It went on after the refusal, and ended with its input alone.
        Assert.True(_prompt.Out.Split(Clear).Length > 3);
        Assert.Empty(_cast);
    }

    [Theory]
    [InlineData(true, Poll.Types.State.Open, Role.Staff, "纸质选票")]
    [InlineData(false, Poll.Types.State.Closed, Role.Staff, "不能投票")]
    [InlineData(false, Poll.Types.State.Open, Role.Resident, "工作人员")]
    public async Task It_does_not_start_where_it_cannot_serve(bool isSigned, Poll.Types.State state, Role role, string reason)
    {
        (_poll.SignatureRequired, _poll.State, _role) = (isSigned, state, role);
        Assert.NotEqual(0, await RunAsync());
        Assert.Contains(reason, _prompt.Error, StringComparison.Ordinal);
        Assert.Empty(_signedIn);
    }

    private Task<int> RunAsync() => _prompt.RunAsync("booth", _poll.Name);
}
