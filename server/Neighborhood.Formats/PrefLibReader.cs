using System.Globalization;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>
/// Reads PrefLib's rankings. The new heading is of comments (<c># NUMBER ALTERNATIVES: 4</c>), with ballots <c>60: 3,1,{2,4}</c>; the old one is of plain
/// lines (how many candidates, <c>1,Name</c> of each, <c>voters,sum,different</c>), with ballots <c>60,3,1,{2,4}</c>.
/// </summary>
internal sealed class PrefLibReader
{
    private readonly LineReader _lines;
    private readonly CandidateList _candidates;
    private readonly BallotLine _ballot;
    private readonly BallotBox<Ranking> _box = new();
    private readonly SortedDictionary<long, string> _names = [];
    private readonly AboutFile _about = new();
    private string _kind;
    private long? _alternatives;
    private long? _voters;
    private bool _isOld;
    private bool _sharesRank;

    private PrefLibReader(TextReader text, string kind)
    {
        _lines = new LineReader(text);
        _candidates = new CandidateList(_lines);
        _ballot = new BallotLine(_lines);
        _kind = kind;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="kind">soc, soi, toc or toi, where its name says so; the heading comes first.</param>
    public static ElectionFile Read(TextReader text, string kind = "") => new PrefLibReader(text, kind).Read();

    private bool MayShare => _kind is "" or "toc" or "toi";

    private bool MustRankAll => _kind is "soc" or "toc";

    private ElectionFile Read()
    {
        var isHeading = true;
        while (_lines.Next() is { } line)
        {
            if (line.AsSpan().Trim() is not { IsEmpty: false } content)
            {
                continue;
            }

            if (content[0] == '#')
            {
                Heading(content[1..].Trim());
                continue;
            }

            if (isHeading)
            {
                isHeading = false;
                if (content.IndexOf(':') < 0 && _alternatives is null)
                {
                    OldHeading(content);
                    continue;
                }

                Declare();
            }

            Ballot(content);
        }

        if (isHeading && _alternatives is not null)
        {
            Declare();
        }

        return Finish();
    }

    private ElectionFile Finish()
    {
        if (_candidates.Count == 0)
        {
            _lines.Fault("NUMBER ALTERNATIVES", FaultKind.Missing);
        }

        _lines.ThrowIfFaulty();
        var rankings = _box.Open(_candidates.All);
        if (_voters is { } voters && voters != rankings.Total)
        {
            _lines.Notice("NUMBER VOTERS", FaultKind.HeadingDiffers, $"{voters}", $"{rankings.Total}");
        }

        return new ElectionFile
        {
            Format = ElectionFormat.PrefLib,
            Title = _about.Of("TITLE"),
            Candidates = _candidates.All,
            Rankings = rankings,
            About = _about.All,
            Notices = _lines.Notices,
        };
    }

    private void Heading(ReadOnlySpan<char> content)
    {
        var colon = content.IndexOf(':');
        if (colon < 0)
        {
            return;
        }

        var key = content[..colon].Trim().ToString().ToUpperInvariant();
        var value = content[(colon + 1)..].Trim().ToString();
        const string name = "ALTERNATIVE NAME ";
        if (key.StartsWith(name, StringComparison.Ordinal))
        {
            if (_lines.Whole(key, key.AsSpan(name.Length), 0, CountingLimits.MaxCandidates) is { } number && !_names.TryAdd(number, value))
            {
                _lines.Fault(key, FaultKind.Repeated, $"{number}");
            }

            return;
        }

        _about.Add(key, value);
        switch (key)
        {
            case "NUMBER ALTERNATIVES":
                _alternatives = _lines.Whole(key, value, 1, CountingLimits.MaxCandidates);
                break;
            case "NUMBER VOTERS":
                _voters = _lines.Whole(key, value);
                break;
            case "DATA TYPE" when value.ToLowerInvariant() is "soc" or "soi" or "toc" or "toi":
                _kind = value.ToLowerInvariant();
                break;
            case "DATA TYPE":
                _lines.Stop(key, FaultKind.NotOneOf, value, "soc, soi, toc, toi");
                break;
        }
    }

    // The numbers are those that have names, wherever they begin; where too few have one, those from 1 on have numbers, too.
    private void Declare()
    {
        var named = _names.Keys.ToList();
        var numbers = named.Count < _alternatives ? named.Union(Enumerable.Range(1, (int)_alternatives.Value).Select(one => (long)one)).Order() : named.Order();
        foreach (var number in numbers)
        {
            _ = _candidates.Add("ALTERNATIVE NAME", number.ToString(CultureInfo.InvariantCulture), _names.GetValueOrDefault(number, ""));
        }

        if (_alternatives is { } said && said != _candidates.Count)
        {
            _lines.Fault("NUMBER ALTERNATIVES", FaultKind.HeadingDiffers, $"{said}", $"{_candidates.Count}");
        }
    }

    private void OldHeading(ReadOnlySpan<char> content)
    {
        _isOld = true;
        if (_lines.Whole("candidates", content, 1, CountingLimits.MaxCandidates) is not { } count)
        {
            _lines.ThrowIfFaulty();
            return;
        }

        for (var i = 0; i < count; i++)
        {
            var line = _lines.Next() ?? "";
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0)
            {
                _lines.Stop("candidate", FaultKind.NotUnderstood, line, "1,Name");
            }

            _ = _candidates.Add("candidate", line[..comma].Trim(), Unquoted(line[(comma + 1)..].Trim()));
        }

        var sums = (_lines.Next() ?? "").Split(',');
        _voters = _lines.Whole("voters", sums[0]);
    }

    private static string Unquoted(string text) => text is ['"', .., '"'] ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;

    private void Ballot(ReadOnlySpan<char> content)
    {
        var end = content.IndexOf(_isOld ? ',' : ':');
        if (end < 0 && !_isOld)
        {
            _lines.Fault("ballot", FaultKind.NotUnderstood, content, "60: 3,1,2");
            return;
        }

        var count = _lines.Whole("count", end < 0 ? content : content[..end], 1);
        _ballot.Begin();
        Places(end < 0 ? default : content[(end + 1)..]);
        if (MustRankAll && _ballot.IsSound && _ballot.Places.Length < _candidates.Count)
        {
            _lines.Fault("ballot", FaultKind.Incomplete, content, $"{_candidates.Count}");
        }

        if (count is { } times && _ballot.IsSound)
        {
            _box.Add(Ranking.OfPlaces(_ballot.Places), times);
        }
    }

    private void Places(ReadOnlySpan<char> content)
    {
        var isWithin = false;
        _sharesRank = false;
        while (!(content = content.TrimStart(" \t,")).IsEmpty)
        {
            if (content[0] is '{' or '}')
            {
                if (isWithin == (content[0] == '{'))
                {
                    Spoil(FaultKind.NotClosed, content);
                }

                isWithin = content[0] == '{';
                _sharesRank = false;
                content = content[1..];
                continue;
            }

            var end = content.IndexOfAny(" \t,{}");
            var id = end < 0 ? content : content[..end];
            content = content[id.Length..];
            if (_sharesRank && !MayShare)
            {
                Spoil(FaultKind.SharedRank, id);
            }

            _ballot.Add(_candidates.Find("ballot", id), _sharesRank, "ballot", id);
            _sharesRank = isWithin;
        }

        if (isWithin)
        {
            Spoil(FaultKind.NotClosed, "{");
        }
    }

    private void Spoil(FaultKind kind, ReadOnlySpan<char> found)
    {
        _lines.Fault("ballot", kind, found, _kind);
        _ballot.Spoil();
    }
}
