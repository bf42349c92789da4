using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Polls.Bundles;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using OptionTally = Neighborhood.V1.OptionTally;
using RollRow = Neighborhood.Domain.Polls.RollRow;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Testing.Recounting;

/// <summary>
/// A ledger with one poll, made and signed as a server would, by a hand that may alter any entry before it is hashed: what an honest operator makes, and what a
/// dishonest one could. Everything is deterministic but the key.
/// </summary>
public sealed partial class ForgedPoll : IDisposable
{
    /// <summary>communities/{community}</summary>
    public const string Ledger = "communities/xingfu";

    /// <summary>The entry that registers the device of the first voter of the roll, where ballots are signed.</summary>
    public const long FirstDevice = 3;

    /// <summary>When it was announced, in microseconds.</summary>
    public const long AnnouncedMicros = 1_767_225_600_000_000;

    /// <summary>When it opens.</summary>
    public const long OpensMicros = AnnouncedMicros + (15 * DayMicros);

    /// <summary>When it closes.</summary>
    public const long ClosesMicros = OpensMicros + (7 * DayMicros);

    private const long DayMicros = 86_400_000_000;
    private static readonly string[] Options = ["yes", "no", "abstain"];

    private readonly MerkleTree _tree = new();
    private readonly List<Step> _steps = [];
    private readonly Dictionary<long, (int Row, Choice Choice)> _counted = [];
    private readonly HashSet<long> _struck = [];
    private byte[] _lastLeaf = [];
    private long _ordinal;

    private sealed record Step(byte[] Bytes, bool IsShown, byte[]? Choice, byte[]? Salt);

    /// <summary>The server's key.</summary>
    public NoteSigner Signer { get; init; } = NoteSigner.Generate("xingfu.example");

    /// <summary>The poll's number: the sequence of its announcement.</summary>
    public long Poll => FirstDevice + (IsSigned ? Roll.Count : 0) + Before.Count + Proxies.Count;

    /// <summary>Whether each voter has a device and signs.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Who votes by whose hand: principal and proxy, both with a device. The authorisations stand right before the announcement.</summary>
    public IReadOnlyList<(long Principal, long Proxy)> Proxies { get; init; } = [];

    /// <summary>Whether the announcement pins the bytes of the rule itself, as it was composed.</summary>
    public bool IsComposed { get; init; }

    /// <summary>Further facts before the announcement, behind the devices.</summary>
    public IReadOnlyList<Fact> Before { get; init; } = [];

    /// <summary>What is announced.</summary>
    public Secrecy Secrecy { get; init; } = Secrecy.Open;

    /// <summary>Which bundle is made of it.</summary>
    public BundleKind Kind { get; init; } = BundleKind.BundleOpen;

    /// <summary>The rule.</summary>
    public RulePack Pack { get; init; } = RulePacks.Find("owners-ordinary", new DateOnly(2021, 1, 1))!;

    /// <summary>The sealed roll; six owners of 100 m² each unless said otherwise.</summary>
    public List<RollRow> Roll { get; init; } = [.. Enumerable.Range(1, 6).Select(voter => new RollRow(voter, 1_000_000, 1, 0, 0, 0, 0, 0, IsStruck: false))];

    /// <summary>The ballots, in their order; three of them by one voter.</summary>
    public IReadOnlyList<(long Voter, string Option)> Ballots { get; init; } =
        [(1, "yes"), (2, "no"), (3, "yes"), (1, "abstain"), (4, "yes"), (5, "yes"), (1, "yes")];

    /// <summary>What is asked; a single question of yes or no unless said otherwise.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>The ballots that answer questions, in their order.</summary>
    public IReadOnlyList<(long Voter, Choice Choice)> Answers { get; init; } = [];

    /// <summary>The operator's hand at what is sealed: the bytes of the ballot with this ordinal before they are committed to.</summary>
    public Func<long, byte[], byte[]> ForgeSealed { get; init; } = (_, bytes) => bytes;

    /// <summary>Voters whose ballots are struck after the result, which is then declared again.</summary>
    public IReadOnlyList<long> Struck { get; init; } = [];

    /// <summary>Voters who vote on paper; a further paper is issued to voter 6 and spoiled, and one to voter 5 and never seen again.</summary>
    public IReadOnlyList<long> OnPaper { get; init; } = [];

    /// <summary>Whether the openings were erased a year after the close, which the bundle then shows.</summary>
    public bool IsErased { get; init; }

    /// <summary>By which it was voided after the result; null where it was not.</summary>
    public PollVoided? Voided { get; init; }

    /// <summary>Whether it is counted again after ballots were struck.</summary>
    public bool IsRecounted { get; init; } = true;

    /// <summary>The operator's hand: changes an entry before it is hashed.</summary>
    public Action<Entry> Forge { get; init; } = _ => { };

    /// <summary>The operator's hand at the openings: choice and salt of the ballot with this ordinal.</summary>
    public Func<long, (byte[] Choice, byte[] Salt), (byte[] Choice, byte[] Salt)> ForgeOpening { get; init; } = (_, opening) => opening;

    /// <summary>Which ballots are opened, by ordinal; the ones that count unless said otherwise.</summary>
    public Func<long, bool>? Opens { get; init; }

    /// <summary>Sizes at which heads are shown; after announcement, opening, close and result, and the newest, unless said otherwise.</summary>
    public List<long> HeadSizes { get; } = [];

    /// <summary>By how much the close is said to move after the result, when an absence puts off what follows the close; null where none does.</summary>
    public long? ExtendedLateMicros { get; init; }

    /// <summary>Hidden entries after the result.</summary>
    public int Later { get; init; } = 3;

    /// <summary>The seed of the roll's salts.</summary>
    public static byte[] Seed { get; } = MerkleHash.Leaf("seed"u8);

    /// <summary>The key in print.</summary>
    public string VerifierKey => Signer.Verifier.ToString();

    /// <summary>Makes the ledger. To be called once.</summary>
    public ForgedPoll Made()
    {
        Enter(new Fact { CommunityFounded = new() { CommunityId = "xingfu" } }, AnnouncedMicros, isShown: false);
        Enter(new Fact { RollImported = new() }, AnnouncedMicros, isShown: false);
        Enter(new Fact { ResidentRecorded = new() { Resident = 9 } }, AnnouncedMicros, isShown: false);
        foreach (var row in IsSigned ? Roll : [])
        {
            Enter(new Fact { DeviceRegistered = Registered(row.Voter) }, AnnouncedMicros, isShown: true);
        }

        foreach (var fact in Before)
        {
            Enter(fact, AnnouncedMicros, isShown: true);
        }

        foreach (var (principal, proxy) in Proxies)
        {
            Enter(new Fact { ProxyAuthorized = Given(principal, proxy) }, AnnouncedMicros, isShown: true);
        }

        Enter(new Fact { PollAnnounced = Announced() }, AnnouncedMicros, isShown: true, isStop: true);
        Enter(new Fact { RollDrafted = new() { Poll = Poll } }, AnnouncedMicros, isShown: false);
        Enter(new Fact { PollOpened = Opened() }, OpensMicros, isShown: true, isStop: true);
        IssuePapers();
        var ballots = Questions.Count > 0 ? Answers : Ballots.Select(ballot => (ballot.Voter, Choice: new Choice { Option = ballot.Option }));
        foreach (var ((voter, choice), index) in ballots.Select((ballot, index) => (ballot, index)))
        {
            Cast(voter, choice, OpensMicros + ((index + 1L) * 100_000));
            if (index % 3 == 1)
            {
                Enter(new Fact { PostCreated = new() { Topic = 1 } }, OpensMicros + ((index + 1L) * 100_000), isShown: false);
            }
        }

        FinishPapers();
        Enter(new Fact { PollClosed = Closed() }, ClosesMicros, isShown: true, isStop: true);
        Enter(new Fact { ResultDeclared = Declared() }, ClosesMicros, isShown: true, isStop: true);
        Strike();
        if (ExtendedLateMicros is { } by)
        {
            var extended = new PollExtended { Poll = Poll, OpensAtMicros = OpensMicros, ClosesAtMicros = ClosesMicros + by };
            Enter(new Fact { PollExtended = extended }, ClosesMicros, isShown: true);
        }

        for (var i = 0; i < Later; i++)
        {
            Enter(new Fact { PostCreated = new() { Topic = 1 } }, ClosesMicros + i, isShown: false);
        }

        if (Voided is { } voided)
        {
            Enter(new Fact { PollVoided = new(voided) { Poll = Poll } }, ClosesMicros + Later, isShown: true);
        }

        if (IsErased)
        {
            Enter(new Fact { EvidenceErased = new() { Poll = Poll, Ballots = _ordinal } }, ClosesMicros + (Pack.EvidenceDays * DayMicros), isShown: true);
        }

        HeadSizes.Add(_steps.Count);
        return this;
    }

    /// <summary>Writes the bundle.</summary>
    public void Write(Stream bundle)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        var lines = new BundleLines(buffer);
        lines.Header(new BundleSheet(Kind, Ledger, Poll, default, null!, 0, []), VerifierKey);
        lines.Rule(Pack.Bytes.Span);
        lines.Seed(Seed);
        foreach (var rows in Roll.Chunk(BundleLines.RollRowsCount))
        {
            lines.Roll(rows);
        }

        var position = 0L;
        foreach (var stop in HeadSizes.Distinct().Order())
        {
            position = Walk(lines, position, stop, () => Flush(buffer, bundle));
            lines.Head(Head(stop));
        }

        lines.Footer();
        Flush(buffer, bundle, at: 0);
    }

    /// <summary>The lines of the bundle, without their newlines.</summary>
    public List<string> Lines()
    {
        using var bundle = new MemoryStream();
        Write(bundle);
        return [.. Encoding.UTF8.GetString(bundle.ToArray()).Split('\n')[..^1]];
    }

    /// <summary>The signed head of a size, cosigned where there is a witness for it.</summary>
    public string Head(long size)
    {
        var head = new Checkpoint($"{Signer.Name}/{Ledger}", size, _tree.RootAt(size));
        return Cosign(head.Sign(Signer), head.Format(), size);
    }

    /// <summary>The key of the witness, which cosigns heads of the sizes that <see cref="IsWitnessed"/> takes.</summary>
    public static string Witness
    {
        get
        {
            using var key = DeviceOf(0);
            return WitnessKey.Print("witness.example", key.PublicKey.Span);
        }
    }

    /// <summary>Which heads the witness cosigns; none unless said otherwise.</summary>
    public Func<long, bool> IsWitnessed { get; init; } = _ => false;

    private string Cosign(string note, string text, long size)
    {
        if (!IsWitnessed(size))
        {
            return note;
        }

        const ulong seconds = 1_767_225_600;
        using var key = DeviceOf(0);
        var block = new byte[76];
        Convert.FromHexString(Witness.Split('+')[1]).CopyTo(block, 0);
        BinaryPrimitives.WriteUInt64BigEndian(block.AsSpan(4), seconds);
        key.Sign(WitnessKey.Statement(text, seconds)).CopyTo(block, 12);
        return $"{note}— witness.example {Convert.ToBase64String(block)}\n";
    }

    /// <inheritdoc/>
    public void Dispose() => Signer.Dispose();

    private static void Flush(ArrayBufferWriter<byte> buffer, Stream bundle, int at = 1 << 20)
    {
        if (buffer.WrittenCount > at)
        {
            bundle.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }

    private long Walk(BundleLines lines, long position, long end, Action flush)
    {
        while (position < end)
        {
            flush();
            var step = _steps[(int)position];
            if (step.IsShown)
            {
                Show(lines, step);
                position++;
                continue;
            }

            var shown = position;
            while (shown < end && !_steps[(int)shown].IsShown)
            {
                shown++;
            }

            foreach (var subtree in TreeCover.Between(position, shown))
            {
                lines.Tree(subtree.Level, _tree.SubtreeAt(subtree));
            }

            position = shown;
        }

        return position;
    }

    private void Show(BundleLines lines, Step step)
    {
        if (step.Choice is null || Kind == BundleKind.BundlePublic && Opens is null || !IsOpened(step))
        {
            lines.Entry(step.Bytes);
            return;
        }

        lines.Ballot(step.Bytes, step.Choice, step.Salt);
    }

    private bool IsOpened(Step step)
    {
        var cast = Entry.Parser.ParseFrom(step.Bytes).Fact.BallotCast;
        return Opens?.Invoke(cast.Ordinal) ?? (_counted.TryGetValue(cast.Voter, out var last) && last.Row == cast.Ordinal);
    }

    private void Enter(
        Fact fact, long micros, bool isShown, bool isStop = false, byte[]? choice = null, byte[]? salt = null, long account = FirstClerk)
    {
        var nonce = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(nonce, _steps.Count);
        var entry = new Entry { Sequence = _steps.Count, TimeMicros = micros, Account = account, Nonce = ByteString.CopyFrom(nonce), Fact = fact };
        Forge(entry);
        var bytes = entry.ToByteArray();
        _steps.Add(new Step(bytes, isShown, choice, salt));
        var leaf = MerkleHash.Leaf(bytes);
        _tree.Append(leaf);
        _lastLeaf = fact.BallotCast is null ? _lastLeaf : leaf;
        if (isStop)
        {
            HeadSizes.Add(_steps.Count);
        }
    }

    private void Strike()
    {
        foreach (var voter in Struck)
        {
            var struck = new BallotStruck { Poll = Poll, Ordinal = _counted[voter].Row, Voter = voter, Objection = 1, Reason = StrikeReason.NotEntitled };
            Enter(new Fact { BallotStruck = struck }, ClosesMicros, isShown: true);
            _struck.Add(voter);
        }

        if (Struck.Count > 0 && IsRecounted)
        {
            Enter(new Fact { ResultDeclared = Declared() }, ClosesMicros, isShown: true, isStop: true);
        }
    }

    private void Cast(long voter, Choice said, long micros)
    {
        var choice = ForgeSealed(_ordinal + 1, Questions.Count > 0 ? Form.Seal(said).Sealed : SealedChoice.Bytes(said.Option));
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, ++_ordinal);
        var salt = MerkleHash.Leaf(number);
        var cast = new BallotCast
        {
            Poll = Poll,
            Voter = voter,
            Commitment = ByteString.CopyFrom(BallotCommitment.Compute(Ledger, Poll, voter, choice, salt)),
            Ordinal = _ordinal,
            PreviousLeaf = ByteString.CopyFrom(_lastLeaf),
            Replaces = _counted.TryGetValue(voter, out var before) ? before.Row : 0,
        };
        _counted[voter] = ((int)_ordinal, said);
        Sign(cast);
        PutOnPaper(cast, micros);
        var opening = ForgeOpening(_ordinal, (choice, salt));
        var account = cast.Channel == BallotChannel.Paper ? SecondClerk : FirstClerk;
        Enter(new Fact { BallotCast = cast }, micros, isShown: true, choice: opening.Choice, salt: opening.Salt, account: account);
    }

    private void Sign(BallotCast cast)
    {
        // Rolls are in ascending order of voters, and large ones are looked up often.
        var byVoter = Comparer<RollRow>.Create((one, other) => one.Voter.CompareTo(other.Voter));
        var hand = Proxies.Index().FirstOrDefault(proxy => proxy.Item.Principal == cast.Voter);
        cast.CastBy = hand.Item.Proxy;
        cast.Authorization = cast.CastBy == 0 ? 0 : Poll - Proxies.Count + hand.Index;
        var signer = cast.CastBy == 0 ? cast.Voter : cast.CastBy;
        var row = IsSigned ? Roll.BinarySearch(new RollRow { Voter = signer }, byVoter) : -1;
        if (row < 0)
        {
            return;
        }

        using var device = DeviceOf(signer);
        cast.Device = FirstDevice + row;
        cast.Signature = ByteString.CopyFrom(device.Sign(SignedStatement.Ballot(Ledger, Poll, cast.Voter, cast.CastBy, cast.Replaces, cast.Commitment.Span)));
    }
}
