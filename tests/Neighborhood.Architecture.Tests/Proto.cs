using Google.Protobuf.Reflection;
using Neighborhood.V1;

namespace Neighborhood.Architecture.Tests;

/// <summary>The contract: as compiled descriptors, and as source for what descriptors do not carry, the comments.</summary>
public static class Proto
{
    /// <summary>Every file of the contract.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(Poll).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <summary>Every service of the contract.</summary>
    public static IEnumerable<ServiceDescriptor> Services() => Files.SelectMany(file => file.Services);

    /// <summary>Every call of the contract, as <c>Polls.CastBallot</c>.</summary>
    public static IEnumerable<string> Rpcs() => Services().SelectMany(service => service.Methods.Select(method => $"{service.Name}.{method.Name}"));

    /// <summary>The calls in a proto file that no comment explains.</summary>
    public static IEnumerable<string> RpcsWithoutComment(string source)
    {
        var previous = "";
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("rpc ", StringComparison.Ordinal) && !previous.StartsWith("//", StringComparison.Ordinal))
            {
                yield return line[4..line.IndexOf('(', StringComparison.Ordinal)];
            }

            previous = line;
        }
    }

    /// <summary>Those of these values of an enum in a proto file that no comment explains.</summary>
    public static IEnumerable<string> ValuesWithoutComment(string source, IEnumerable<string> values)
    {
        var comments = CommentsOfValues(source);
        return values.Where(value => string.IsNullOrEmpty(comments.GetValueOrDefault(value)));
    }

    /// <summary>The comment of each value of an enum in a proto file, by the value's name.</summary>
    public static IReadOnlyDictionary<string, string> CommentsOfValues(string source)
    {
        var comments = new Dictionary<string, string>();
        var above = new List<string>();
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                above.Add(line[2..].Trim());
                continue;
            }

            if (line.Contains(" = ", StringComparison.Ordinal) && line.EndsWith(';'))
            {
                comments[line.Split(' ')[0]] = string.Join(' ', above);
            }

            above.Clear();
        }

        return comments;
    }
}
