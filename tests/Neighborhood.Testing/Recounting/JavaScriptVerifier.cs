using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Neighborhood.Testing.Recounting;

/// <summary>The verifier in JavaScript, which was written from docs/verification.md and shares no code with ours.</summary>
public static class JavaScriptVerifier
{
    private const string Several = """
        import { createReadStream } from 'node:fs';
        const { verifyBundle } = await import(process.argv[1]);
        for (const file of process.argv.slice(2)) {
          console.log(JSON.stringify(await verifyBundle(createReadStream(file), { key: null, heads: [], witnesses: [] })));
        }
        """;

    private static readonly string Folder = Path.Combine(Checkout.Folder, "clients", "verifier-js");

    /// <summary>Whether Node is there to run it.</summary>
    public static bool IsThere { get; } = HasNode();

    /// <summary>Skips the test where Node is missing on a desk; where everything is checked that is a failure.</summary>
    public static void SkipWithoutNode()
    {
        var isCi = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.False(isCi && !IsThere, "Node is missing: CI compares both verifiers.");
        Assert.SkipUnless(IsThere, "Node is not installed, so the verifier in JavaScript was not compared.");
    }

    /// <summary>Recounts a bundle; gives what it printed.</summary>
    /// <param name="bundle">The file.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<JsonElement> RunAsync(string bundle, params IEnumerable<string> arguments) =>
        JsonDocument.Parse(await NodeAsync([Path.Combine(Folder, "verify.mjs"), bundle, .. arguments])).RootElement;

    /// <summary>The verdicts on several files, in one process.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RunAllAsync(IEnumerable<string> files)
    {
        var said = await NodeAsync(["--input-type=module", "-e", Several, Path.Combine(Folder, "src", "bundle.mjs"), .. files]);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static async Task<string> NodeAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var fault = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await fault);
        return said;
    }

    private static bool HasNode()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
