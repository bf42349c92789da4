using CsCheck;
using Neighborhood.Ledger.Requests;

namespace Neighborhood.Ledger.Tests.Requests;

public sealed class RequestTableTests
{
    private const long DayMicros = Limits.RequestMemoryHours * 3_600L * 1_000_000;

    /// <summary>Few accounts and ids, so that many are met again.</summary>
    private static readonly Gen<Request> AnyRequest =
        from account in Gen.Long[0, 40]
        from id in Gen.Byte
        from digest in Gen.ULong
        from first in Gen.Long
        from count in Gen.Int
        select new Request(account, new Guid(id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), digest, first, count);

    [Fact]
    public void It_finds_what_a_dictionary_finds() => Gen.Select(AnyRequest.Array[0, 90].Array[0, 60], Gen.Int[0, 9_000]).Sample((added, reserved) =>
    {
        var (table, expected) = (new RequestTable(), new Dictionary<(long, Guid), Request>());
        table.Reserve(reserved);
        foreach (var requests in added)
        {
            table.AddRange(requests, nowMicros: 1);
            foreach (var request in requests) expected[(request.Account, request.RequestId)] = request;
        }

        Assert.Equal(expected.Count, table.Count);
        for (var account = 0L; account <= 41; account++)
        {
            for (var id = 0; id < 256; id++)
            {
                var key = (account, new Guid(id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
                Assert.Equal(expected.TryGetValue(key, out var wanted), table.TryFind(key.account, key.Item2, out var found));
                Assert.Equal(wanted, found);
            }
        }
    }, iter: 30);

    [Fact]
    public void Very_many_come_one_by_one_and_are_all_found()
    {
        var table = new RequestTable();
        var requests = Enumerable.Range(0, 100_000).Select(i => new Request(i % 7, Guid.NewGuid(), (ulong)i, i, 1)).ToArray();
        foreach (var request in requests) table.AddRange([request], nowMicros: 1);
        Assert.Equal(requests.Length, table.Count);
        Assert.All(requests, request => Assert.True(table.TryFind(request.Account, request.RequestId, out var found) && found == request));
        Assert.False(table.TryFind(account: 8, requests[0].RequestId, out _));
    }

    [Theory]
    [InlineData(DayMicros - 1, true)]
    [InlineData(DayMicros, true)]
    [InlineData(2 * DayMicros - 1, true)]
    [InlineData(2 * DayMicros, false)]
    public void A_request_is_known_for_a_day_at_least_and_two_at_most(long later, bool isKnown)
    {
        var (table, id) = (new RequestTable(), Guid.NewGuid());
        const long now = 50 * DayMicros;
        table.AddRange([new Request(1, id, 2, 3, 4)], now);
        table.AddRange([new Request(1, Guid.NewGuid(), 2, 4, 4)], now + later);
        Assert.Equal(isKnown, table.TryFind(1, id, out _));
    }
}
