using System.Globalization;
using System.Text;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>
/// Reads BLT: <c>candidates seats</c>, numbers below 0 for the withdrawn, ballots <c>weight 2 1=3 0</c> up to a line <c>0</c>, then the names in
/// quotation marks and the title. A rank <c>-</c> was skipped by the voter; <c>#</c> begins a comment. Several ballots may stand on a line; one goes on on
/// the next line only where that is indented: a ballot without its 0 would else take the next one's weight for a choice.
/// </summary>
internal sealed class BltReader
{
    private readonly LineReader _lines;
    private readonly CandidateList _candidates;
    private readonly BallotLine _ballot;
    private readonly BallotBox<Ranking> _box = new();
    private readonly Queue<string> _words = new();
    private readonly SortedSet<int> _withdrawn = [];
    private long _headingLine;
    private long _withdrawnLine;
    private string _withdrawnLast = "";
    private bool _hasBallots;
    private bool _isIndented;

    private BltReader(TextReader text)
    {
        _lines = new LineReader(text);
        _candidates = new CandidateList(_lines);
        _ballot = new BallotLine(_lines);
    }

    /// <summary>Reads a file.</summary>
    public static ElectionFile Read(TextReader text) => new BltReader(text).Read();

    private ElectionFile Read()
    {
        var count = _lines.Whole("candidates", Word() ?? "", 1, CountingLimits.MaxCandidates);
        _headingLine = _lines.Number;
        var seats = _lines.Whole("seats", _words.Count > 0 ? Word() : "", 1, CountingLimits.MaxCandidates);
        _lines.ThrowIfFaulty();
        for (var number = 1; number <= count; number++)
        {
            _ = _candidates.Add("candidate", number.ToString(CultureInfo.InvariantCulture), "");
        }

        Ballots();
        var title = Names();
        if (_withdrawn.Count == _candidates.Count)
        {
            _lines.Fault("withdrawn", FaultKind.NobodyStands, line: _withdrawnLine);
        }

        _lines.ThrowIfFaulty();
        if (seats > _candidates.Count - _withdrawn.Count)
        {
            _lines.Notice("seats", FaultKind.TooManySeats, $"{seats}", $"{_candidates.Count - _withdrawn.Count}", _headingLine);
        }

        return new ElectionFile
        {
            Format = ElectionFormat.Blt,
            Title = title,
            Candidates = _candidates.All,
            Withdrawn = [.. _withdrawn],
            Seats = (int)seats!.Value,
            Rankings = _box.Open(_candidates.All),
            Notices = _lines.Notices,
        };
    }

    private void Ballots()
    {
        while (Word() is { } word)
        {
            if (word == "0" && !IsWeight())
            {
                return;
            }

            if (word[0] == '"')
            {
                _lines.Stop("ballots", FaultKind.MissingEnd, word);
            }

            if (word[0] == '-' && !_hasBallots)
            {
                Withdraw(word);
                continue;
            }

            Ballot(word);
        }

        _lines.Stop("ballots", FaultKind.MissingEnd);
    }

    // The 0 after the ballots stands alone, or before a name; one before more numbers is the weight of a ballot, and no good one.
    private bool IsWeight() => _words.TryPeek(out var next) && (char.IsAsciiDigit(next[0]) || next[0] == '-');

    private void Withdraw(string word)
    {
        (_withdrawnLine, _withdrawnLast) = (_lines.Number, word);
        if (_candidates.Find("withdrawn", word.AsSpan(1)) is { } place)
        {
            _ = _withdrawn.Add(place);
        }
    }

    private void Ballot(string weight)
    {
        _hasBallots = true;
        if (_lines.Number == _withdrawnLine && _withdrawnLine != _headingLine)
        {
            // Those who withdrew have a line of their own: this is a ballot with a weight below 0.
            weight = _withdrawnLast;
        }

        var count = _lines.Whole("weight", weight, 1);
        _ballot.Begin();
        for (var line = _lines.Number; ; line = _lines.Number)
        {
            if ((_words.Count == 0 && (!HasMore() || !_isIndented)) || _words.Peek()[0] == '"')
            {
                _lines.Fault("ballot", FaultKind.NotEnded, line: line);
                return;
            }

            if (Word() is not { } word || word == "0")
            {
                break;
            }

            Rank(word);
        }

        if (count is { } times && _ballot.IsSound)
        {
            _box.Add(Ranking.OfPlaces(_ballot.Places), times);
        }
    }

    // A ballot's own id stands in parentheses after the weight.
    private void Rank(string word)
    {
        if (word == "-" || word is ['(', .., ')'])
        {
            return;
        }

        var isFirst = true;
        foreach (var id in word.Split('='))
        {
            _ballot.Add(_candidates.Find("ballot", id), !isFirst, "ballot", id);
            isFirst = false;
        }
    }

    private string Names()
    {
        for (var place = 0; place < _candidates.Count; place++)
        {
            if (Word() is not { } name)
            {
                _lines.Notice("names", FaultKind.Missing, "", $"{_candidates.Count}");
                return "";
            }

            _candidates.Rename(place, Unquoted(name));
        }

        var title = Word() is { } last ? Unquoted(last) : "";
        if (Word() is { } more)
        {
            _lines.Notice("names", FaultKind.AfterTitle, more, $"{_candidates.Count}");
        }

        return title;
    }

    private static string Unquoted(string word) => word is ['"', .., '"'] ? word[1..^1] : word;

    /// <summary>The next word, over line ends; one in quotation marks keeps them, and may hold spaces.</summary>
    private string? Word() => HasMore() ? _words.Dequeue() : null;

    private bool HasMore()
    {
        while (_words.Count == 0)
        {
            if (_lines.Next() is not { } line)
            {
                return false;
            }

            _isIndented = line.Length > 0 && char.IsWhiteSpace(line[0]);
            Split(line);
        }

        return true;
    }

    private void Split(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            if (line[at] == '#')
            {
                return;
            }

            var end = line[at] == '"' ? EndOfQuoted(line, at) : EndOfWord(line, at);
            _words.Enqueue(Unescaped(line[at..end]));
            at = end;
        }
    }

    private static string Unescaped(string word) =>
        word.Contains('\\', StringComparison.Ordinal) ? new StringBuilder(word).Replace("\\\"", "\"").Replace("\\\\", "\\").ToString() : word;

    private static int EndOfWord(string line, int at)
    {
        while (at < line.Length && !char.IsWhiteSpace(line[at]) && line[at] != '#')
        {
            at++;
        }

        return at;
    }

    /// <summary>
    /// Where a name ends. It may hold quotation marks of its own: one before a letter opens, one before a space or the end closes, and any other is a letter.
    /// </summary>
    private int EndOfQuoted(string line, int at)
    {
        var open = 1;
        for (var end = at + 1; end < line.Length; end++)
        {
            if (line[end] != '"' || line[end - 1] == '\\')
            {
                continue;
            }

            var isLast = end + 1 == line.Length || char.IsWhiteSpace(line[end + 1]) || line[end + 1] == '#';
            open += isLast ? -1 : char.IsWhiteSpace(line[end - 1]) ? 1 : 0;
            if (open == 0)
            {
                return end + 1;
            }
        }

        if (!line.EndsWith('"') || line.Length == at + 1)
        {
            _lines.Fault("names", FaultKind.NotClosed, line.AsSpan(at));
        }

        return line.Length;
    }
}
