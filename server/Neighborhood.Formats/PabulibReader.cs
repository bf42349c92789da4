using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats;

/// <summary>
/// Reads Pabulib's <c>.pb</c>: sections META, PROJECTS and VOTES, each with a row of headings. Votes are approval, choose-1, cumulative or scoring (with
/// points) or ordinal; an empty vote is a blank ballot, which has its share of the money.
/// </summary>
internal sealed class PabulibReader
{
    private readonly LineReader _lines;
    private readonly SemicolonRow _row;
    private readonly CandidateList _projects;
    private readonly BallotLine _ballot;
    private readonly AboutFile _about = new();
    private readonly List<string> _costs = [];
    private readonly BallotBox<Marks> _marks = new();
    private readonly BallotBox<Ranking> _rankings = new();
    private readonly HashSet<ulong> _voters = [];
    private readonly List<long> _points = [];
    private readonly List<int> _written = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private string _section = "";
    private bool _isHeadingNext;
    private string _voteType = "";

    private PabulibReader(TextReader text)
    {
        _lines = new LineReader(text);
        _row = new SemicolonRow(_lines);
        _projects = new CandidateList(_lines);
        _ballot = new BallotLine(_lines);
    }

    /// <summary>Reads a file.</summary>
    public static ElectionFile Read(TextReader text) => new PabulibReader(text).Read();

    private bool HasPoints => _voteType is "cumulative" or "scoring";

    private ElectionFile Read()
    {
        while (_lines.Next() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line) && !Begins(line))
            {
                _row.Split(line);
                Row();
            }
        }

        if (_section != "VOTES")
        {
            _lines.Fault("VOTES", FaultKind.Missing);
        }

        return Finish();
    }

    private bool Begins(string line)
    {
        var name = line.Trim().TrimEnd(';').ToUpperInvariant();
        if (name is not ("META" or "PROJECTS" or "VOTES"))
        {
            return false;
        }

        (_section, _isHeadingNext) = (name, true);
        if (name == "VOTES")
        {
            BeginVotes();
        }

        return true;
    }

    private void Row()
    {
        if (_isHeadingNext)
        {
            _isHeadingNext = false;
            _columns.Clear();
            for (var column = 0; column < _row.Count; column++)
            {
                _columns.TryAdd(_row[column].ToString(), column);
            }

            Headings();
            return;
        }

        switch (_section)
        {
            case "META":
                _about.Add(_row[0].ToString(), _row[1].ToString());
                break;
            case "PROJECTS":
                Project();
                break;
            case "VOTES":
                Vote();
                break;
            default:
                _lines.Stop("section", FaultKind.NotUnderstood, _row[0].ToString(), "META");
                break;
        }
    }

    private void Headings()
    {
        var needed = (_section, HasPoints) switch
        {
            ("PROJECTS", _) => new[] { "project_id", "cost" },
            ("VOTES", true) => ["vote", "points"],
            ("VOTES", false) => ["vote"],
            _ => [],
        };
        foreach (var missing in needed.Where(column => !_columns.ContainsKey(column)))
        {
            _lines.Stop(missing, FaultKind.Missing, "", missing);
        }
    }

    private ReadOnlySpan<char> Field(string column) => _columns.TryGetValue(column, out var at) ? _row[at] : default;

    private void Project()
    {
        var cost = Field("cost");
        if (!Numbers.IsDecimal(cost, out _) || cost[0] == '-')
        {
            _lines.Fault("cost", cost.IsEmpty ? FaultKind.Missing : FaultKind.NotNumber, cost);
        }

        if (_projects.Add("project_id", Field("project_id").ToString(), Field("name").ToString()) is not null)
        {
            _costs.Add(cost.ToString());
        }
    }

    private void BeginVotes()
    {
        _voteType = _about.Of("vote_type").ToLowerInvariant();
        if (_voteType is not ("approval" or "choose-1" or "ordinal" or "cumulative" or "scoring"))
        {
            var kind = _voteType.Length == 0 ? FaultKind.Missing : FaultKind.NotOneOf;
            _lines.Stop("vote_type", kind, _voteType, "approval, choose-1, ordinal, cumulative, scoring");
        }

        if (_projects.Count == 0)
        {
            _lines.Stop("PROJECTS", FaultKind.Missing);
        }
    }

    private void Vote()
    {
        if (_columns.ContainsKey("voter_id") && !_voters.Add(FingerprintOf(Field("voter_id"))))
        {
            _lines.Notice("voter_id", FaultKind.Repeated, Field("voter_id").ToString());
        }

        _ballot.Begin();
        _written.Clear();
        if (_columns["vote"] >= _row.Count)
        {
            Spoil("vote", FaultKind.Missing, default, "");
            return;
        }

        var rest = Field("vote");
        while (!rest.IsEmpty)
        {
            var comma = rest.IndexOf(',');
            var id = (comma < 0 ? rest : rest[..comma]).Trim();
            rest = comma < 0 ? default : rest[(comma + 1)..];
            Name(id);
        }

        if (_voteType == "choose-1" && _ballot.Places.Length > 1)
        {
            Spoil("vote", FaultKind.NotAsMany, Field("vote"), "1");
        }

        Cast();
    }

    /// <summary>
    /// To approve twice says no more than to approve once, and points that were shared out can be added; a score or a rank given twice says two things.
    /// </summary>
    private void Name(ReadOnlySpan<char> id)
    {
        var project = _projects.Find("vote", id);
        var at = project is { } place && _voteType is ("approval" or "choose-1" or "cumulative") ? _ballot.Places.IndexOf(place) : -1;
        if (at >= 0)
        {
            _lines.Notice("vote", HasPoints ? FaultKind.PointsAdded : FaultKind.CountedOnce, id.ToString());
        }
        else
        {
            _ballot.Add(project, sharesRank: false, "vote", id);
        }

        _written.Add(at >= 0 ? at : _ballot.Places.Length - 1);
    }

    /// <summary>Tells a million voters apart without keeping their ids (FNV-1a); two with one fingerprint would be a note too many and nothing worse.</summary>
    private static ulong FingerprintOf(ReadOnlySpan<char> id)
    {
        var fingerprint = 14695981039346656037UL;
        foreach (var letter in id)
        {
            fingerprint = unchecked((fingerprint ^ letter) * 1099511628211UL);
        }

        return fingerprint;
    }

    private void Spoil(string field, FaultKind kind, ReadOnlySpan<char> found, string expected)
    {
        _lines.Fault(field, kind, found, expected);
        _ballot.Spoil();
    }

    private void Cast()
    {
        _points.Clear();
        if (HasPoints && _ballot.IsSound)
        {
            Points(Field("points"));
        }

        if (!_ballot.IsSound)
        {
            return;
        }

        if (_voteType == "ordinal")
        {
            _rankings.Add(Ranking.Of(_ballot.Places));
            for (var place = 0; place < _ballot.Places.Length; place++)
            {
                _points.Add(_ballot.Places.Length - place);
            }
        }

        _marks.Add(HasPoints || _voteType == "ordinal"
            ? Marks.Of(_ballot.Places, CollectionsMarshal.AsSpan(_points))
            : Marks.Approving(_ballot.Places));
    }

    private void Points(ReadOnlySpan<char> field)
    {
        CollectionsMarshal.SetCount(_points, _ballot.Places.Length);
        CollectionsMarshal.AsSpan(_points).Clear();
        var given = 0;
        for (var rest = field; !rest.IsEmpty; given++)
        {
            var comma = rest.IndexOf(',');
            var text = (comma < 0 ? rest : rest[..comma]).Trim();
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (Numbers.IsDecimal(text, out var places) && places == 0)
            {
                text = text.IndexOf('.') is var point and > 0 ? text[..point] : text;
            }

            var at = given < _written.Count ? _written[given] : -1;
            var before = at < 0 ? 0 : _points[at];
            if (_lines.Whole("points", text, 0, CountingLimits.MaxMark - before) is not { } points)
            {
                _ballot.Spoil();
                return;
            }

            if (at >= 0)
            {
                _points[at] = before + points;
            }
        }

        if (given != _written.Count)
        {
            Spoil("points", FaultKind.NotAsMany, field, _written.Count.ToString(CultureInfo.InvariantCulture));
        }
    }

    private ElectionFile Finish()
    {
        var budget = _about.Of("budget");
        if (!Numbers.IsDecimal(budget, out _) || budget[0] == '-')
        {
            _lines.Fault("budget", budget.Length == 0 ? FaultKind.Missing : FaultKind.NotNumber, budget);
        }

        var threshold = _about.Of("min_project_score_threshold");
        var minScore = threshold.Length == 0 ? 0 : _lines.Whole("min_project_score_threshold", threshold);
        _lines.ThrowIfFaulty();
        var places = _costs.Append(budget).Max(amount => Numbers.IsDecimal(amount, out var more) ? more : 0);
        var amounts = _costs.Append(budget).Select(amount => Numbers.Scaled(amount, places)).ToList();
        if (amounts.Aggregate(BigInteger.Add) > CountingLimits.MaxAmount)
        {
            _lines.Stop("cost", FaultKind.TooLarge, $"{amounts.Max()}", $"{CountingLimits.MaxAmount}");
        }

        var ballots = _marks.Open(_projects.All);
        Compare("num_projects", _projects.Count);
        Compare("num_votes", ballots.Total);
        return new ElectionFile
        {
            Format = ElectionFormat.Pabulib,
            Title = _about.Of("description"),
            Candidates = _projects.All,
            Marks = ballots,
            Rankings = _voteType == "ordinal" ? _rankings.Open(_projects.All) : null,
            Rule = _about.Of("rule"),
            About = _about.All,
            Notices = _lines.Notices,
            Budget = new BudgetElection(
                [.. _projects.All.Select((project, place) => new Project(project.Id, project.Name, (long)amounts[place]))],
                (long)amounts[^1],
                (long)BigInteger.Pow(10, places),
                HasPoints ? BudgetVote.Points : _voteType == "ordinal" ? BudgetVote.Ranking : BudgetVote.Approval,
                ballots,
                minScore!.Value),
        };
    }

    private void Compare(string key, long held)
    {
        if (_about.Of(key) is { Length: > 0 } said && said != held.ToString(CultureInfo.InvariantCulture))
        {
            _lines.Notice(key, FaultKind.HeadingDiffers, said, held.ToString(CultureInfo.InvariantCulture));
        }
    }
}
