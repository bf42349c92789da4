using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>What the next voter at a booth finds of the last one, however that one left: nothing.</summary>
public sealed class BoothLeavingTests : IDisposable
{
    private const string Clear = "\u001b[3J\u001b[2J\u001b[H";
    private const string Community = "communities/xingfu";
    private const string Secret = "zhang's long secret";
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-booth-tests-").FullName;
    private readonly FakeServer _server = new();
    private readonly Poll _poll = new()
    {
        Name = Community + "/polls/3",
        Question = "装充电桩吗？",
        State = Poll.Types.State.Open,
        Options = { new Option { Id = "yes", LabelZh = "同意" }, new Option { Id = "no", LabelZh = "反对" } },
    };

    private readonly List<CastBallotRequest> _cast = [];

    public BoothLeavingTests()
    {
        _server.On<SignInRequest>("Identity/SignIn", request => request.UserName == "nobody"
            ? throw FakeServer.Refusal(ErrorReason.WrongCredentials, "WRONG_CREDENTIALS", StatusCode.Unauthenticated)
            : new Session
            {
                AccessToken = request.UserName,
                RefreshToken = "refresh",
                AccessTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(1)),
                RefreshTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1)),
            });
        _server.On<SignOutRequest>("Identity/SignOut", _ => new SignOutResponse());
        _server.On<GetMeRequest>("Identity/GetMe", _ => new Me
        {
            Account = "accounts/7",
            UserName = "staff",
            Memberships = { new Membership { Community = Community, Resident = Community + "/residents/1", Roles = { Role.Staff } } },
        });
        _server.On<GetPollRequest>("Polls/GetPoll", _ => _poll);
        _server.On<CastBallotRequest>("Polls/CastBallot", request =>
        {
            _cast.Add(request);
            return new CastBallotResponse
            {
                Name = _poll.Name + "/ballots/1",
                Receipt = new Receipt { Inclusion = new InclusionProof { LeafHash = ByteString.CopyFrom(Enumerable.Repeat((byte)0xA1, 32).ToArray()) } },
            };
        });
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What the last voter did: null where they went away without a word, which is noticed after the idle time.</summary>
    public static TheoryData<string, string?[], int> Ways => new()
    {
        { "finished", ["zhang", Secret, "1", ""], 1 },
        { "finished, and went away from the receipt", ["zhang", Secret, "1", null], 1 },
        { "went away from the options", ["zhang", Secret, null], 0 },
        { "went away after a choice that there is not", ["zhang", Secret, "7", null], 0 },
        { "went away from the password", ["zhang", null], 0 },
        { "cancelled", ["zhang", Secret, "", ""], 0 },
        { "cancelled, and went away", ["zhang", Secret, "", null], 0 },
        { "was refused", ["nobody", Secret, ""], 0 },
        { "was refused, and went away", ["nobody", Secret, null], 0 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task However_a_voter_leaves_nothing_of_them_remains(string way, string?[] typed, int ballots)
    {
        var person = new Person(typed, Idle);
        Assert.Equal(0, await CommandLine.RunAsync(["booth", _poll.Name], Around(person)));

        Assert.True(ballots == _cast.Count, way);
        var last = person.Output.Split(Clear)[^1];
        Assert.All(
            ["zhang", "nobody", Secret, "a1a1", "ballots/1", "同意", "WRONG_CREDENTIALS", "密码"],
            trace => Assert.DoesNotContain(trace, last, StringComparison.Ordinal));
        Assert.Contains(_poll.Question, last, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, person.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateDirectories(_folder, "neighborhood-booth-*"));
        Assert.Equal(
            typed[0] == "zhang" && typed[1] is not null ? ["Bearer zhang"] : [],
            _server.Calls.Where(call => call.Method.EndsWith("SignOut", StringComparison.Ordinal)).Select(call => call.Authorization));
    }

    [Fact]
    public async Task What_is_typed_after_the_idle_time_belongs_to_nobody()
    {
        // "1" is typed to the options of whoever has gone; the next one must be asked for a name, not find a ballot cast or a name taken.
        var person = new Person(["zhang", Secret, null], Idle) { Late = "1" };
        Assert.Equal(0, await CommandLine.RunAsync(["booth", _poll.Name], Around(person)));
        Assert.Empty(_cast);
        Assert.Single(_server.Calls, call => call.Method.EndsWith("SignIn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_does_not_start_for_questions_that_a_line_cannot_answer()
    {
        _poll.Options.Clear();
        _poll.Questions.Add(new Question { Id = "q1", Text = "先修哪一样？", Kind = BallotKind.Ranked });
        var person = new Person([], Idle);
        Assert.NotEqual(0, await CommandLine.RunAsync(["booth", _poll.Name], Around(person)));
        Assert.Contains("纸质选票", person.Output, StringComparison.Ordinal);
    }

    private Surroundings Around(Person person) => new()
    {
        In = person.Keyboard,
        Out = person.Terminal,
        Error = person.Terminal,
        IsInteractive = true,
        Folder = Path.Combine(_folder, "sessions"),
        KnownHeadsPath = Path.Combine(_folder, "known-heads.json"),
        TemporaryFolder = _folder,
        Clock = person.Clock,
        Handler = _server,
        Variable = _ => null,
        ReadSecret = () => person.Keyboard.ReadLine() ?? "",
    };

    /// <summary>
    /// Somebody at the booth who types lines and then goes away. While a line does not come the clock goes on by the idle time whenever a wait for one begins,
    /// and the line comes once the screen has been cleared.
    /// </summary>
    private sealed class Person
    {
        private readonly Queue<string?> _lines;
        private readonly Channel<bool> _waited = Channel.CreateUnbounded<bool>();
        private readonly TimeSpan _idle;
        private readonly Patience _clock;
        private volatile bool _isAway;

        public Person(string?[] typed, TimeSpan idle)
        {
            (_lines, _idle, _clock) = (new Queue<string?>(typed), idle, new Patience(this));
            Terminal = new Screen(this);
            Keyboard = new Lines(this);
        }

        /// <summary>What is typed when nobody waits for it any more.</summary>
        public string Late { get; init; } = "";

        public TimeProvider Clock => _clock;

        public TextWriter Terminal { get; }

        public TextReader Keyboard { get; }

        public string Output => Terminal.ToString()!;

        private string? Read()
        {
            if (!_lines.TryDequeue(out var line) || line is not null)
            {
                return line;
            }

            _isAway = true;
            while (_waited.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult())
            {
                _clock.Advance(_idle);
            }

            return Late;
        }

        private sealed class Lines(Person person) : TextReader
        {
            public override string? ReadLine() => person.Read();
        }

        private sealed class Screen(Person person) : StringWriter
        {
            public override void Write(string? value)
            {
                base.Write(value);
                if (value == Clear && person._isAway)
                {
                    person._waited.Writer.TryWrite(false);
                }
            }
        }

        private sealed class Patience(Person person) : FakeTimeProvider
        {
            public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            {
                var timer = base.CreateTimer(callback, state, dueTime, period);
                if (dueTime == person._idle)
                {
                    person._waited.Writer.TryWrite(true);
                }

                return timer;
            }
        }
    }
}
