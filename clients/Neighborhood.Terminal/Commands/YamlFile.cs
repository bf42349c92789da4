using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Neighborhood.Terminal.Commands;

/// <summary>Reads a file that people write: YAML, of which JSON is a part, with names spelt_like_this.</summary>
internal static class YamlFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>What a file holds.</summary>
    /// <exception cref="UsageException">It cannot be used; the sentence says why.</exception>
    public static T Read<T>(Phrases phrases, string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new InvalidDataException($"{path}: > {MaxBytes} bytes");
            }

            var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
            return reader.Deserialize<T>(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path}: empty");
        }
        catch (YamlException fault)
        {
            throw new UsageException(phrases.Say("usage_content", $"{path}, {fault.Start}: {fault.Message}"));
        }
        catch (Exception fault) when (FileFaults.Is(fault))
        {
            throw new UsageException(FileFaults.Explain(fault, phrases));
        }
    }
}
