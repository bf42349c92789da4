using System.Globalization;
using System.Text;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>
/// Reads BLT: <c>candidates seats</c>, numbers below 0 for the withdrawn, ballots <c>weight 2 1=3 0</c> up to a line <c>0</c>, then the names in
/// quotation marks and the title. A rank <c>-</c> was skipped by the voter; <c>#</c> begins a comment.
/// </summary>
internal sealed class BltReader
{
    private readonly LineReader _lines;
    private readonly CandidateList _candidates;
    private readonly BallotLine _ballot;
    private readonly BallotBox<Ranking> _box = new();
    private readonly Queue<string> _words = new();
    private readonly SortedSet<int> _withdrawn = [];

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
        var seats = _lines.Whole("seats", Word() ?? "", 1, CountingLimits.MaxCandidates);
        _lines.ThrowIfFaulty();
        for (var number = 1; number <= count; number++)
        {
            _ = _candidates.Add("candidate", number.ToString(CultureInfo.InvariantCulture), "");
        }

        Ballots();
        var title = Names();
        _lines.ThrowIfFaulty();
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
            if (word == "0")
            {
                return;
            }

            if (word[0] == '-')
            {
                Withdraw(word);
                continue;
            }

            if (word[0] == '"')
            {
                _lines.Stop("ballot", FaultKind.Missing, word, "0");
            }

            Ballot(word);
        }

        _lines.Stop("ballots", FaultKind.Missing, "", "0");
    }

    private void Withdraw(string word)
    {
        if (_candidates.Find("withdrawn", word.AsSpan(1)) is { } place)
        {
            _ = _withdrawn.Add(place);
        }
    }

    private void Ballot(string weight)
    {
        var count = _lines.Whole("weight", weight, 1);
        _ballot.Begin();
        while (true)
        {
            var word = Word();
            if (word is null or ['"', ..])
            {
                _lines.Stop("ballot", FaultKind.Missing, word ?? "", "0");
            }

            if (word == "0")
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
            _lines.Notice("names", FaultKind.NotAsMany, more, $"{_candidates.Count}");
        }

        return title;
    }

    private static string Unquoted(string word) => word is ['"', .., '"'] ? word[1..^1] : word;

    /// <summary>The next word, over line ends; one in quotation marks keeps them, and may hold spaces.</summary>
    private string? Word()
    {
        while (_words.Count == 0)
        {
            if (_lines.Next() is not { } line)
            {
                return null;
            }

            Split(line);
        }

        return _words.Dequeue();
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

    private int EndOfQuoted(string line, int at)
    {
        for (var end = at + 1; end < line.Length; end++)
        {
            if (line[end] == '"' && line[end - 1] != '\\')
            {
                return end + 1;
            }
        }

        _lines.Fault("names", FaultKind.NotClosed, line.AsSpan(at));
        return line.Length;
    }
}
