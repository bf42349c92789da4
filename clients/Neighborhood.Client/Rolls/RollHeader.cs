using Neighborhood.V1;

namespace Neighborhood.Client.Rolls;

/// <summary>One row of a sheet: its line in the file, from 1, and the text of its cells.</summary>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Where each column stands.</summary>
internal sealed class RollHeader
{
    /// <summary>Fewer known names are chance, and the row is a title.</summary>
    private const int FewestKnownNames = 3;

    private readonly Dictionary<string, int> _places;

    private RollHeader(Dictionary<string, int> places) => _places = places;

    /// <summary>How many of these cells are headers of ours.</summary>
    public static int CountKnown(IEnumerable<string> cells) => cells.Count(cell => RollColumn.Of(cell) is not null);

    /// <summary>The header that this row is; null where it is none.</summary>
    /// <exception cref="RollFileException">It is a header, and lacks a column or has one twice.</exception>
    public static RollHeader? Find(string path, IReadOnlyList<string> cells)
    {
        if (CountKnown(cells) < FewestKnownNames)
        {
            return null;
        }

        var columns = cells.Select((cell, place) => (Column: RollColumn.Of(cell), Place: place)).Where(found => found.Column is not null).ToList();
        var repeated = columns.GroupBy(found => found.Column!).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        if (repeated.Count > 0)
        {
            throw new RollFileException(RollFileProblem.RepeatedColumn, path, repeated);
        }

        var places = columns.ToDictionary(found => found.Column!.Field, found => found.Place);
        var missing = RollColumn.All.Where(column => column.IsRequired && !places.ContainsKey(column.Field)).ToList();
        return missing.Count == 0 ? new RollHeader(places) : throw new RollFileException(RollFileProblem.MissingColumns, path, missing);
    }

    public static RollFileException Absent(string path) =>
        new(RollFileProblem.MissingColumns, path, [.. RollColumn.All.Where(column => column.IsRequired)]);

    public RollRow Read(SheetRow row)
    {
        var read = new RollRow { Line = row.Line };
        foreach (var (field, place) in _places)
        {
            RollRow.Descriptor.FindFieldByName(field).Accessor.SetValue(read, place < row.Cells.Count ? row.Cells[place] : "");
        }

        return read;
    }
}
