using Google.Protobuf;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>
/// Reads ledgers as an auditor who has the disk: every leaf is the hash of its entry, every root follows from the leaves, and the facts can be
/// folded. Told each segment in order; after its first defect a ledger is not read any further, for everything behind it would be one too.
/// </summary>
public sealed class LedgerCheck
{
    private readonly Dictionary<LedgerId, Reader> _readers = [];

    /// <summary>Reads one more segment with its side block.</summary>
    /// <returns>What is wrong, or null.</returns>
    public Defect? Verify(LedgerId ledger, Segment segment, ReadOnlyMemory<byte> side)
    {
        if (!_readers.TryGetValue(ledger, out var reader))
        {
            _readers[ledger] = reader = new Reader(ledger == LedgerId.Directory ? new DirectoryState() : new CommunityState());
        }

        return reader.IsDefective ? null : reader.Read(segment, side);
    }

    private sealed class Reader(ILedgerState state)
    {
        private readonly MerkleTree _tree = new();

        public bool IsDefective { get; private set; }

        public Defect? Read(Segment segment, ReadOnlyMemory<byte> side)
        {
            var finding = DefectIn(segment, side);
            IsDefective = finding is not null;
            return finding;
        }

        private Defect? DefectIn(Segment segment, ReadOnlyMemory<byte> side)
        {
            try
            {
                foreach (var bytes in SegmentReader.EntryBytes(segment))
                {
                    if (DefectOf(bytes, segment) is { } defect)
                    {
                        return defect;
                    }
                }

                state.NoteDurable(_tree.Size);
                _ = SideBlock.Parser.ParseFrom(side.Span);
            }
            catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidDataException)
            {
                return new Defect(DefectKind.Unreadable, failure.Message);
            }

            return _tree.Root().AsSpan().SequenceEqual(segment.Root.Span) ? null : new Defect(DefectKind.RootDoesNotFollow, _tree.Size);
        }

        private Defect? DefectOf(ReadOnlyMemory<byte> bytes, Segment segment)
        {
            var sequence = _tree.Size;
            var kept = segment.LeafHashes.Slice(checked((int)(sequence - segment.FirstSequence)) * MerkleHash.Size, MerkleHash.Size).Span;
            if (!kept.SequenceEqual(MerkleHash.Leaf(bytes.Span)))
            {
                return new Defect(DefectKind.WrongLeaf, sequence);
            }

            var entry = Entry.Parser.ParseFrom(bytes.Span);
            if (entry.Sequence != sequence)
            {
                return new Defect(DefectKind.EntryOutOfPlace, entry.Sequence, sequence);
            }

            _tree.Append(kept);
            return Fold(entry, kept);
        }

        private Defect? Fold(Entry entry, ReadOnlySpan<byte> leaf)
        {
            try
            {
                state.Apply(entry, leaf);
                return null;
            }
            catch (Exception failure)
            {
                // Whatever a fold throws, the server could not serve this ledger.
                return new Defect(DefectKind.CannotBeFolded, entry.Sequence, failure.Message);
            }
        }
    }
}
