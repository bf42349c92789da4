using Neighborhood.Terminal.Commands;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Neighborhood.Terminal.Demo;

/// <summary>Reads the example neighbourhoods of a folder: each in a folder of its own with <c>community.yaml</c> and its roll.</summary>
public static class SeedFiles
{
    /// <summary>The name of each neighbourhood's file.</summary>
    public const string FileName = "community.yaml";

    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>All neighbourhoods, by id.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used; the message names it, the place and the fault.</exception>
    public static IReadOnlyList<Seed> Load(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, FileName, SearchOption.AllDirectories) : [];
        return files.Length == 0
            ? throw new InvalidDataException($"{folder}: no {FileName}")
            : [.. files.Select(Read).OrderBy(seed => seed.Id, StringComparer.Ordinal)];
    }

    /// <summary>The folder of the repository that this program was built in; null elsewhere.</summary>
    public static string? FindFolder() => Repository.Find("seeds");

    private static Seed Read(string path)
    {
        var seed = Parse<Seed>(path);
        seed.Folder = Path.GetDirectoryName(path)!;
        foreach (var poll in seed.Polls.Where(poll => poll.Questions.Length > 0))
        {
            var file = Path.Combine(seed.Folder, poll.Questions);
            poll.Asked = File.Exists(file) ? Parse<QuestionsFile>(file).Questions : throw new InvalidDataException($"{path}: questions: {file} does not exist");
        }

        return SeedCheck.Problems(seed) is [var first, ..] ? throw new InvalidDataException($"{path}: {first}") : seed;
    }

    private static T Parse<T>(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new InvalidDataException($"{path}: > {MaxBytes} bytes");
        }

        try
        {
            var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
            return reader.Deserialize<T>(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path}: empty");
        }
        catch (YamlException fault)
        {
            throw new InvalidDataException($"{path}, {fault.Start}: {fault.Message}", fault);
        }
    }
}
