using System.Buffers;
using System.Text;

namespace Neighborhood.Formats;

/// <summary>
/// Lines of a text, none of which may be longer than <see cref="MaxLength"/>: a file without line ends must not fill the memory before it is refused.
/// </summary>
internal sealed class BoundedLines(TextReader text)
{
    /// <summary>The most letters of a line.</summary>
    public const int MaxLength = 1 << 20;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\r\n\0");
    private readonly char[] _buffer = new char[1 << 15];
    private readonly StringBuilder _begun = new();
    private int _at;
    private int _end;
    private bool _isAfterReturn;

    /// <summary>The next line without its end, null at the end of the text; or why there is none.</summary>
    public (string? Line, FaultKind? Problem) Next()
    {
        while (HasMore())
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOfAny(Ends);
            if (_begun.Length + (length < 0 ? rest.Length : length) > MaxLength)
            {
                return (null, FaultKind.TooLong);
            }

            if (length < 0)
            {
                _begun.Append(rest);
                _at = _end;
                continue;
            }

            if (rest[length] == '\0')
            {
                return (null, FaultKind.NotText);
            }

            _isAfterReturn = rest[length] == '\r';
            _at += length + 1;
            return (Ended(rest[..length]), null);
        }

        return (_begun.Length == 0 ? null : Ended([]), null);
    }

    private string Ended(ReadOnlySpan<char> last)
    {
        if (_begun.Length == 0)
        {
            return last.ToString();
        }

        var line = _begun.Append(last).ToString();
        _begun.Clear();
        return line;
    }

    private bool HasMore()
    {
        if (_at == _end && !Fill())
        {
            return false;
        }

        // A return and a line feed are one line end, also where the buffer ends between them.
        _at += _isAfterReturn && _buffer[_at] == '\n' ? 1 : 0;
        _isAfterReturn = false;
        return _at < _end || Fill();
    }

    private bool Fill()
    {
        (_at, _end) = (0, text.Read(_buffer));
        return _end > 0;
    }
}
