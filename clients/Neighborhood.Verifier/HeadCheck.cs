using System.Text.RegularExpressions;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Verifier;

/// <summary>The signed heads on the way, and those that somebody kept.</summary>
internal sealed partial class HeadCheck(BundleHeader header, BundleExpectation expected)
{
    private readonly List<(string Note, Checkpoint Head)> _kept = ReadKept(header, expected);
    private readonly List<(string Note, long Size)> _seen = [];
    private string? _origin;

    /// <summary>The newest head, as it is signed; empty before the first.</summary>
    public string Newest { get; private set; } = "";

    /// <summary>Its size; 0 before the first.</summary>
    public long Size { get; private set; }

    /// <summary>Kept heads whose place was not shown.</summary>
    public int Unreached => _kept.Count;

    /// <summary>The head that was kept and contradicts the newest one; null where none does.</summary>
    public string? Contradiction { get; private set; }

    /// <summary>Takes the head that stands at a place of the tree.</summary>
    public void Take(string note, TreeFrontier tree)
    {
        if (!Checkpoint.TryVerify(note, header.Verifier, out var head))
        {
            throw new Broken(BundleFault.HeadSignature);
        }

        Broken.Unless(IsOfLedger(head.Origin, header) && (_origin ??= head.Origin) == head.Origin, BundleFault.HeadOrigin);
        Broken.UnlessSame(tree.Size, head.Size, BundleFault.HeadSize);
        Span<byte> root = stackalloc byte[MerkleHash.Size];
        tree.Root(root);
        Broken.UnlessSame(head.Root.Span, root, BundleFault.HeadRoot);
        (Newest, Size) = (note, head.Size);
        Compare(head);
        if (expected.WitnessKeys.Count > 0)
        {
            _seen.Add((note, head.Size));
        }
    }

    /// <summary>Goes on where each expected witness cosigned a head of at least this size.</summary>
    public void RequireWitnesses(long size)
    {
        foreach (var printed in expected.WitnessKeys)
        {
            var isSeen = WitnessKey.TryParse(printed, out var witness) && _seen.Exists(head => head.Size >= size && witness.HasCosigned(head.Note));
            Broken.Unless(isSeen, BundleFault.WitnessMissing);
        }
    }

    /// <summary>A kept head of another key or ledger says nothing of this bundle; one of another epoch does not contradict it either.</summary>
    private void Compare(Checkpoint head)
    {
        foreach (var kept in _kept.Where(kept => kept.Head.Size == head.Size && kept.Head.Origin == head.Origin).ToList())
        {
            if (!kept.Head.Root.Span.SequenceEqual(head.Root.Span))
            {
                Contradiction = kept.Note;
                throw new Broken(BundleFault.HeadForked, Convert.ToHexStringLower(kept.Head.Root.Span), Convert.ToHexStringLower(head.Root.Span));
            }

            _kept.Remove(kept);
        }
    }

    private static List<(string Note, Checkpoint Head)> ReadKept(BundleHeader header, BundleExpectation expected)
    {
        var kept = new List<(string, Checkpoint)>();
        foreach (var note in expected.KeptHeads)
        {
            if (Checkpoint.TryVerify(note, header.Verifier, out var head) && IsOfLedger(head.Origin, header))
            {
                kept.Add((note, head));
            }
        }

        return kept;
    }

    /// <summary>{key name}/{ledger}; where the ledger went on from a backup with # and the number of the epoch, and - and its mark.</summary>
    private static bool IsOfLedger(string origin, BundleHeader header) =>
        origin.StartsWith($"{header.Verifier.Name}/{header.Ledger}", StringComparison.Ordinal)
        && Epoch().IsMatch(origin.AsSpan(header.Verifier.Name.Length + 1 + header.Ledger.Length));

    [GeneratedRegex(@"^(#[1-9][0-9]*(-[0-9a-f]{8})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Epoch();
}
