namespace Neighborhood.Formats;

/// <summary>Reads elections, streaming: what is kept grows with different ballots and not with lines.</summary>
public static class ElectionFiles
{
    /// <summary>The endings of file names that are known, with their formats.</summary>
    public static IReadOnlyDictionary<string, ElectionFormat> Endings { get; } = new Dictionary<string, ElectionFormat>(StringComparer.OrdinalIgnoreCase)
    {
        ["pb"] = ElectionFormat.Pabulib,
        ["soc"] = ElectionFormat.PrefLib,
        ["soi"] = ElectionFormat.PrefLib,
        ["toc"] = ElectionFormat.PrefLib,
        ["toi"] = ElectionFormat.PrefLib,
        ["blt"] = ElectionFormat.Blt,
        ["abif"] = ElectionFormat.Abif,
    };

    /// <summary>Reads an election in the format that the ending of its name says.</summary>
    /// <param name="text">The file.</param>
    /// <param name="ending">The ending, with or without the dot; one of <see cref="Endings"/>.</param>
    /// <exception cref="ElectionFileException">It cannot be counted as it is.</exception>
    public static ElectionFile Read(TextReader text, string ending)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(ending);
        ending = ending.TrimStart('.').ToLowerInvariant();
        return Endings[ending] switch
        {
            ElectionFormat.Pabulib => PabulibReader.Read(text),
            ElectionFormat.PrefLib => PrefLibReader.Read(text, ending),
            ElectionFormat.Blt => BltReader.Read(text),
            _ => AbifReader.Read(text),
        };
    }

    /// <summary>Whether an election can be written in a format without losing what its ballots say.</summary>
    public static bool CanWrite(ElectionFile file, string ending)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(ending);
        ending = ending.TrimStart('.').ToLowerInvariant();
        return ending switch
        {
            "pb" => file.Budget is not null,
            "abif" => true,
            "blt" or "toi" => file.Rankings is not null,
            "soi" => IsStrict(file),
            "toc" => IsComplete(file),
            "soc" => IsStrict(file) && IsComplete(file),
            _ => false,
        };
    }

    /// <summary>Writes an election. Identical ballots are written together where the format counts them.</summary>
    /// <param name="file">The election.</param>
    /// <param name="text">Where it goes.</param>
    /// <param name="ending">The ending of the file's name, which says the format.</param>
    /// <exception cref="ArgumentException">See <see cref="CanWrite"/>.</exception>
    public static void Write(ElectionFile file, TextWriter text, string ending)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!CanWrite(file, ending))
        {
            throw new ArgumentException("This election cannot be written in that format.", nameof(ending));
        }

        switch (Endings[ending.TrimStart('.')])
        {
            case ElectionFormat.Pabulib:
                PabulibWriter.Write(file, text);
                break;
            case ElectionFormat.Blt:
                RankingWriter.WriteBlt(file, text);
                break;
            case ElectionFormat.Abif:
                AbifWriter.Write(file, text);
                break;
            default:
                RankingWriter.WritePrefLib(file, text, ending.TrimStart('.').ToLowerInvariant());
                break;
        }
    }

    private static bool IsStrict(ElectionFile file) =>
        file.Rankings is { } rankings && rankings.Ballots.All(one => one.Ballot.Ranks.All(rank => rank.Count == 1));

    private static bool IsComplete(ElectionFile file) =>
        file.Rankings is { } rankings && rankings.Ballots.All(one => one.Ballot.Count == rankings.Candidates.Count);
}
