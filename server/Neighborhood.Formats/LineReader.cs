namespace Neighborhood.Formats;

/// <summary>Reads lines and keeps what is wrong with them, so that one reading names more than one bad line.</summary>
internal sealed class LineReader(TextReader text)
{
    private const int MaxLineLength = 1 << 20;
    private readonly List<LineFault> _faults = [];
    private readonly List<LineFault> _notices = [];

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>What is odd.</summary>
    public IReadOnlyList<LineFault> Notices => _notices;

    /// <summary>The next line without its end; null at the end of the file. A byte order mark is passed over.</summary>
    public string? Next()
    {
        var line = text.ReadLine();
        if (line is null)
        {
            return null;
        }

        Number++;
        if (line.Length > MaxLineLength)
        {
            Stop("line", FaultKind.TooLarge, line.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return Number == 1 ? line.TrimStart('\uFEFF') : line;
    }

    /// <summary>Notes a bad line; after too many of them reading stops.</summary>
    public void Fault(string field, FaultKind kind, ReadOnlySpan<char> found = default, string expected = "", long? line = null)
    {
        const int mostShown = 60;
        _faults.Add(new LineFault(line ?? Number, field, kind, found.Length > mostShown ? $"{found[..mostShown]}…" : found.ToString(), expected));
        if (_faults.Count >= ElectionFileException.MaxFaults)
        {
            ThrowIfFaulty();
        }
    }

    /// <summary>Notes a bad line after which nothing more can be made out.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Stop(string field, FaultKind kind, string found = "", string expected = "")
    {
        _faults.Add(new LineFault(Number, field, kind, found, expected));
        throw new ElectionFileException(_faults);
    }

    /// <summary>Notes what is odd; the first of them are kept.</summary>
    public void Notice(string field, FaultKind kind, string found = "", string expected = "")
    {
        if (_notices.Count < ElectionFileException.MaxFaults)
        {
            _notices.Add(new LineFault(Number, field, kind, found, expected));
        }
    }

    /// <summary>Ends reading with the bad lines, where there are some.</summary>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new ElectionFileException(_faults);
        }
    }
}
