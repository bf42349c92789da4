using System.Runtime.InteropServices;

namespace Neighborhood.Ledger.Requests;

/// <summary>
/// Requests by account and request id, in the order in which they came, with an index by hash (open addressing, linear probing). A ledger that wakes
/// recalls a million of them at places all over memory: <see cref="AddRange"/> asks for those of a segment at once, which a dictionary cannot.
/// </summary>
internal sealed class RequestGeneration
{
    private const int RequestsPerChunk = 1_024;
    private const int FirstRequests = 16;
    private const int MaxFilledPercent = 75;

    private readonly List<Request[]> _chunks = [];
    private Slot[] _slots = new Slot[2 * FirstRequests];

    public int Count { get; private set; }

    public bool TryFind(long account, Guid requestId, out Request request)
    {
        var slot = _slots[SlotOf(HashOf(account, requestId), account, requestId)];
        request = slot.IsFree ? default : At(slot.Index);
        return !slot.IsFree;
    }

    /// <summary>Makes room for requests to come: an index that grows step by step is filled anew at each.</summary>
    public void Reserve(int count)
    {
        var slots = _slots.Length;
        while (100L * count > (long)MaxFilledPercent * slots)
        {
            slots *= 2;
        }

        if (slots > _slots.Length)
        {
            Grow(slots);
        }
    }

    /// <summary>Adds requests; one that is there already is replaced.</summary>
    public void AddRange(ReadOnlySpan<Request> requests)
    {
        Reserve(Count + requests.Length);

        // Memory fetches all of these together; one after the other, each would be waited for.
        foreach (ref readonly var request in requests)
        {
            Volatile.Read(ref _slots[HashOf(request.Account, request.RequestId) & (_slots.Length - 1)].Hash);
        }

        foreach (ref readonly var request in requests)
        {
            Add(request);
        }
    }

    private void Add(in Request request)
    {
        var hash = HashOf(request.Account, request.RequestId);
        ref var slot = ref _slots[SlotOf(hash, request.Account, request.RequestId)];
        if (slot.IsFree)
        {
            slot = new Slot(hash, ++Count);
            EnsureChunk();
        }

        At(slot.Index) = request;
    }

    private void EnsureChunk()
    {
        var (chunk, used) = Math.DivRem(Count - 1, RequestsPerChunk);
        if (chunk == _chunks.Count)
        {
            _chunks.Add(new Request[chunk == 0 ? FirstRequests : RequestsPerChunk]);
        }

        // The first chunk starts small, since most ledgers are quiet for a day.
        if (used == _chunks[chunk].Length)
        {
            var doubled = new Request[2 * used];
            _chunks[chunk].CopyTo(doubled, 0);
            _chunks[chunk] = doubled;
        }
    }

    private ref Request At(int index) => ref _chunks[index / RequestsPerChunk][index % RequestsPerChunk];

    /// <summary>The slot of a request, or the free one where it would stand.</summary>
    private int SlotOf(uint hash, long account, Guid requestId)
    {
        var mask = _slots.Length - 1;
        for (var i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            var slot = _slots[i];
            if (slot.IsFree || (slot.Hash == hash && At(slot.Index).Is(account, requestId)))
            {
                return i;
            }
        }
    }

    private void Grow(int count)
    {
        var old = _slots;
        _slots = new Slot[count];
        foreach (var slot in old)
        {
            if (slot.IsFree)
            {
                continue;
            }

            var i = (int)slot.Hash & (count - 1);
            while (!_slots[i].IsFree)
            {
                i = (i + 1) & (count - 1);
            }

            _slots[i] = slot;
        }
    }

    /// <summary>Seeded anew in each process: whoever chooses the ids cannot choose the slots.</summary>
    private static uint HashOf(long account, Guid requestId)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in account)));
        hash.AddBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in requestId)));
        return (uint)hash.ToHashCode();
    }

    /// <param name="hash">The whole hash of its request: most others are passed over without looking at theirs.</param>
    /// <param name="number">One more than the index of its request; 0 where it is free.</param>
    private struct Slot(uint hash, int number)
    {
        public uint Hash = hash;

        public readonly bool IsFree => number == 0;

        public readonly int Index => number - 1;
    }
}
