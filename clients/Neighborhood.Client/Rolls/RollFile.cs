using Neighborhood.V1;

namespace Neighborhood.Client.Rolls;

/// <summary>
/// Reads a household roll as a community has it: .csv (UTF-8, UTF-16 or GB18030; comma, semicolon or tab) or the first sheet of an .xlsx file, with headers
/// in Chinese or English, in any order, beside columns of its own. Each row keeps its line, so that the server's findings can be looked up in the file.
/// </summary>
public static class RollFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>The most rows that one import takes.</summary>
    public const int MaxRows = 12_000;

    /// <summary>Above the header there may be a title; beyond these rows no header is looked for.</summary>
    private const int MaxRowsAboveHeader = 10;

    /// <summary>Reads all rows. Empty lines are left out; whether a row is right is for the server to say.</summary>
    /// <exception cref="RollFileException">The file is not a roll: a column is missing, say.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<IReadOnlyList<RollRow>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var read = ReaderFor(path);
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            throw new RollFileException(RollFileProblem.TooLarge, path, []);
        }

        var content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return Rows(path, read(path, content));
    }

    /// <summary>Writes a file with nothing but the headers, to be filled in.</summary>
    /// <param name="path">Ends in .csv or .xlsx; must not exist.</param>
    /// <param name="chinese">Whether the headers are Chinese.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RollFileException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file exists.</exception>
    public static async Task WriteTemplateAsync(string path, bool chinese = true, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var write = WriterFor(path);
        var headers = RollColumn.All.Select(column => chinese ? column.Chinese : column.Field).ToList();
        await using var file = new FileStream(path, FileMode.CreateNew);
        await file.WriteAsync(write(headers), cancellationToken).ConfigureAwait(false);
    }

    private static Func<string, byte[], IEnumerable<SheetRow>> ReaderFor(string path) => ExtensionOf(path) switch
    {
        ".csv" or ".txt" or ".tsv" => CsvSheet.Read,
        ".xlsx" => ExcelSheet.Read,
        _ => throw new RollFileException(RollFileProblem.UnknownFormat, path, []),
    };

    private static Func<IReadOnlyList<string>, byte[]> WriterFor(string path) => ExtensionOf(path) switch
    {
        ".csv" => CsvSheet.Write,
        ".xlsx" => ExcelSheet.Write,
        _ => throw new RollFileException(RollFileProblem.UnknownFormat, path, []),
    };

    private static string ExtensionOf(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static List<RollRow> Rows(string path, IEnumerable<SheetRow> sheet)
    {
        RollHeader? header = null;
        var above = 0;
        var rows = new List<RollRow>();
        foreach (var row in sheet.Where(row => row.Cells.Any(cell => cell.Length > 0)))
        {
            if (header is null)
            {
                header = RollHeader.Find(path, row.Cells);
                if (header is null && ++above > MaxRowsAboveHeader)
                {
                    break;
                }

                continue;
            }

            if (rows.Count == MaxRows)
            {
                throw new RollFileException(RollFileProblem.TooManyRows, path, []);
            }

            rows.Add(header.Read(row));
        }

        return header is null ? throw RollHeader.Absent(path) : rows;
    }
}
