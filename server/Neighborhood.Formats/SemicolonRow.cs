using System.Text;

namespace Neighborhood.Formats;

/// <summary>A row of fields between semicolons. A field in quotation marks may hold semicolons, doubled quotation marks and line ends.</summary>
internal sealed class SemicolonRow(LineReader lines)
{
    private readonly List<Range> _fields = [];
    private string _text = "";

    public int Count => _fields.Count;

    /// <summary>A field without the spaces around it; empty beyond the last.</summary>
    public ReadOnlySpan<char> this[int field] => field >= 0 && field < _fields.Count ? _text.AsSpan(_fields[field]).Trim() : default;

    /// <summary>Splits a line, and those after it that a quoted field reaches into.</summary>
    public void Split(string line)
    {
        _fields.Clear();
        _text = line;
        if (line.Contains('"', StringComparison.Ordinal))
        {
            SplitQuoted(line);
            return;
        }

        var begin = 0;
        for (var at = line.IndexOf(';', StringComparison.Ordinal); at >= 0; at = line.IndexOf(';', begin))
        {
            _fields.Add(begin..at);
            begin = at + 1;
        }

        _fields.Add(begin..line.Length);
    }

    private void SplitQuoted(string line)
    {
        var text = new StringBuilder();
        var begin = 0;
        var first = lines.Number;
        for (var at = 0; ;)
        {
            var isQuoted = at < line.Length && line[at] == '"';
            (line, at) = isQuoted ? Quoted(line, at + 1, text, first) : (line, at);
            var end = line.IndexOf(';', at);
            text.Append(line.AsSpan(at, (end < 0 ? line.Length : end) - at));
            _fields.Add(begin..text.Length);
            begin = text.Length;
            if (end < 0)
            {
                break;
            }

            at = end + 1;
        }

        _text = text.ToString();
    }

    // A field that is not closed would swallow the rest of the file: the row ends with the longest line, and the line that began it is named.
    private (string Line, int At) Quoted(string line, int at, StringBuilder text, long first)
    {
        var opening = line[(at - 1)..];
        while (text.Length <= BoundedLines.MaxLength)
        {
            var end = line.IndexOf('"', at);
            text.Append(line.AsSpan(at, (end < 0 ? line.Length : end) - at));
            if (end < 0)
            {
                if (lines.Next() is not { } next)
                {
                    break;
                }

                text.Append(' ');
                (line, at) = (next, 0);
                continue;
            }

            if (end + 1 < line.Length && line[end + 1] == '"')
            {
                text.Append('"');
                at = end + 2;
                continue;
            }

            return (line, end + 1);
        }

        lines.Stop("field", FaultKind.NotClosed, opening, line: first);
        return (line, at);
    }
}
