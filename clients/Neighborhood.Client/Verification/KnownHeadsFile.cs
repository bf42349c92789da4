using System.Text.Json;

namespace Neighborhood.Client.Verification;

/// <summary>What is remembered of one ledger of one server.</summary>
internal sealed record KnownLedger(string Server, string Ledger, KnownHead Head, IReadOnlyList<KnownHead> Conflicts);

/// <summary>Everything that is remembered, as it stands in the file. A change is a new value.</summary>
internal sealed record KnownLedgers(int Version, IReadOnlyList<KnownLedger> Ledgers)
{
    public const int CurrentVersion = 1;

    public static KnownLedgers None { get; } = new(CurrentVersion, []);

    public KnownLedger? Find(string server, string ledger) => Ledgers.FirstOrDefault(known => known.Server == server && known.Ledger == ledger);

    public KnownLedgers With(string server, string ledger, KnownHead head) =>
        Put(new KnownLedger(server, ledger, head, Find(server, ledger)?.Conflicts ?? []));

    /// <summary>A head later than the one remembered; another process may have remembered a still later one meanwhile.</summary>
    public KnownLedgers Grown(string server, string ledger, KnownHead head) =>
        Find(server, ledger) is { } known && (known.Head.VerifierKey != head.VerifierKey || known.Head.Origin != head.Origin || known.Head.Size >= head.Size)
            ? this
            : With(server, ledger, head);

    public KnownLedgers WithConflict(string server, string ledger, KnownHead head) =>
        Find(server, ledger) is not { } known || known.Conflicts.Any(conflict => conflict.Checkpoint == head.Checkpoint)
            ? this
            : Put(known with { Conflicts = [.. known.Conflicts.TakeLast(KnownHeads.MaxConflicts - 1), head] });

    private KnownLedgers Put(KnownLedger changed) =>
        this with { Ledgers = [.. Ledgers.Where(known => known.Server != changed.Server || known.Ledger != changed.Ledger), changed] };
}

/// <summary>Reads and replaces the file, one change at a time across the processes of this user.</summary>
internal sealed class KnownHeadsFile(string path)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task<KnownLedgers> ReadAsync(CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var known = await JsonSerializer.DeserializeAsync<KnownLedgers>(file, Json, cancel).ConfigureAwait(false);
            return known is { Version: KnownLedgers.CurrentVersion, Ledgers: not null } ? known : throw Unreadable(null);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return KnownLedgers.None;
        }
        catch (JsonException fault)
        {
            throw Unreadable(fault);
        }
    }

    public async Task ChangeAsync(Func<KnownLedgers, KnownLedgers> change, CancellationToken cancel)
    {
        await using var turn = await PrivateFile.TakeTurnAsync(path, LongestWait, cancel).ConfigureAwait(false);
        var before = await ReadAsync(cancel).ConfigureAwait(false);
        var after = change(before);
        if (!ReferenceEquals(before, after))
        {
            await PrivateFile.ReplaceAsync(path, JsonSerializer.SerializeToUtf8Bytes(after, Json), cancel).ConfigureAwait(false);
        }
    }

    private InvalidDataException Unreadable(Exception? fault) =>
        new(
            $"{path} is not a file of known heads of version {KnownLedgers.CurrentVersion}. Move it away to begin anew; "
                + "the keys of all servers are then taken on trust once more.",
            fault);
}
