using System.CommandLine;
using System.Text;
using Neighborhood.Client.Verification;
using Neighborhood.Verifier;

namespace Neighborhood.Terminal.Commands;

/// <summary>Checks a receipt or recounts a bundle, told apart by the file, without asking anybody.</summary>
internal static class VerifyCommand
{
    private const int LargestHeadBytes = 64 << 10;

    public static Command Build(Grammar grammar)
    {
        var path = grammar.Argument("receipt-or-bundle");
        var key = grammar.Text("key");
        var heads = grammar.Several("head");
        var witnesses = grammar.Several("witness");
        return grammar.Offline("verify", [path, key, heads, witnesses], async run =>
        {
            var file = run.Get(path);
            if (!IsBundle(file))
            {
                return await VoteCommands.VerifyAsync(run, file).ConfigureAwait(false);
            }

            var known = await KnownAsync(run, file, run.Around.KnownHeadsPath).ConfigureAwait(false);
            var expected = Expected(known, run.Get(key) is { } given ? KeyOf(given) : null, file) with { WitnessKeys = [.. run.Get(witnesses)!.Select(KeyOf)] };
            expected = expected with { KeptHeads = [.. expected.KeptHeads, .. run.Get(heads)!.Select(ReadHead)] };
            return BundleText.Tell(run, Recount(run, file, expected), expected.VerifierKey is not null);
        });
    }

    /// <summary>Recounts a bundle with the keys and heads that a file remembers.</summary>
    public static async Task<BundleVerdict> RecountAsync(Invocation run, string path, string knownHeads) =>
        Recount(run, path, Expected(await KnownAsync(run, path, knownHeads).ConfigureAwait(false), null, path));

    /// <summary>A receipt is a JSON object over several lines; a bundle says on its first line what it is.</summary>
    private static bool IsBundle(string path)
    {
        var start = "{\"bundle\":"u8;
        Span<byte> read = stackalloc byte[start.Length];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length && read.SequenceEqual(start);
    }

    private static BundleVerdict Recount(Invocation run, string path, BundleExpectation expected)
    {
        using var file = File.OpenRead(path);
        var last = -1L;
        return BundleVerifier.Verify(file, expected, position =>
        {
            run.Cancel.ThrowIfCancellationRequested();
            var percent = position * 100 / Math.Max(1, file.Length);
            if (run.IsInteractive && percent != last)
            {
                last = percent;
                run.Around.Error.Write($"\r{percent}% ");
            }
        });
    }

    private static async Task<IReadOnlyList<KnownHead>> KnownAsync(Invocation run, string path, string knownHeads)
    {
        using var file = File.OpenRead(path);
        return await new KnownHeads(knownHeads).OfLedgerAsync(BundleVerifier.ReadHeader(file).Ledger, run.Cancel).ConfigureAwait(false);
    }

    /// <summary>The key that was typed outweighs the remembered one, and that outweighs the bundle's, which whoever made it could have chosen.</summary>
    private static BundleExpectation Expected(IReadOnlyList<KnownHead> known, string? typed, string path)
    {
        using var file = File.OpenRead(path);
        var own = BundleVerifier.ReadHeader(file).VerifierKey;
        var remembered = known.FirstOrDefault(head => head.VerifierKey == own) ?? (known.Count == 0 ? null : known[0]);
        return new BundleExpectation { VerifierKey = typed ?? remembered?.VerifierKey, KeptHeads = [.. known.Select(head => head.Checkpoint)] };
    }

    private static string KeyOf(string typed) => File.Exists(typed) ? File.ReadAllText(typed).Trim() : typed.Trim();

    /// <summary>The text of a signed note; an editor may have lost its last newline.</summary>
    private static string ReadHead(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, LargestHeadBytes)];
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }
}
