using System.Buffers;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>
/// Reads ABIF: <c>27:A/5&gt;B/2=C</c>, names bare, in quotation marks or in brackets; <c>=A:[Alice Adams]</c> gives a full name; <c>{title: "…"}</c> says
/// something about the election; <c>#</c> begins a comment. Where commas part the candidates, their scores rank them, a missing one as 0; without any
/// score they share one rank. <c>A*3</c> gives a weight as <c>A/3</c> gives a score. A line <c>ABIF 1.0</c> and what stands in braces behind a ballot say
/// nothing about the count.
/// </summary>
internal sealed class AbifReader
{
    private readonly LineReader _lines;
    private readonly CandidateList _candidates;
    private readonly BallotLine _ballot;
    private readonly BallotBox<Ranking> _rankings = new();
    private readonly BallotBox<Marks> _marks = new();
    private readonly AboutFile _about = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly List<long> _scores = [];
    private bool _hasCommas;
    private bool _hasRanks;
    private bool _hasScores;

    private AbifReader(TextReader text)
    {
        _lines = new LineReader(text);
        _candidates = new CandidateList(_lines);
        _ballot = new BallotLine(_lines);
    }

    /// <summary>Reads a file.</summary>
    public static ElectionFile Read(TextReader text) => new AbifReader(text).Read();

    private ElectionFile Read()
    {
        while (_lines.Next() is { } line)
        {
            Line(AbifText.WithoutComment(line).Trim());
        }

        if (_candidates.Count == 0)
        {
            _lines.Fault("candidates", FaultKind.Missing);
        }

        _lines.ThrowIfFaulty();
        return WithoutAliases(new ElectionFile
        {
            Format = ElectionFormat.Abif,
            Title = _about.Of("title"),
            Candidates = _candidates.All,
            Rankings = _rankings.Open(_candidates.All),
            Marks = _hasScores ? _marks.Open(_candidates.All) : null,
            Rule = _about.Of("tally_method"),
            About = _about.All,
            Notices = _lines.Notices,
        });
    }

    private void Line(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        switch (line[0])
        {
            case '{':
                Describe(line);
                break;
            case '=':
                Declare(line[1..]);
                break;
            case 'A' when line is "ABIF" or ['A', 'B', 'I', 'F', ' ', ..]:
                break;
            default:
                Ballot(line);
                break;
        }
    }

    private void Describe(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (line[^1] != '}' || colon < 0)
        {
            _lines.Fault("metadata", line[^1] == '}' ? FaultKind.NotUnderstood : FaultKind.NotClosed, line, "{title: \"…\"}");
            return;
        }

        _about.Add(Bare(line[1..colon]), Bare(line[(colon + 1)..^1]));

        static string Bare(ReadOnlySpan<char> text) => text.Trim().Trim('"').ToString();
    }

    private void Declare(ReadOnlySpan<char> line)
    {
        if (!AbifText.TakeName(ref line, out var id) || (line = line.TrimStart()) is not [':', ..])
        {
            _lines.Fault("candidate", FaultKind.NotUnderstood, line, "=A:[Alice Adams]");
            return;
        }

        line = line[1..].Trim();
        if (!AbifText.TakeName(ref line, out var name) || !line.Trim().IsEmpty)
        {
            name = $"{name}{line}".Trim();
        }

        if (!_declared.Add(id))
        {
            _lines.Fault("candidate", FaultKind.Repeated, id);
            return;
        }

        if (_candidates.TryFind(id, out var place))
        {
            _candidates.Rename(place, name.Length == 0 ? id : name);
        }
        else
        {
            _ = _candidates.Add("candidate", id, name);
        }

        _ = _ids.TryAdd(name, id);
    }

    private void Ballot(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        var rest = digits < 0 ? default : line[digits..].TrimStart();
        if (digits <= 0 || rest[0] is not (':' or '*'))
        {
            _lines.Fault("ballot", FaultKind.NotUnderstood, line, "27:A>B=C");
            return;
        }

        var count = _lines.Whole("count", line[..digits], 1);
        _ballot.Begin();
        _scores.Clear();
        (_hasCommas, _hasRanks) = (false, false);
        Choices(rest[1..].Trim());
        if (count is { } times && _ballot.IsSound)
        {
            Cast(times);
        }
    }

    private void Choices(ReadOnlySpan<char> rest)
    {
        var sharesRank = false;
        while (!rest.IsEmpty)
        {
            if (!AbifText.TakeName(ref rest, out var name))
            {
                Spoil(rest[0] is '[' or '"' ? FaultKind.NotClosed : FaultKind.NotUnderstood, rest);
                return;
            }

            _ballot.Add(PlaceOf(name), sharesRank, "ballot", name);
            rest = rest.TrimStart();
            if (rest is ['/' or '*', ..] && !Score(ref rest))
            {
                return;
            }

            _scores.AddRange(Enumerable.Repeat(long.MinValue, Math.Max(0, _ballot.Places.Length - _scores.Count)));
            if (rest.IsEmpty || IsExtra(rest))
            {
                return;
            }

            if (rest[0] is not ('>' or '=' or ',') || rest[1..].Trim().IsEmpty)
            {
                Spoil(FaultKind.NotUnderstood, rest);
                return;
            }

            sharesRank = rest[0] != '>';
            _hasRanks |= rest[0] != ',';
            _hasCommas |= rest[0] == ',';
            rest = rest[1..].TrimStart();
        }
    }

    private static bool IsExtra(ReadOnlySpan<char> rest) => rest is [':', .., '}'] && rest[1..].TrimStart() is ['{', ..];

    private bool Score(ref ReadOnlySpan<char> rest)
    {
        rest = rest[1..].TrimStart();
        var end = rest.IndexOfAny(AbifText.EndOfBare);
        var text = end < 0 ? rest : rest[..end];
        rest = rest[text.Length..].TrimStart();
        if (_lines.Whole("score", text, -CountingLimits.MaxMark, CountingLimits.MaxMark) is not { } score)
        {
            _ballot.Spoil();
            return false;
        }

        _scores.Add(score);
        _hasScores = true;
        return true;
    }

    private int? PlaceOf(string name)
    {
        var id = _ids.GetValueOrDefault(name, name);
        return _candidates.TryFind(id, out var place) ? place : _candidates.Add("ballot", id, "");
    }

    private void Spoil(FaultKind kind, ReadOnlySpan<char> found)
    {
        _lines.Fault("ballot", kind, found, "27:A>B=C");
        _ballot.Spoil();
    }

    private void Cast(long times)
    {
        var marked = Enumerable.Range(0, _scores.Count).Where(place => _scores[place] != long.MinValue).ToList();
        var ranking = Ranking.OfPlaces(_ballot.Places);
        if (_hasCommas && !_hasRanks && marked.Count > 0)
        {
            ranking = Ranking.OfRanks(Enumerable.Range(0, _scores.Count)
                .GroupBy(place => _scores[place] == long.MinValue ? 0 : _scores[place], PlaceAt)
                .OrderByDescending(rank => rank.Key)
                .Select(rank => rank.ToList()));
        }

        _rankings.Add(ranking, times);
        _marks.Add(Marks.Of([.. marked.Select(PlaceAt)], [.. marked.Select(place => _scores[place])]), times);
    }

    private int PlaceAt(int place) => _ballot.Places[place] is var candidate and < 0 ? ~candidate : _ballot.Places[place];

    /// <summary>A ballot may have used a full name before the line that gives it its id.</summary>
    private ElectionFile WithoutAliases(ElectionFile file)
    {
        var aliases = file.Candidates.Select((candidate, place) => (candidate, place))
            .Where(one => !_declared.Contains(one.candidate.Id) && _ids.ContainsKey(one.candidate.Id))
            .ToDictionary(one => one.place, one => _candidates.TryFind(_ids[one.candidate.Id], out var place) ? place : one.place);
        if (aliases.Count == 0)
        {
            return file;
        }

        var kept = Enumerable.Range(0, file.Candidates.Count).Where(place => !aliases.ContainsKey(place)).ToList();
        return Renumbering.Of(file, kept, place => aliases.GetValueOrDefault(place, place));
    }
}

/// <summary>The words of ABIF.</summary>
internal static class AbifText
{
    public static readonly SearchValues<char> EndOfBare = SearchValues.Create(">=,/*:[]\"\t ");

    /// <summary>A line up to its comment; one within brackets, braces or quotation marks is part of the name.</summary>
    public static ReadOnlySpan<char> WithoutComment(string line)
    {
        if (!line.Contains('#', StringComparison.Ordinal))
        {
            return line;
        }

        var closing = '\0';
        for (var at = 0; at < line.Length; at++)
        {
            if (closing != '\0')
            {
                closing = line[at] == closing ? '\0' : closing;
                continue;
            }

            if (line[at] == '#')
            {
                return line.AsSpan(0, at);
            }

            closing = line[at] switch { '[' => ']', '"' => '"', '{' => '}', _ => '\0' };
        }

        return line;
    }

    /// <summary>Takes a name off the front: bare, in quotation marks or in brackets.</summary>
    public static bool TakeName(ref ReadOnlySpan<char> text, out string name)
    {
        name = "";
        text = text.TrimStart();
        if (text.IsEmpty)
        {
            return false;
        }

        if (text[0] is '[' or '"')
        {
            var close = text[1..].IndexOf(text[0] == '[' ? ']' : '"');
            if (close <= 0)
            {
                return false;
            }

            name = text.Slice(1, close).Trim().ToString();
            text = text[(close + 2)..];
            return name.Length > 0;
        }

        var end = text.IndexOfAny(EndOfBare);
        name = (end < 0 ? text : text[..end]).ToString();
        text = text[name.Length..];
        return name.Length > 0;
    }
}
