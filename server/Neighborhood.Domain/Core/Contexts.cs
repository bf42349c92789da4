using Google.Protobuf;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Core;

/// <summary>Makes codes that must be secret and yet the same when asked again: an HMAC of what they are for, under the server's key.</summary>
public interface ICodes
{
    /// <summary>20 characters without look-alikes, for one purpose and one id.</summary>
    string CodeFor(string purpose, string ledger, long id);

    /// <summary>SHA-256 of a code as typed: case, spaces and hyphens do not matter.</summary>
    byte[] HashOf(string code);
}

/// <summary>What a question is answered from: the state at one moment, and who asks.</summary>
public class QueryContext<TState>(TState state, Caller caller, long nowMicros)
{
    /// <summary>The fold of all facts. A query only reads it, and copies what it hands out of the mailbox.</summary>
    public TState State { get; } = state;

    /// <summary>Who asks.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>Ledger time in microseconds since 1970.</summary>
    public long NowMicros { get; } = nowMicros;
}

/// <summary>What a command decides from: the state, and the time, chance and numbers it may use.</summary>
public sealed class CommandContext<TState>(TState state, Caller caller, long nowMicros, long nextSequence, Entropy entropy, ICodes codes)
    : QueryContext<TState>(state, caller, nowMicros)
{
    /// <summary>The sequence the first fact of this decision will have.</summary>
    public long NextSequence { get; } = nextSequence;

    /// <summary>Salts and nonces.</summary>
    public Entropy Entropy { get; } = entropy;

    /// <summary>Codes for invitations and recoveries.</summary>
    public ICodes Codes { get; } = codes;

    /// <summary>Commits to what somebody wrote: the commitment goes into the fact, the words and their salt beside it.</summary>
    public (TextCommitment Commitment, SideItem Side) Commit(WrittenText text)
    {
        var data = text.ToByteArray();
        var salt = Entropy.Take32();
        return (new TextCommitment { Hash = UnsafeByteOperations.UnsafeWrap(Rules.Proofs.TextCommitment.Compute(data, salt)) },
            new SideItem { Salt = UnsafeByteOperations.UnsafeWrap(salt), Data = UnsafeByteOperations.UnsafeWrap(data) });
    }
}
