using Mono.Cecil;

namespace Neighborhood.Architecture.Tests;

/// <summary>Which calls of the contract the code of a program reaches: by itself, or through what it uses of a library.</summary>
public static class Reach
{
    private const string Stubs = "Neighborhood.V1.";

    /// <summary>The calls reached, as "Polls.GetPoll". Code that the compiler put into types of its own counts as that of the method it came from.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<TypeDefinition> program, IEnumerable<TypeDefinition> library)
    {
        var bodies = library.SelectMany(CodeUses.Of).ToLookup(use => PlaceOf(use.Where));
        var waiting = new Queue<Use>(program.SelectMany(CodeUses.Of));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var use))
        {
            var place = PlaceOf($"{use.Type}::{use.Member}");
            if (use.Member.Length == 0 || !seen.Add(place))
            {
                continue;
            }

            if (ServiceOf(use.Type) is { } service)
            {
                reached.Add($"{service}.{WithoutAsync(use.Member)}");
                continue;
            }

            foreach (var next in bodies[place])
            {
                waiting.Enqueue(next);
            }
        }

        return reached;
    }

    // "Sdk/<EraseAsync>d__3::MoveNext" and "Sdk/<>c::<EraseAsync>b__3_0" are both code of "Sdk::EraseAsync".
    private static string PlaceOf(string where)
    {
        var parts = where.Split("::");
        var types = parts[0].Split('/');
        var made = types.Skip(1).Prepend(parts[^1]).Reverse().Select(SourceOf).FirstOrDefault(name => name.Length > 0) ?? "";
        return $"{types[0]}::{(made.Length > 0 ? made : parts[^1])}";
    }

    private static string SourceOf(string name) => name.StartsWith('<') ? name[1..name.IndexOf('>', StringComparison.Ordinal)] : "";

    private static string? ServiceOf(string type) =>
        type.StartsWith(Stubs, StringComparison.Ordinal) && type.Split('/') is [var service, var stub] && stub.EndsWith("Client", StringComparison.Ordinal)
            ? service[Stubs.Length..]
            : null;

    private static string WithoutAsync(string member) => member.EndsWith("Async", StringComparison.Ordinal) ? member[..^"Async".Length] : member;
}
