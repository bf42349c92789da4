namespace Neighborhood.Client.Rolls;

/// <summary>Why a file is not a roll.</summary>
public enum RollFileProblem
{
    /// <summary>Neither a .csv nor an .xlsx file. Remedy: save it as one of them.</summary>
    UnknownFormat,

    /// <summary>It cannot be read as what its name says, or is in no encoding we know. Remedy: mend the line named, if one is, or save it anew, as
    /// UTF-8.</summary>
    Unreadable,

    /// <summary>Larger than <see cref="RollFile.MaxBytes"/>. Remedy: import it in parts.</summary>
    TooLarge,

    /// <summary>More rows than <see cref="RollFile.MaxRows"/>. Remedy: import it in parts.</summary>
    TooManyRows,

    /// <summary>Columns are missing, which are named. Remedy: add them; a template shows all.</summary>
    MissingColumns,

    /// <summary>A column stands twice. Remedy: remove one.</summary>
    RepeatedColumn,
}

/// <summary>A file is not a roll that can be read.</summary>
/// <param name="problem">Why.</param>
/// <param name="path">The file.</param>
/// <param name="columns">The columns that are missing or repeated.</param>
/// <param name="innerException">What the reader said.</param>
public sealed class RollFileException(
    RollFileProblem problem, string path, IReadOnlyList<RollColumn> columns, Exception? innerException = null)
    : Exception(Text(problem, path, columns), innerException)
{
    /// <summary>Why.</summary>
    public RollFileProblem Problem { get; } = problem;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The columns that are missing or repeated; otherwise empty.</summary>
    public IReadOnlyList<RollColumn> Columns { get; } = columns;

    /// <summary>The line at fault; null where the fault is not of one line.</summary>
    public int? Line { get; init; }

    private static string Text(RollFileProblem problem, string path, IReadOnlyList<RollColumn> columns)
    {
        var names = string.Join(", ", columns.Select(column => $"{column.Chinese} ({column.Field})"));
        return problem switch
        {
            RollFileProblem.UnknownFormat => $"{path} is neither a .csv nor an .xlsx file; save it as one of them.",
            RollFileProblem.Unreadable => $"{path} cannot be read; save it anew, text as UTF-8.",
            RollFileProblem.TooLarge => $"{path} is larger than {RollFile.MaxBytes} bytes; import it in parts.",
            RollFileProblem.TooManyRows => $"{path} has more than {RollFile.MaxRows} rows; import it in parts.",
            RollFileProblem.MissingColumns => $"{path} lacks the columns {names}; add them to the header row.",
            RollFileProblem.RepeatedColumn => $"{path} has the columns {names} twice; remove one of each.",
            _ => path,
        };
    }
}
