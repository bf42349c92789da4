using CsCheck;
using Google.Protobuf;
using Neighborhood.Ledger.Requests;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger.Tests.Requests;

public sealed class StoredRequestsTests
{
    private static readonly Gen<RequestRecord> AnyRecord =
        from account in Gen.Long
        from id in Gen.Guid
        from digest in Gen.ULong
        from first in Gen.Long
        from count in Gen.Int
        select new RequestRecord
        {
            Account = account,
            RequestId = ByteString.CopyFrom(id.ToByteArray()),
            Digest = ByteString.CopyFrom(BitConverter.GetBytes(digest)),
            FirstSequence = first,
            Count = count,
        };

    [Fact]
    public void Every_record_is_read_as_the_generated_parser_reads_it() => AnyRecord.List[0, 5].Sample(records =>
    {
        var stored = new RequestRecords { Records = { records } }.ToByteArray();
        Assert.Equal(RequestRecords.Parser.ParseFrom(stored).Records.Select(AsRead), ReadAll(stored));
    });

    [Fact]
    public void Fields_of_a_later_version_are_passed_over()
    {
        var record = AnyRecord.Single();
        byte[] later = [.. record.ToByteArray(), 0x78, 0x81, 0x01, 0x82, 0x01, 2, 7, 7, 0x89, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 0x95, 0x01, 1, 2, 3, 4];
        byte[] stored = [0x0A, .. VarintOf(later.Length), .. later, 0x12, 1, 9];
        Assert.Equal([AsRead(record)], ReadAll(stored));
        Assert.Equal(record.Account, RequestRecords.Parser.ParseFrom(stored).Records.Single().Account);
    }

    [Fact]
    public void Bytes_cut_short_are_refused()
    {
        var stored = new RequestRecords { Records = { AnyRecord.Single() } }.ToByteArray();
        Assert.All(Enumerable.Range(1, stored.Length - 1), length => Assert.Throws<InvalidDataException>(() => ReadAll(stored[..length])));
    }

    private static Request AsRead(RequestRecord record) => new(
        record.Account, new Guid(record.RequestId.Span), BitConverter.ToUInt64(record.Digest.Span), record.FirstSequence, record.Count);

    private static List<Request> ReadAll(byte[] stored)
    {
        var read = new List<Request>();
        foreach (var request in new StoredRequests(stored)) read.Add(request);
        return read;
    }

    private static byte[] VarintOf(int value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), (byte)(value >> 7)];
}
