using Google.Protobuf;
using Neighborhood.Client.Verification;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Client.Tests.Verification;

/// <summary>A ledger of a few entries with its own key: the fifth is a ballot of resident 12 in poll 3.</summary>
internal sealed class SmallLedger : IDisposable
{
    public const string Ledger = "communities/xihu";
    public const string Poll = Ledger + "/polls/3";
    public const string Voter = Ledger + "/residents/12";
    public const long BallotSequence = 5;

    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(place => (byte)place)];

    private readonly NoteSigner _signer;
    private readonly MerkleTree _tree = new();
    private readonly List<byte[]> _entries = [];

    public SmallLedger(int size = 9)
        : this(NoteSigner.Generate("server.example"), size, "yes")
    {
    }

    private SmallLedger(NoteSigner signer, int size, string ballotOption)
    {
        _signer = signer;
        Choice = new Choice { Option = ballotOption };
        while (_entries.Count < size)
        {
            Append();
        }
    }

    public Choice Choice { get; }

    public string VerifierKey => _signer.Verifier.ToString();

    public string Origin { get; init; } = "server.example/" + Ledger;

    public ReceiptExpectation Expected => new(VerifierKey, Ledger, Poll, Voter);

    /// <summary>The same server with another ballot in the ledger.</summary>
    public SmallLedger Rewritten(string? origin = null) => new(NoteSigner.Import(_signer.Export()), _entries.Count, "no") { Origin = origin ?? Origin };

    private void Append()
    {
        var bytes = EntryAt(_entries.Count).ToByteArray();
        _entries.Add(bytes);
        _tree.Append(MerkleHash.Leaf(bytes));
    }

    public TreeHead Head(long size) => new()
    {
        Ledger = Ledger,
        Size = size,
        Root = ByteString.CopyFrom(_tree.RootAt(size)),
        Checkpoint = new Checkpoint(Origin, size, _tree.RootAt(size)).Sign(_signer),
        VerifierKey = VerifierKey,
    };

    public Receipt Receipt(long sequence, long size)
    {
        var inclusion = new InclusionProof { Sequence = sequence, TreeSize = size, LeafHash = ByteString.CopyFrom(MerkleHash.Leaf(_entries[(int)sequence])) };
        inclusion.Hashes.Add(_tree.InclusionProof(sequence, size).Select(hash => ByteString.CopyFrom(hash)));
        return new Receipt { Ledger = Ledger, Entry = ByteString.CopyFrom(_entries[(int)sequence]), Inclusion = inclusion, Head = Head(size) };
    }

    public MyBallot Ballot() => new()
    {
        Name = Poll + "/ballots/1",
        Choice = Choice,
        Opening = new BallotOpening
        {
            Ordinal = 1,
            Sequence = BallotSequence,
            Voter = 12,
            Choice = Choice.ToByteString(),
            Salt = ByteString.CopyFrom(Salt),
        },
        Receipt = Receipt(BallotSequence, _entries.Count),
    };

    public ConsistencyProof Consistency(long first, long second)
    {
        var proof = new ConsistencyProof { FirstSize = first, SecondSize = second };
        proof.Hashes.Add(_tree.ConsistencyProof(first, second).Select(hash => ByteString.CopyFrom(hash)));
        return proof;
    }

    public Task<IReadOnlyList<byte[]>?> ProofAsync(long first, long second, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<byte[]>?>(_tree.ConsistencyProof(first, second));

    public void Dispose() => _signer.Dispose();

    private Entry EntryAt(int sequence)
    {
        var entry = new Entry
        {
            Sequence = sequence,
            TimeMicros = 1_000_000 + sequence,
            Account = 1,
            Fact = new Fact { TopicClosed = new TopicClosed { Topic = 1 } }
        };
        if (sequence == BallotSequence)
        {
            var commitment = BallotCommitment.Compute(Ledger, 3, 12, Choice.ToByteArray(), Salt);
            entry.Fact = new Fact { BallotCast = new BallotCast { Poll = 3, Voter = 12, Ordinal = 1, Commitment = ByteString.CopyFrom(commitment) } };
        }

        return entry;
    }
}
