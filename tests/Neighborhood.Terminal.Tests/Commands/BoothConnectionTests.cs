using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>A booth with the real client: whose sessions the calls are made with, and what is on the disk afterwards.</summary>
public sealed class BoothConnectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-booth-tests-").FullName;
    private readonly FakeServer _server = new();
    private readonly Inline _thread = new();

    public BoothConnectionTests()
    {
        _server.On<SignInRequest>("Identity/SignIn", request => new Session
        {
            AccessToken = request.UserName,
            RefreshToken = "refresh",
            AccessTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(1)),
            RefreshTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1)),
        });
        _server.On<SignOutRequest>("Identity/SignOut", _ => new SignOutResponse());
        _server.On<GetMeRequest>("Identity/GetMe", _ => Sample.Somebody());
        _server.On<GetPollRequest>("Polls/GetPoll", _ => Sample.Poll());
        _server.On<GetMyEntitlementRequest>("Polls/GetMyEntitlement", _ => new Entitlement { Entitled = true });
        _server.On<CastBallotRequest>("Polls/CastBallot", _ => new CastBallotResponse { Name = Sample.Ballot.Name, Receipt = Sample.Ballot.Receipt });
        _server.On<GetMyBallotRequest>("Polls/GetMyBallot", _ => Sample.Ballot);
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Each_voter_votes_under_a_session_of_their_own_that_is_ended_and_leaves_no_file()
    {
        var staff = new FakeNeighborhood();
        staff.Calls.On((GetPollRequest _) => Sample.Poll());
        var booth = new Booth(
            new BoothTerms(Sample.Poll(), "zhou", TimeSpan.FromMinutes(10)), staff,
            () => BoothCommand.Connect(new Uri("http://127.0.0.1:5230"), Around(), Words.Chinese), _thread, TimeProvider.System, Words.Chinese);
        await using (booth)
        {
            await VoteAsync(booth, "zhang");
            await VoteAsync(booth, "li");
            SignIn(booth, "/leave");
            await UntilAsync(booth.Shell, () => booth.IsClosed);
        }

        Assert.Equal(["Bearer zhang", "Bearer li"], AuthorizationsOf("CastBallot"));
        Assert.Equal(["Bearer li", "Bearer zhang", "Bearer zhou"], AuthorizationsOf("SignOut").Order());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private async Task VoteAsync(Booth booth, string voter)
    {
        var shell = booth.Shell;
        SignIn(booth, voter);
        await UntilAsync(shell, () => shell.Top is BallotPresenter);
        Press(shell, "1");
        Press(shell, "y");
        await UntilAsync(shell, () => shell.Top is ReceiptPresenter { State.Check: not null });
        Press(shell, Keys.Enter);
        Assert.NotSame(shell, booth.Shell);
    }

    private void SignIn(Booth booth, string userName)
    {
        var form = Assert.IsType<FormPresenter>(booth.Shell.Top);
        _thread.Post(() =>
        {
            form.Write(0, userName);
            form.Write(1, "a long secret");
        });
        Press(booth.Shell, Keys.Send);
    }

    private void Press(ShellPresenter shell, string key) => _thread.Post(() => shell.Press(key));

    private async Task UntilAsync(ShellPresenter shell, Func<bool> isSo)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Changed += Look;
        _thread.Post(Look);
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        shell.Changed -= Look;

        void Look()
        {
            if (isSo())
            {
                seen.TrySetResult();
            }
        }
    }

    private IEnumerable<string?> AuthorizationsOf(string method)
    {
        lock (_server.Calls)
        {
            return [.. _server.Calls.Where(call => call.Method.EndsWith("/" + method, StringComparison.Ordinal)).Select(call => call.Authorization)];
        }
    }

    private Surroundings Around() => new()
    {
        In = TextReader.Null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        IsInteractive = true,
        Folder = Path.Combine(_folder, "sessions"),
        KnownHeadsPath = Path.Combine(_folder, "known-heads.json"),
        TemporaryFolder = _folder,
        Handler = _server,
    };
}
