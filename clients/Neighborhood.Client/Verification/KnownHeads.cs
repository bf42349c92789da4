using System.Text;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Client.Verification;

/// <summary>Gets the hashes that prove that the tree of the first size is the beginning of the tree of the second; null where there is no such proof.</summary>
public delegate Task<IReadOnlyList<byte[]>?> ConsistencyProofSource(long firstSize, long secondSize, CancellationToken cancellationToken);

/// <summary>
/// Remembers, per server and ledger, the verifier key of the first contact and the last head, in a JSON file that only its owner may read. A head that
/// contradicts what is remembered is kept beside it, as evidence; what is remembered stays until a person accepts the other.
/// </summary>
/// <param name="path">The file; it and its folder are made when first needed.</param>
public sealed class KnownHeads(string path)
{
    private readonly KnownHeadsFile _file = new(path);

    /// <summary>The file in the user's own folder.</summary>
    public static string DefaultPath { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "neighborhood",
        "known-heads.json");

    /// <summary>What is remembered; null where nothing is.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; move it away to begin anew.</exception>
    public async Task<KnownHead?> FindAsync(Uri server, string ledger, CancellationToken cancellationToken = default)
    {
        var known = await _file.ReadAsync(cancellationToken).ConfigureAwait(false);
        return known.Find(KeyOf(server), ledger)?.Head;
    }

    /// <summary>The heads that contradicted what is remembered, newest last; at most <see cref="MaxConflicts"/>.</summary>
    public async Task<IReadOnlyList<KnownHead>> ConflictsAsync(Uri server, string ledger, CancellationToken cancellationToken = default)
    {
        var known = await _file.ReadAsync(cancellationToken).ConfigureAwait(false);
        return known.Find(KeyOf(server), ledger)?.Conflicts ?? [];
    }

    /// <summary>Everything that is remembered of a ledger's name, whatever the server: heads first, those that contradicted them after.</summary>
    /// <param name="ledger">communities/{community}</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<KnownHead>> OfLedgerAsync(string ledger, CancellationToken cancellationToken = default)
    {
        var known = (await _file.ReadAsync(cancellationToken).ConfigureAwait(false)).Ledgers.Where(one => one.Ledger == ledger).ToList();
        return [.. known.Select(one => one.Head), .. known.SelectMany(one => one.Conflicts)];
    }

    /// <summary>How many contradicting heads are kept per ledger.</summary>
    public const int MaxConflicts = 10;

    /// <summary>Compares a head with the one remembered, and remembers it where it is the first or a later one of the same ledger.</summary>
    public async Task<HeadCheck> CheckAsync(
        Uri server, string ledger, TreeHead head, ConsistencyProofSource proof, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(proof);
        var remembered = await FindAsync(server, ledger, cancellationToken).ConfigureAwait(false);
        if (SignedHead.ReadOf(head, ledger) is not { } checkpoint)
        {
            return new HeadCheck(HeadVerdict.NotSigned, remembered, null);
        }

        var seen = new KnownHead(head.VerifierKey, checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToArray(), head.Checkpoint);
        var verdict = await CompareAsync(remembered, seen, proof, cancellationToken).ConfigureAwait(false);
        await KeepAsync(KeyOf(server), ledger, verdict, seen, cancellationToken).ConfigureAwait(false);
        var check = new HeadCheck(verdict, remembered, seen);
        return verdict == HeadVerdict.Inconsistent
            ? check with { EvidenceFile = await SaveAsync(ledger, remembered!, seen, cancellationToken).ConfigureAwait(false) }
            : check;
    }

    /// <summary>Beside the file of heads: the key in print, then both notes as they are signed.</summary>
    private async Task<string> SaveAsync(string ledger, KnownHead remembered, KnownHead seen, CancellationToken cancel)
    {
        var name = $"two-histories-{ledger.Replace('/', '-')}-{remembered.Size}-{seen.Size}.txt";
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
        var text = $"{remembered.VerifierKey}\n\n{remembered.Checkpoint}\n{seen.Checkpoint}";
        await PrivateFile.ReplaceAsync(file, Encoding.UTF8.GetBytes(text), cancel).ConfigureAwait(false);
        return file;
    }

    /// <summary>Remembers a head in place of the one before, because a person decided so.</summary>
    public Task AcceptAsync(Uri server, string ledger, KnownHead head, CancellationToken cancellationToken = default) =>
        _file.ChangeAsync(known => known.With(KeyOf(server), ledger, head), cancellationToken);

    private static async Task<HeadVerdict> CompareAsync(KnownHead? remembered, KnownHead seen, ConsistencyProofSource proof, CancellationToken cancel)
    {
        if (remembered is null)
        {
            return HeadVerdict.FirstContact;
        }

        if (remembered.VerifierKey != seen.VerifierKey)
        {
            return HeadVerdict.KeyChanged;
        }

        if (remembered.Origin != seen.Origin)
        {
            return HeadVerdict.NewEpoch;
        }

        var (first, second) = remembered.Size <= seen.Size ? (remembered, seen) : (seen, remembered);
        if (!await IsBeginningAsync(first, second, proof, cancel).ConfigureAwait(false))
        {
            return HeadVerdict.Inconsistent;
        }

        if (remembered.Size == seen.Size)
        {
            return HeadVerdict.Unchanged;
        }

        return remembered.Size < seen.Size ? HeadVerdict.Grown : HeadVerdict.Earlier;
    }

    private static async Task<bool> IsBeginningAsync(KnownHead first, KnownHead second, ConsistencyProofSource proof, CancellationToken cancel)
    {
        if (first.Size == second.Size)
        {
            return first.Root.AsSpan().SequenceEqual(second.Root);
        }

        if (first.Size == 0)
        {
            // An empty tree is the beginning of every tree, and has one root only.
            return first.Root.AsSpan().SequenceEqual(MerkleHash.Empty);
        }

        var hashes = await proof(first.Size, second.Size, cancel).ConfigureAwait(false);
        return hashes is not null && MerkleProof.VerifyConsistency(first.Size, second.Size, first.Root, second.Root, hashes);
    }

    private Task KeepAsync(string server, string ledger, HeadVerdict verdict, KnownHead seen, CancellationToken cancel) => verdict switch
    {
        HeadVerdict.FirstContact => _file.ChangeAsync(known => known.Find(server, ledger) is null ? known.With(server, ledger, seen) : known, cancel),
        HeadVerdict.Grown => _file.ChangeAsync(known => known.Grown(server, ledger, seen), cancel),
        HeadVerdict.KeyChanged or HeadVerdict.NewEpoch or HeadVerdict.Inconsistent =>
            _file.ChangeAsync(known => known.WithConflict(server, ledger, seen), cancel),
        _ => Task.CompletedTask,
    };

    private static string KeyOf(Uri server) => server.GetLeftPart(UriPartial.Authority);
}
