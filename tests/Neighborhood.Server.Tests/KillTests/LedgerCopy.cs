using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>
/// The ledger as an auditor keeps it: leaf hashes as they were served, never forgotten. The server must go on with exactly these, and every head
/// that it ever signed must be a head of this one history.
/// </summary>
internal sealed class LedgerCopy
{
    private readonly MerkleTree _tree = new();
    private readonly HashSet<long> _takenOver = [];
    private NoteVerifier? _verifier;
    private TreeHead? _last;

    /// <summary>Posts whose entries were read.</summary>
    public int PostCount { get; private set; }

    /// <summary>Heads checked.</summary>
    public int HeadCount { get; private set; }

    /// <summary>Size of the copy.</summary>
    public long Size => _tree.Size;

    /// <summary>Takes what is new, and checks the newest head, the proof that it extends the last one, and all heads that were seen.</summary>
    public async Task FollowAsync(Neighbour auditor, Seen seen)
    {
        var head = await auditor.Client.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Neighbourhood.Community });
        await CheckExtendsAsync(auditor, head);
        await ReadAsync(auditor, head.Size);
        seen.Heads.Enqueue(head);
        while (seen.Heads.TryDequeue(out var known))
        {
            Check(known);
        }

        _last = head;
    }

    private async Task CheckExtendsAsync(Neighbour auditor, TreeHead head)
    {
        if (_last is not { } last)
        {
            return;
        }

        var proof = await auditor.Client.Audit.GetConsistencyProofAsync(
            new GetConsistencyProofRequest { Ledger = Neighbourhood.Community, FirstSize = last.Size, SecondSize = head.Size });
        Assert.True(
            MerkleProof.VerifyConsistency(last.Size, head.Size, last.Root.Span, head.Root.Span, [.. proof.Hashes.Select(hash => hash.ToByteArray())]),
            $"The head at {head.Size} does not extend the one at {last.Size}.");
    }

    private async Task ReadAsync(Neighbour auditor, long size)
    {
        while (_tree.Size < size)
        {
            var page = await auditor.Client.Audit.ListEntriesAsync(
                new ListEntriesRequest { Ledger = Neighbourhood.Community, FromSequence = _tree.Size, PageSize = 1_000 });
            foreach (var entry in page.Entries)
            {
                Assert.Equal(_tree.Size, entry.Sequence);
                Read(entry);
                _tree.Append(entry.LeafHash.Span);
            }
        }
    }

    private void Read(LedgerEntry entry)
    {
        if (entry.Entry.IsEmpty)
        {
            return;
        }

        Assert.Equal(entry.LeafHash.ToByteArray(), MerkleHash.Leaf(entry.Entry.Span));
        var fact = Entry.Parser.ParseFrom(entry.Entry).Fact;
        PostCount += fact.KindCase == Fact.KindOneofCase.PostCreated ? 1 : 0;
        Assert.True(fact.ResidentJoined is not { } joined || _takenOver.Add(joined.SourceSequence), "An invitation was taken over twice.");
    }

    private void Check(TreeHead head)
    {
        _verifier ??= NoteVerifier.Parse(head.VerifierKey);
        Assert.True(Checkpoint.TryVerify(head.Checkpoint, _verifier, out var checkpoint), "A head is not signed by the server's key.");
        Assert.True(head.Size <= _tree.Size, $"A head at {head.Size} was seen, and the ledger has {_tree.Size} entries.");
        Assert.Equal(head.Size, checkpoint.Size);
        Assert.Equal(_tree.RootAt(head.Size), checkpoint.Root.ToArray());
        HeadCount++;
    }
}
