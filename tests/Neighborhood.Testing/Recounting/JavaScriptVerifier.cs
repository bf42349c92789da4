using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Neighborhood.Testing.Recounting;

/// <summary>The verifier in JavaScript, run by Node.</summary>
public static class JavaScriptVerifier
{
    private static readonly string Program = Path.Combine(Checkout.Folder, "clients", "verifier-js", "verify.mjs");

    /// <summary>Whether Node is there to run it.</summary>
    public static bool IsThere { get; } = HasNode();

    /// <summary>Recounts a bundle; gives what it printed.</summary>
    /// <param name="bundle">The file.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<JsonElement> RunAsync(string bundle, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", [Program, bundle, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var fault = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var told = await fault;
        return told.Length == 0 ? JsonDocument.Parse(said).RootElement : throw new InvalidOperationException(told);
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
