using Mono.Cecil;

namespace Neighborhood.Architecture.Tests;

/// <summary>What a decision may not use, so that replaying a ledger gives the same state on every machine and on every day.</summary>
public static class Purity
{
    private static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["Clock"] =
        [
            "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
            "System.DateTimeOffset.get_UtcNow", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Timer",
            "System.Threading.PeriodicTimer", "System.Timers.*", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        ],
        ["Randomness"] =
        [
            "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
            "NSec.Cryptography.Key.Create", "NSec.Cryptography.RandomGenerator",
        ],
        ["InputOutput"] =
        [
            "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo",
            "System.IO.RandomAccess", "System.IO.FileSystemWatcher", "System.IO.StreamWriter", "System.IO.Pipes.*", "System.IO.MemoryMappedFiles.*",
            "System.Net.*", "System.Console", "System.Diagnostics.Process", "System.Environment.GetEnvironmentVariable", "System.Environment.get_MachineName",
        ],
        ["Async"] =
        [
            "System.Threading.Tasks.*", "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.SemaphoreSlim",
            "System.Collections.Generic.IAsyncEnumerable`1", "System.Collections.Generic.IAsyncEnumerator`1",
            "System.Runtime.CompilerServices.IAsyncStateMachine", "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
        ],
        ["Storage"] = ["LiteDB.*"],
        ["FloatingPoint"] = ["System.Single", "System.Double", "System.Decimal", "System.Half"],
    };

    // The only key ever made is the server's own, at its first start; no decision can reach it.
    private const string KeyGeneration = "Neighborhood.Rules.Proofs.NoteSigner::Generate uses NSec.Cryptography.Key.Create";

    /// <summary>The kinds of impurity.</summary>
    public static IReadOnlyCollection<string> Kinds => Forbidden.Keys;

    /// <summary>The uses of one kind among these types.</summary>
    public static IEnumerable<string> Violations(string kind, IEnumerable<TypeDefinition> types) =>
        types.SelectMany(CodeUses.Of)
            .Where(use => Forbidden[kind].Any(name => Matches(name, use)))
            .Select(use => use.ToString())
            .Where(use => use != KeyGeneration)
            .Distinct();

    private static bool Matches(string name, Use use)
    {
        if (name.EndsWith('*'))
        {
            return use.Type.StartsWith(name[..^1], StringComparison.Ordinal);
        }

        return use.Type == name || $"{use.Type}.{use.Member}" == name;
    }
}
