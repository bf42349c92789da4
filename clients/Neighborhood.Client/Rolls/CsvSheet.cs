using System.Text;
using CsvHelper;

namespace Neighborhood.Client.Rolls;

/// <summary>Comma-separated text as spreadsheets save it in China and elsewhere.</summary>
internal static class CsvSheet
{
    private static readonly char[] Separators = [',', ';', '\t'];

    public static IEnumerable<SheetRow> Read(string path, byte[] content)
    {
        var text = TextDecoding.Decode(content) ?? throw new RollFileException(RollFileProblem.Unreadable, path, []);
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,

            // A quote that is never closed would otherwise swallow the rows that follow it.
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        while (Advance(path, reader))
        {
            yield return new SheetRow((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(place => reader.GetString(place).Trim())]);
        }
    }

    /// <summary>With the mark by which spreadsheets know that it is UTF-8.</summary>
    public static byte[] Write(IReadOnlyList<string> headers) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(',', headers) + "\r\n")];

    private static bool Advance(string path, CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw new RollFileException(RollFileProblem.Unreadable, path, [], fault) { Line = (int?)fault.LineNumber };
        }
    }

    /// <summary>The separator that makes most sense of any of the first lines.</summary>
    private static char SeparatorOf(string text)
    {
        const int linesLookedAt = 16;
        var lines = text.Split('\n', linesLookedAt);
        return Separators.MaxBy(separator => lines.Max(line => RollHeader.CountKnown(line.Split(separator).Select(cell => cell.Trim().Trim('"')))));
    }
}
