namespace Neighborhood.Ledger.Requests;

/// <summary>A command that made facts, by who asked and the id under which it was asked.</summary>
/// <param name="Account">Who asked.</param>
/// <param name="RequestId">The id that a repeat has too.</param>
/// <param name="Digest">The first 8 bytes of the keyed digest of the request's body; the key keeps a chosen collision out of reach.</param>
/// <param name="FirstSequence">The first fact it made.</param>
/// <param name="Count">How many facts it made.</param>
internal readonly record struct Request(long Account, Guid RequestId, ulong Digest, long FirstSequence, int Count)
{
    public bool Is(long account, Guid requestId) => Account == account && RequestId == requestId;
}
