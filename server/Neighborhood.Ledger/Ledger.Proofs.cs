using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    private TreeHead? _signedHead;

    /// <summary>The origin of this ledger's checkpoints: the server's name, the ledger, and once it was restored the epoch with its mark.</summary>
    public string Origin => $"{_services.Keys.Signer.Name}/{Id}{EpochOf(_restored)}";

    private Restored? _restored;

    private static string EpochOf(Restored? restored) => restored switch
    {
        null => "",
        { Mark.IsEmpty: true } => $"#{restored.Epoch}",
        _ => $"#{restored.Epoch}-{Convert.ToHexStringLower(restored.Mark.Span)}",
    };

    /// <summary>The signed head at a size; 0 for everything durable.</summary>
    /// <returns>Null where the ledger is shorter.</returns>
    public TreeHead? SignedHead(long size)
    {
        var durable = DurableSize;
        var wanted = size == 0 ? durable : size;
        if (wanted > durable || wanted < 0)
        {
            return null;
        }

        var cosigned = Cosigned;
        var cosignedSize = cosigned?.Checkpoint.Size ?? 0;
        if (Volatile.Read(ref _signedHead) is { } known && known.Size == wanted && known.CosignedSize == cosignedSize)
        {
            return known;
        }

        var head = cosignedSize == wanted ? HeadOf(cosigned!.Checkpoint, cosigned.Note) : NewHead(wanted);
        head.CosignedSize = cosignedSize;
        Volatile.Write(ref _signedHead, head);
        return head;
    }

    /// <summary>The newest head of this ledger, in its present epoch, that a witness cosigned and that is durable; null where there is none.</summary>
    public CosignedHead? Cosigned =>
        _services.Cosigned.Find(Id) is { } head && head.Checkpoint.Size <= DurableSize && head.Checkpoint.Origin == Origin ? head : null;

    private TreeHead NewHead(long size)
    {
        byte[] root;
        lock (_mailbox)
        {
            root = _tree.RootAt(size);
        }

        var checkpoint = new Checkpoint(Origin, size, root);
        return HeadOf(checkpoint, checkpoint.Sign(_services.Keys.Signer));
    }

    private TreeHead HeadOf(Checkpoint checkpoint, string note) => new()
    {
        Ledger = Id.Name,
        Size = checkpoint.Size,
        Root = ByteString.CopyFrom(checkpoint.Root.Span),
        Checkpoint = note,
        VerifierKey = _services.Keys.Signer.Verifier.ToString(),
    };

    /// <summary>Proves that an entry stands in the tree of a size; 0 for everything durable. Null where either is out of range.</summary>
    public InclusionProof? ProveInclusion(long sequence, long size)
    {
        var wanted = size == 0 ? DurableSize : size;
        if (sequence < 0 || sequence >= wanted || wanted > DurableSize)
        {
            return null;
        }

        lock (_mailbox)
        {
            var proof = new InclusionProof
            {
                Sequence = sequence,
                TreeSize = wanted,
                LeafHash = ByteString.CopyFrom(_tree.LeafAt(sequence)),
            };
            proof.Hashes.AddRange(Array.ConvertAll(_tree.InclusionProof(sequence, wanted), hash => UnsafeByteOperations.UnsafeWrap(hash)));
            return proof;
        }
    }

    /// <summary>Proves that the tree of the second size extends that of the first. Null where either is out of range.</summary>
    public ConsistencyProof? ProveConsistency(long first, long second)
    {
        var wanted = second == 0 ? DurableSize : second;
        if (first < 1 || first > wanted || wanted > DurableSize)
        {
            return null;
        }

        lock (_mailbox)
        {
            var proof = new ConsistencyProof { FirstSize = first, SecondSize = wanted };
            proof.Hashes.AddRange(_tree.ConsistencyProof(first, wanted).Select(hash => UnsafeByteOperations.UnsafeWrap(hash)));
            return proof;
        }
    }

    /// <summary>The receipt of a durable entry, or null where there is none or the caller may not read it.</summary>
    public async Task<Receipt?> ReceiptAsync(long sequence, Caller caller, CancellationToken cancel)
    {
        if (sequence < 0 || sequence >= DurableSize)
        {
            return null;
        }

        var stored = new StoredEntry(sequence, (await ReadEntriesAsync(sequence, 1, cancel))[0]);
        var entry = Entry.Parser.ParseFrom(stored.Bytes.Span);
        return Peek(state => state.MayRead(caller, entry)) ? ReceiptOf(stored) : null;
    }

    /// <summary>
    /// The receipt of a durable entry that the caller may read: under the newest head that a witness cosigned where that has it, else under the newest.
    /// </summary>
    public Receipt ReceiptOf(StoredEntry stored)
    {
        var head = SignedHead(Cosigned?.Checkpoint.Size is { } size && size > stored.Sequence ? size : 0)!;
        return new Receipt
        {
            Ledger = Id.Name,
            Entry = UnsafeByteOperations.UnsafeWrap(stored.Bytes),
            Inclusion = ProveInclusion(stored.Sequence, head.Size),
            Head = head,
        };
    }

    /// <summary>Durable entries from a sequence on: whole, or what a caller who may not read them is told.</summary>
    public async Task<ListEntriesResponse> ListEntriesAsync(long fromSequence, int count, Caller caller, CancellationToken cancel)
    {
        var response = new ListEntriesResponse { NextSequence = Math.Min(fromSequence, DurableSize) };
        if (fromSequence >= DurableSize)
        {
            return response;
        }

        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, fromSequence, cancel))
        {
            var sequence = segment.FirstSequence;
            foreach (var bytes in SegmentReader.EntryBytes(segment))
            {
                if (sequence >= fromSequence && response.Entries.Count < count)
                {
                    response.Entries.Add(Shown(sequence, bytes, segment.LeafHashes.Slice((int)(sequence - segment.FirstSequence) * 32, 32), caller));
                    response.NextSequence = sequence + 1;
                }

                sequence++;
            }

            if (response.Entries.Count >= count)
            {
                break;
            }
        }

        return response;
    }

    /// <summary>The stored bytes of entries, from disk.</summary>
    internal async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadEntriesAsync(long first, int count, CancellationToken cancel)
    {
        var entries = new List<ReadOnlyMemory<byte>>(count);
        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, first, cancel))
        {
            var skip = (int)Math.Max(0, first - segment.FirstSequence);
            entries.AddRange(SegmentReader.EntryBytes(segment).Skip(skip).Take(count - entries.Count));
            if (entries.Count == count)
            {
                break;
            }
        }

        return entries;
    }

    /// <summary>The durable entries of these sequences, which ascend.</summary>
    public async Task<IReadOnlyList<Entry>> LoadEntriesAsync(IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        var wanted = sequences.ToHashSet();
        var last = sequences.Count == 0 ? -1 : sequences[^1];
        return sequences.Count == 0 ? [] : await FindEntriesAsync(sequences[0], last, entry => wanted.Contains(entry.Sequence), sequences.Count, cancel);
    }

    /// <summary>The first durable entries that match, at most <paramref name="count"/>.</summary>
    public Task<IReadOnlyList<Entry>> FindEntriesAsync(Func<Entry, bool> match, int count, CancellationToken cancel) =>
        FindEntriesAsync(0, DurableSize - 1, match, count, cancel);

    private async Task<IReadOnlyList<Entry>> FindEntriesAsync(long first, long last, Func<Entry, bool> match, int count, CancellationToken cancel)
    {
        var found = new List<Entry>();
        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, first, cancel))
        {
            found.AddRange(SegmentReader.Entries(segment).Where(entry => entry.Sequence >= first && match(entry)).Take(count - found.Count));
            if (found.Count == count || segment.FirstSequence + segment.Count > last)
            {
                break;
            }
        }

        return found;
    }

    private LedgerEntry Shown(long sequence, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> leaf, Caller caller)
    {
        var entry = Entry.Parser.ParseFrom(bytes.Span);
        var shown = new LedgerEntry
        {
            Sequence = sequence,
            LeafHash = ByteString.CopyFrom(leaf.Span),
            Visibility = Domain.Access.EntryVisibility.Of(entry.Fact),
        };
        if (Peek(state => state.MayRead(caller, entry)))
        {
            shown.Entry = ByteString.CopyFrom(bytes.Span);
        }

        return shown;
    }
}
