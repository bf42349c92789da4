using System.Globalization;
using MiniExcelLibs;

namespace Neighborhood.Client.Rolls;

/// <summary>The first sheet of an .xlsx file.</summary>
internal static class ExcelSheet
{
    public static IEnumerable<SheetRow> Read(string path, byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var rows = Guard(path, () => MiniExcel.Query(stream, useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator());
        for (var line = 1; Guard(path, rows.MoveNext); line++)
        {
            yield return new SheetRow(line, [.. ((IDictionary<string, object?>)rows.Current).Values.Select(Text)]);
        }
    }

    public static byte[] Write(IReadOnlyList<string> headers)
    {
        using var stream = new MemoryStream();
        MiniExcel.SaveAs(stream, new[] { headers.ToDictionary(header => header, object? (header) => header) }, printHeader: false, excelType: ExcelType.XLSX);
        return stream.ToArray();
    }

    /// <summary>
    /// A number as a person reads it: spreadsheets keep an area, a room or a telephone number as a binary fraction, and 17 digits of it would show the
    /// difference.
    /// </summary>
    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text.Trim(),
        bool yes => yes ? "yes" : "no",
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    /// <summary>A file from elsewhere can be broken in any way, and the reader throws as many kinds of exceptions.</summary>
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new RollFileException(RollFileProblem.Unreadable, path, [], fault);
        }
    }
}
