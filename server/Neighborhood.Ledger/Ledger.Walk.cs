using System.Runtime.CompilerServices;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    /// <summary>
    /// Walks the tree of a size from left to right: each entry that is shown, and the fewest complete subtrees over all others. Together they give the root,
    /// and that of each stop on the way, so one walk proves every entry shown and that each stop's tree is the beginning of the next. It holds one segment at
    /// a time, whatever the size.
    /// </summary>
    /// <param name="size">How far; everything before is durable.</param>
    /// <param name="stops">Sizes on the way at which a step stands with neither entry nor subtree, in ascending order.</param>
    /// <param name="shows">Whether an entry is shown.</param>
    /// <param name="cancel">Stops it.</param>
    public async IAsyncEnumerable<WalkStep> WalkAsync(
        long size, IReadOnlyList<long> stops, Func<Entry, bool> shows, [EnumeratorCancellation] CancellationToken cancel)
    {
        var walk = new Walked(this, stops);
        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, 0, cancel))
        {
            var sequence = segment.FirstSequence;
            foreach (var bytes in SegmentReader.EntryBytes(segment).TakeWhile(_ => sequence < size))
            {
                var entry = Entry.Parser.ParseFrom(bytes.Span);
                if (shows(entry))
                {
                    foreach (var step in walk.To(sequence))
                    {
                        yield return step;
                    }

                    yield return walk.Show(entry, bytes);
                }

                sequence++;
            }

            if (sequence >= size)
            {
                break;
            }
        }

        foreach (var step in walk.To(size))
        {
            yield return step;
        }
    }

    /// <summary>Where a walk stands.</summary>
    private sealed class Walked(Ledger<TState> ledger, IReadOnlyList<long> stops)
    {
        private long _position;
        private int _stop;

        /// <summary>The subtrees, and the stops between them, up to a place; a stop at the place itself comes with it.</summary>
        public IEnumerable<WalkStep> To(long place)
        {
            for (; _stop < stops.Count && stops[_stop] <= place; _stop++)
            {
                foreach (var step in Cover(stops[_stop]))
                {
                    yield return step;
                }

                yield return new WalkStep(_position);
            }

            foreach (var step in Cover(place))
            {
                yield return step;
            }
        }

        public WalkStep Show(Entry entry, ReadOnlyMemory<byte> bytes) => new(_position++) { Entry = entry, Bytes = bytes };

        private List<WalkStep> Cover(long end)
        {
            var steps = TreeCover.Between(_position, end)
                .Select(subtree => new WalkStep(subtree.Start) { Level = subtree.Level, Hash = ledger.HashOf(subtree) })
                .ToList();
            _position = end;
            return steps;
        }
    }

    private byte[] HashOf(Subtree subtree)
    {
        lock (_mailbox)
        {
            return _tree.SubtreeAt(subtree).ToArray();
        }
    }
}

/// <summary>One step of a walk over a tree: an entry, a subtree, or a stop where there is neither.</summary>
/// <param name="Position">The leaves before it.</param>
public sealed record WalkStep(long Position)
{
    /// <summary>The entry that is shown, or null.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Its stored bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The level of the subtree.</summary>
    public int Level { get; init; }

    /// <summary>The hash of the subtree, or null.</summary>
    public byte[]? Hash { get; init; }
}
