using System.Runtime.CompilerServices;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Writing;
using Neighborhood.V1;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    private const int ColdBatchCount = 500;

    /// <summary>
    /// What happens, from a sequence on, then live. Ends with a refusal once the caller may not watch any more, and without one when the
    /// ledger is loaded anew: the caller resumes then.
    /// </summary>
    public async IAsyncEnumerable<Outcome<WatchResponse>> WatchAsync(
        string rpc, long? fromSequence, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        var from = fromSequence ?? DurableSize;
        if (fromSequence is not null)
        {
            foreach (var now in Peek(state => state.CoalescedNow().ToList()))
            {
                now.Response.Sequence = Math.Max(from - 1, 0);
                yield return new Outcome<WatchResponse>(now.Response, null);
            }
        }

        while (true)
        {
            while (Feed.PlaceOf(from) is null)
            {
                var (events, next) = await ColdEventsAsync(from, cancel);
                foreach (var told in events)
                {
                    if (Refused(rpc, caller) is { } refused)
                    {
                        yield return refused;
                        yield break;
                    }

                    if (MayBeTold(caller, told))
                    {
                        yield return new Outcome<WatchResponse>(told.Response, null);
                    }
                }

                from = next;
            }

            var place = Feed.PlaceOf(from);
            while (place is { } at && Feed.From(at) is var (events, next, more, ended))
            {
                if (Refused(rpc, caller) is { } refused)
                {
                    yield return refused;
                    yield break;
                }

                foreach (var told in events)
                {
                    from = Math.Max(from, told.Response.Sequence + 1);
                    if (MayBeTold(caller, told))
                    {
                        yield return new Outcome<WatchResponse>(told.Response, null);
                    }
                }

                if (ended)
                {
                    yield break;
                }

                place = next;
                await more.WaitAsync(cancel);
            }
        }
    }

    private Refusal? Refused(string rpc, Caller caller) => Peek(state => state.Authorize(caller, rpc));

    private bool MayBeTold(Caller caller, FeedEvent told) => !told.StaffOnly || Peek(state => state.Authorize(caller, "Discussions.ListReports") is null);

    private async Task<(IReadOnlyList<FeedEvent> Events, long Next)> ColdEventsAsync(long from, CancellationToken cancel)
    {
        var events = new List<FeedEvent>();
        var next = from;
        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, from, cancel))
        {
            var entries = SegmentReader.Entries(segment).Where(entry => entry.Sequence >= from).ToList();
            events.AddRange(Peek(state => entries.Select(state.EventOf).OfType<FeedEvent>().Where(told => !told.Coalesced).ToList()));
            next = segment.FirstSequence + segment.Count;
            if (events.Count >= ColdBatchCount || next >= DurableSize)
            {
                break;
            }
        }

        return (events, Math.Max(next, from + 1));
    }
}
