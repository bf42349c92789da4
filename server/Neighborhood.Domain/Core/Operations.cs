using Google.Protobuf;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Core;

/// <summary>
/// One operation that changes a ledger. <see cref="Decide"/> is a pure function of the state, the caller, the request and the context's time
/// and chance. <see cref="Answer"/> is made from the facts alone, so that a repeat of the request id gets the same answer.
/// </summary>
public interface ICommand<TState, in TRequest, TResponse>
    where TRequest : IMessage
{
    /// <summary>What has to be the same where a request id comes again: the request, without what its sender may rightly make anew.</summary>
    IMessage Meant(TRequest request) => request;

    /// <summary>Facts, or a refusal.</summary>
    Decision Decide(CommandContext<TState> context, TRequest request);

    /// <summary>The answer to the request whose facts are <paramref name="made"/>, on the state after them.</summary>
    Reading<TResponse> Answer(QueryContext<TState> context, TRequest request, IReadOnlyList<Entry> made);
}

/// <summary>One operation that only reads.</summary>
public interface IQuery<TState, in TRequest, TResponse>
    where TRequest : IMessage
{
    /// <summary>Copies what the answer needs out of the state.</summary>
    Reading<TResponse> Read(QueryContext<TState> context, TRequest request);
}

/// <summary>The fold of a ledger.</summary>
public interface ILedgerState
{
    /// <summary>Takes one more fact. Never refuses and decides nothing; an unknown fact is an <see cref="UnknownFactException"/>.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="leafHash">Its RFC 6962 leaf hash, 32 bytes; copied where it is kept.</param>
    void Apply(Entry entry, ReadOnlySpan<byte> leafHash);

    /// <summary>Whether an entry changes nothing but tallies, of which the state keeps apart how they stood at what is durable.</summary>
    bool IsTally(Entry entry);

    /// <summary>All entries before this sequence are durable. Told after each segment, in order; what is replayed is durable at once.</summary>
    void NoteDurable(long size);

    /// <summary>Puts or replaces a vault record. The vault is no part of the fold.</summary>
    void PutVault(string key, ReadOnlySpan<byte> record);

    /// <summary>Forgets a vault record.</summary>
    void EraseVault(string key);

    /// <summary>When the clock has something to do next, in microseconds, or null.</summary>
    long? NextDueMicros { get; }

    /// <summary>What the clock does at <see cref="NextDueMicros"/>: at least one fact, so that time goes on.</summary>
    /// <param name="dueMicros">The time that has come; the facts are entered at it.</param>
    /// <param name="nextSequence">The sequence the first fact will have.</param>
    /// <param name="entropy">Salts.</param>
    Decision DecideDue(long dueMicros, long nextSequence, Entropy entropy);

    /// <summary>What follows from an absence of the server that crossed a deadline; null where it crossed none.</summary>
    Decision? DecideOutage(long fromMicros, long untilMicros, long nextSequence);

    /// <summary>What watchers are told of an entry that was just applied, or null.</summary>
    FeedEvent? EventOf(Entry entry);

    /// <summary>The present numbers of everything whose events are coalesced: what a watcher who resumes is told first.</summary>
    IEnumerable<FeedEvent> CoalescedNow();

    /// <summary>Who may read an entry: the whole of it, or its leaf hash and class.</summary>
    bool MayRead(Caller caller, Entry entry);

    /// <summary>Who may call the request, as far as this ledger's own state tells; null where it is allowed.</summary>
    Refusal? Authorize(Caller caller, string rpc);
}

/// <summary>What watchers are told.</summary>
/// <param name="Response">The event, sent to many as it is: not to be changed.</param>
/// <param name="StaffOnly">Whether only staff and moderators are told.</param>
/// <param name="Coalesced">Whether only the newest one of its resource counts, told at most once a second.</param>
public sealed record FeedEvent(WatchResponse Response, bool StaffOnly, bool Coalesced);

/// <summary>This version does not know a fact of the ledger: it must not be served by it.</summary>
public sealed class UnknownFactException(long sequence)
    : Exception($"Entry {sequence} holds a fact that this version does not know. A newer version wrote this ledger.");
