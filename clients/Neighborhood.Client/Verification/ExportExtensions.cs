using Neighborhood.V1;

namespace Neighborhood.Client.Verification;

/// <summary>How far an export has come: entries of the ledger told, and all there are to tell.</summary>
public readonly record struct ExportProgress(long Position, long Size);

/// <summary>Gets audit bundles, with which anybody can recount a poll without the server (docs/verification.md).</summary>
public static class ExportExtensions
{
    /// <summary>Writes the bundle into a file that its owner alone may read, because it may tell who chose what; a file of that name is replaced once it is
    /// whole.</summary>
    public static async Task<BundleKind> ExportPollAsync(
        this NeighborhoodClient client, ExportPollRequest request, string path, IProgress<ExportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var kind = BundleKind.Unspecified;
        PrivateFile.CreateFolderOf(path);
        await PrivateFile.ReplaceAsync(path, async file =>
            kind = await client.ExportPollAsync(request, file, progress, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return kind;
    }

    /// <summary>
    /// Writes the bundle of a decided poll as it comes, whatever its size. A head that is remembered of the ledger is asked for too, so that the two can be
    /// compared when the bundle is recounted. The file is only whole when the task completes.
    /// </summary>
    /// <param name="client">The connection.</param>
    /// <param name="request">The poll, and which bundle of it.</param>
    /// <param name="bundle">Where it goes.</param>
    /// <param name="progress">Told how far it has come; null where nobody wants to know.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Which bundle it is.</returns>
    public static async Task<BundleKind> ExportPollAsync(
        this NeighborhoodClient client, ExportPollRequest request, Stream bundle, IProgress<ExportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(bundle);
        var asked = request.Clone();
        if (request.Name.Split('/') is [var collection, var community, ..]
            && await client.KnownHeads.FindAsync(client.Address, $"{collection}/{community}", cancellationToken).ConfigureAwait(false) is { } known)
        {
            asked.HeadSizes.Add(known.Size);
        }

        var kind = BundleKind.Unspecified;
        using var call = client.Polls.ExportPoll(asked, cancellationToken: cancellationToken);
        while (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            var piece = call.ResponseStream.Current;
            kind = piece.Kind == BundleKind.Unspecified ? kind : piece.Kind;
            await bundle.WriteAsync(piece.Data.Memory, cancellationToken).ConfigureAwait(false);
            progress?.Report(new ExportProgress(piece.Position, piece.Size));
        }

        return kind;
    }
}
