using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Commands;

/// <summary>Says in the person's language why a file is no roll.</summary>
internal static class RollFaults
{
    public static string Explain(RollFileException fault, Phrases phrases)
    {
        var columns = string.Join(
            phrases["comma"], fault.Columns.Select(column => phrases.Words == Words.English ? column.Field : $"{column.Chinese} ({column.Field})"));
        var sentence = phrases.Say("rollfile_" + fault.Problem, fault.Path, columns, RollFile.MaxBytes >> 20, RollFile.MaxRows);
        return fault.Line is { } line ? sentence + phrases.Say("rollfile_line", line) : sentence;
    }
}
