namespace Neighborhood.Ledger.Requests;

/// <summary>
/// The commands of the last 24 to 48 hours of ledger time by account and request id, so that a repeat is answered from its facts and does
/// nothing twice. Two generations: the older one is dropped whole, which costs nothing per request. Used under the mailbox lock.
/// </summary>
internal sealed class RequestTable
{
    private const long GenerationMicros = Limits.RequestMemoryHours * 3_600L * 1_000_000;
    private RequestGeneration _current = new();
    private RequestGeneration _older = new();
    private long _currentSinceMicros;

    public int Count => _current.Count + _older.Count;

    public bool TryFind(long account, Guid requestId, out Request request) =>
        _current.TryFind(account, requestId, out request) || _older.TryFind(account, requestId, out request);

    /// <summary>Makes room for requests to come.</summary>
    public void Reserve(int count) => _current.Reserve(count);

    /// <summary>Adds requests that were made by <paramref name="nowMicros"/>.</summary>
    public void AddRange(ReadOnlySpan<Request> requests, long nowMicros)
    {
        if (nowMicros - _currentSinceMicros >= GenerationMicros)
        {
            _older = nowMicros - _currentSinceMicros >= 2 * GenerationMicros ? new() : _current;
            _current = new();
            _currentSinceMicros = nowMicros;
        }

        _current.AddRange(requests);
    }
}
