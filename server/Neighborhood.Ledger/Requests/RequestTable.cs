namespace Neighborhood.Ledger.Requests;

/// <summary>
/// The commands of the last 24 to 48 hours of ledger time by account and request id, so that a repeat is answered from its facts and does
/// nothing twice. Two generations: the older one is dropped whole, which costs nothing per request. Used under the mailbox lock.
/// </summary>
internal sealed class RequestTable
{
    private const long GenerationMicros = Limits.RequestMemoryHours * 3_600L * 1_000_000;
    private Dictionary<Key, Record> _current = [];
    private Dictionary<Key, Record> _older = [];
    private long _currentSinceMicros;

    public int Count => _current.Count + _older.Count;

    public bool TryFind(long account, Guid requestId, out Record record)
    {
        var key = new Key(account, requestId);
        return _current.TryGetValue(key, out record) || _older.TryGetValue(key, out record);
    }

    /// <summary>Makes room for requests to come: a table that grows step by step is copied at each.</summary>
    public void Reserve(int count) => _current.EnsureCapacity(count);

    public void Add(long account, Guid requestId, Record record, long nowMicros)
    {
        if (nowMicros - _currentSinceMicros >= GenerationMicros)
        {
            _older = nowMicros - _currentSinceMicros >= 2 * GenerationMicros ? [] : _current;
            _current = [];
            _currentSinceMicros = nowMicros;
        }

        _current[new Key(account, requestId)] = record;
    }

    /// <param name="Digest">The first 8 bytes of the keyed digest of the request's body; the key keeps a chosen collision out of reach.</param>
    /// <param name="FirstSequence">The first fact it made.</param>
    /// <param name="Count">How many facts it made.</param>
    internal readonly record struct Record(ulong Digest, long FirstSequence, int Count);

    private readonly record struct Key(long Account, Guid RequestId);
}
