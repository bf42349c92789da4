using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Discussions;

/// <summary>How far each account has read each topic. No fact: it stands in the expiring collection, and goes a year after it last moved.</summary>
public sealed class ReadMarks(LedgerCalls calls, GroupCommit commit, TimeProvider time)
{
    private const string Collection = "read-marks";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(366);
    private readonly ConcurrentDictionary<string, long> _marks = new(StringComparer.Ordinal);

    /// <summary>Reads the marks that were kept.</summary>
    public async Task LoadAsync(IJournal journal, CancellationToken cancel)
    {
        foreach (var record in await journal.ReadExpiringAsync(Collection, time.GetUtcNow(), cancel))
        {
            _marks[record.Key] = BinaryPrimitives.ReadInt64BigEndian(record.Value.Span);
        }
    }

    /// <summary>The caller's mark of each topic of the community that a resource name names; 0 for none.</summary>
    public Func<long, long> Of(string resource, ServerCallContext context)
    {
        var account = RpcCall.Of(context).Caller.Account;
        var community = Names.CommunityIn(resource) ?? "";
        return topic => _marks.GetValueOrDefault(Key(account, community, topic));
    }

    /// <summary>Moves the caller's mark forward; back it never goes.</summary>
    public async Task<MarkTopicReadResponse> MarkAsync(MarkTopicReadRequest request, ServerCallContext context)
    {
        var mark = await calls.ReadAsync(request.Name, new MarkTopicRead(), request, context);
        var key = Key(RpcCall.Of(context).Caller.Account, Names.CommunityIn(request.Name)!, Names.IdIn(request.Name, "topics"));
        var moved = _marks.AddOrUpdate(key, mark, (_, before) => Math.Max(before, mark));
        var value = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(value, moved);
        await commit.WriteExpiringAsync([new ExpiringRecord(Collection, key, value, time.GetUtcNow() + Lifetime)], []);
        return new MarkTopicReadResponse();
    }

    private static string Key(long account, string community, long topic) => string.Create(CultureInfo.InvariantCulture, $"{account}/{community}/{topic}");
}
