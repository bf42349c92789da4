using Google.Protobuf;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Writing;

/// <summary>Reads the stored bytes of a segment.</summary>
public static class SegmentReader
{
    /// <summary>The bytes of each entry, in order, without copying.</summary>
    /// <exception cref="InvalidDataException">The bytes are not <see cref="Segment.Count"/> length-delimited entries.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> EntryBytes(Segment segment)
    {
        var rest = segment.Entries;
        for (var i = 0; i < segment.Count; i++)
        {
            var (length, prefix) = ReadVarint(rest.Span);
            if (length > rest.Length - prefix)
            {
                throw new InvalidDataException($"Segment {segment.FirstSequence} ends within entry {i}.");
            }

            yield return rest.Slice(prefix, length);
            rest = rest[(prefix + length)..];
        }

        if (!rest.IsEmpty)
        {
            throw new InvalidDataException($"Segment {segment.FirstSequence} holds bytes behind its last entry.");
        }
    }

    /// <summary>The entries, parsed.</summary>
    public static IEnumerable<Entry> Entries(Segment segment) => EntryBytes(segment).Select(bytes => Entry.Parser.ParseFrom(bytes.Span));

    /// <summary>Where the salt and the data of the side items of these entries, given with their leaf hashes, stand within a segment's side block.</summary>
    public static IReadOnlyList<SideErasure> ErasuresOf(long firstSequence, ReadOnlyMemory<byte> side, IReadOnlyDictionary<long, byte[]> leaves)
    {
        var ranges = new List<SideErasure>();
        foreach (var (start, item) in LengthDelimitedFields(side))
        {
            if (leaves.GetValueOrDefault(SideItem.Parser.ParseFrom(item).Sequence) is { } leaf)
            {
                ranges.AddRange(LengthDelimitedFields(item.ToByteArray())
                    .Select(field => new SideErasure(firstSequence, start + field.Offset, field.Bytes.Length, leaf)));
            }
        }

        return ranges;
    }

    private static IEnumerable<(int Offset, ByteString Bytes)> LengthDelimitedFields(ReadOnlyMemory<byte> message)
    {
        var input = new CodedInputStream(message.ToArray());
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }

            var bytes = input.ReadBytes();
            if (bytes.Length > 0)
            {
                yield return ((int)input.Position - bytes.Length, bytes);
            }
        }
    }

    private static (int Value, int Length) ReadVarint(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        for (var i = 0; i < 5 && i < bytes.Length; i++)
        {
            value |= (bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                return (value, i + 1);
            }
        }

        throw new InvalidDataException("An entry's length is malformed.");
    }
}
