namespace Neighborhood.Rules.Proofs;

/// <summary>What a witness answers, in the order in which C2SP tlog-witness has it look.</summary>
public enum WitnessAnswer
{
    /// <summary>It cosigns (200).</summary>
    Cosigned,

    /// <summary>The body or the checkpoint is not as the format says, or the old size is above the new one (400).</summary>
    Malformed,

    /// <summary>It knows no key for this origin (404).</summary>
    UnknownOrigin,

    /// <summary>No key that it trusts for this origin signed (403).</summary>
    Untrusted,

    /// <summary>It cosigned another size last, or another root at this size (409).</summary>
    Conflict,

    /// <summary>The proof does not show that what it cosigned last is the beginning of this tree (422).</summary>
    Inconsistent,
}

/// <summary>What was decided.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Head">The checkpoint, once a trusted key signed it; else null.</param>
/// <param name="IsFork">Whether the request shows that the ledger was forked: another root at the size that was cosigned last.</param>
public sealed record WitnessVerdict(WitnessAnswer Answer, Checkpoint? Head = null, bool IsFork = false);

/// <summary>Whether a witness cosigns: C2SP tlog-witness, <c>add-checkpoint</c>.</summary>
public static class WitnessRule
{
    /// <summary>The keys that may sign for an origin: those whose name it is, or begins with before a slash.</summary>
    public static IReadOnlyList<NoteVerifier> KeysOf(string origin, IReadOnlyList<NoteVerifier> trusted) =>
        [.. trusted.Where(key => origin == key.Name || origin.StartsWith(key.Name + "/", StringComparison.Ordinal))];

    /// <summary>The origin that a request names; null where its note is no checkpoint.</summary>
    public static string? OriginOf(WitnessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SignedNote.TryParse(request.Note, out var note) && Checkpoint.TryParse(note.Text, out var head) ? head.Origin : null;
    }

    /// <summary>Decides on a request.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="trusted">The keys of the ledgers that are witnessed.</param>
    /// <param name="last">The checkpoint of this origin that was cosigned last; null where none was.</param>
    public static WitnessVerdict Judge(WitnessRequest request, IReadOnlyList<NoteVerifier> trusted, Checkpoint? last)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        if (OriginOf(request) is not { } origin)
        {
            return new WitnessVerdict(WitnessAnswer.Malformed);
        }

        var keys = KeysOf(origin, trusted);
        if (keys.Count == 0)
        {
            return new WitnessVerdict(WitnessAnswer.UnknownOrigin);
        }

        var head = keys.Select(key => Checkpoint.TryVerify(request.Note, key, out var signed) ? signed : null).FirstOrDefault(signed => signed is not null);
        if (head is null)
        {
            return new WitnessVerdict(WitnessAnswer.Untrusted);
        }

        return request.OldSize > head.Size ? new WitnessVerdict(WitnessAnswer.Malformed) : Compare(request, head, last);
    }

    private static WitnessVerdict Compare(WitnessRequest request, Checkpoint head, Checkpoint? last)
    {
        if (request.OldSize != (last?.Size ?? 0))
        {
            return new WitnessVerdict(WitnessAnswer.Conflict, head);
        }

        if (last?.Size == head.Size && !last.Root.Span.SequenceEqual(head.Root.Span))
        {
            return new WitnessVerdict(WitnessAnswer.Conflict, head, IsFork: true);
        }

        var isProved = request.OldSize == 0
            ? request.Proof.Count == 0
            : MerkleProof.VerifyConsistency(request.OldSize, head.Size, last!.Root.Span, head.Root.Span, request.Proof);
        return new WitnessVerdict(isProved ? WitnessAnswer.Cosigned : WitnessAnswer.Inconsistent, head);
    }
}
