namespace Neighborhood.Formats;

/// <summary>Reads lines and keeps what is wrong with them, so that one reading names more than one bad line.</summary>
internal sealed class LineReader(TextReader text)
{
    private readonly BoundedLines _lines = new(text);
    private readonly List<LineFault> _faults = [];
    private readonly List<LineFault> _notices = [];
    private LineFault? _garbled;
    private bool _hasContent;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>What is odd.</summary>
    public IReadOnlyList<LineFault> Notices => _notices;

    /// <summary>The next line without its end; null at the end of the file. A byte order mark is passed over.</summary>
    public string? Next()
    {
        Number++;
        var (line, problem) = _lines.Next();
        if (problem is { } kind)
        {
            Stop("line", kind, "", $"{BoundedLines.MaxLength}");
        }

        if (line is null)
        {
            Number--;
            return _hasContent ? null : Empty();
        }

        _hasContent |= !string.IsNullOrWhiteSpace(line);
        if (_garbled is null && line.Contains('\uFFFD', StringComparison.Ordinal))
        {
            _garbled = new LineFault(Number, "line", FaultKind.NotUtf8);
            _notices.Add(_garbled);
        }

        return Number == 1 ? line.TrimStart('\uFEFF') : line;
    }

    /// <summary>Notes a bad line; after too many of them reading stops.</summary>
    public void Fault(string field, FaultKind kind, ReadOnlySpan<char> found = default, string expected = "", long? line = null)
    {
        _faults.Add(new LineFault(line ?? Number, field, kind, Shown(found), expected));
        if (_faults.Count >= ElectionFileException.MaxFaults)
        {
            ThrowIfFaulty();
        }
    }

    /// <summary>Notes a bad line after which nothing more can be made out.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Stop(string field, FaultKind kind, string found = "", string expected = "", long? line = null)
    {
        _faults.Add(new LineFault(line ?? Number, field, kind, Shown(found), expected));
        throw new ElectionFileException(Faults());
    }

    /// <summary>Notes what is odd; the first of them are kept.</summary>
    public void Notice(string field, FaultKind kind, string found = "", string expected = "", long? line = null)
    {
        if (_notices.Count < ElectionFileException.MaxFaults)
        {
            _notices.Add(new LineFault(line ?? Number, field, kind, Shown(found), expected));
        }
    }

    /// <summary>Ends reading with the bad lines, where there are some.</summary>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new ElectionFileException(Faults());
        }
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private string Empty()
    {
        Number = 1;
        Stop("file", FaultKind.Empty);
        return "";
    }

    // Where letters could not be read, that may be why names are unknown or stand there twice.
    private List<LineFault> Faults() => _garbled is null ? _faults : [_garbled, .. _faults];

    private static string Shown(ReadOnlySpan<char> found)
    {
        const int most = 60;
        return found.Length > most ? $"{found[..most]}…" : found.ToString();
    }
}
