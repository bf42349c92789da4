using System.Buffers.Binary;
using Google.Protobuf;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Requests;

/// <summary>
/// Reads the stored bytes of <see cref="RequestRecords"/> one record at a time and makes no object: a ledger that wakes recalls a request for
/// nearly every entry. Fields that this version does not know are passed over, as by the generated parser.
/// </summary>
internal ref struct StoredRequests(ReadOnlySpan<byte> records)
{
    private ReadOnlySpan<byte> _rest = records;

    /// <summary>The request just read.</summary>
    public Request Current { get; private set; }

    public readonly StoredRequests GetEnumerator() => this;

    /// <exception cref="InvalidDataException">The bytes are no request records.</exception>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var number = Field(ref _rest, out _, out var bytes);
            if (number == RequestRecords.RecordsFieldNumber)
            {
                Current = Parse(bytes);
                return true;
            }
        }

        return false;
    }

    private static Request Parse(ReadOnlySpan<byte> rest)
    {
        var (account, requestId, digest, first, count) = (0L, Guid.Empty, 0UL, 0L, 0);
        while (!rest.IsEmpty)
        {
            switch (Field(ref rest, out var value, out var bytes))
            {
                case RequestRecord.AccountFieldNumber:
                    account = value;
                    break;
                case RequestRecord.RequestIdFieldNumber:
                    requestId = new Guid(bytes);
                    break;
                case RequestRecord.DigestFieldNumber:
                    digest = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                    break;
                case RequestRecord.FirstSequenceFieldNumber:
                    first = value;
                    break;
                case RequestRecord.CountFieldNumber:
                    count = (int)value;
                    break;
            }
        }

        return new Request(account, requestId, digest, first, count);
    }

    /// <summary>Takes one field off the front: its number, and its varint or its bytes.</summary>
    private static int Field(ref ReadOnlySpan<byte> rest, out long value, out ReadOnlySpan<byte> bytes)
    {
        value = 0;
        bytes = default;
        var tag = (uint)Varint(ref rest);
        switch (WireFormat.GetTagWireType(tag))
        {
            case WireFormat.WireType.Varint:
                value = Varint(ref rest);
                break;
            case WireFormat.WireType.LengthDelimited:
                bytes = Take(ref rest, Varint(ref rest));
                break;
            case WireFormat.WireType.Fixed64:
                bytes = Take(ref rest, sizeof(ulong));
                break;
            case WireFormat.WireType.Fixed32:
                bytes = Take(ref rest, sizeof(uint));
                break;
            default:
                throw new InvalidDataException("A request record holds a group.");
        }

        return WireFormat.GetTagFieldNumber(tag);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, long length)
    {
        if (length < 0 || length > rest.Length)
        {
            throw new InvalidDataException("A request record ends within a field.");
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private static long Varint(ref ReadOnlySpan<byte> rest)
    {
        var value = 0L;
        for (var i = 0; i < 10 && i < rest.Length; i++)
        {
            value |= (rest[i] & 0x7FL) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("A number in a request record is malformed.");
    }
}
