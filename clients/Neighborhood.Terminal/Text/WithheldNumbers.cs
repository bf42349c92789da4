using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Text;

/// <summary>Whether the withheld numbers that a scrutineer was given are those that were declared.</summary>
public static class WithheldNumbers
{
    /// <summary>Whether they open the commitment in the result on record.</summary>
    public static bool Hold(Poll poll, WithheldResult withheld)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(withheld);
        return withheld.Salt.Length == TextCommitment.SaltSize && poll.Result is not null
            && TextCommitment.Compute(withheld.Declaration.Span, withheld.Salt.Span).AsSpan().SequenceEqual(poll.Result.TallyCommitment.Span);
    }
}
