using System.Globalization;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>Writes rankings as PrefLib and BLT do, which both name candidates by number, from 1.</summary>
internal static class RankingWriter
{
    public static void WritePrefLib(ElectionFile file, TextWriter text, string kind)
    {
        var profile = file.AsRankings();
        Line(text, $"# TITLE: {OneLine(file.Title)}");
        Line(text, $"# DATA TYPE: {kind}");
        Line(text, $"# NUMBER ALTERNATIVES: {profile.Candidates.Count}");
        Line(text, $"# NUMBER VOTERS: {profile.Total}");
        Line(text, $"# NUMBER UNIQUE ORDERS: {profile.Ballots.Count}");
        foreach (var (place, candidate) in profile.Candidates.Index())
        {
            Line(text, $"# ALTERNATIVE NAME {place + 1}: {OneLine(candidate.Name)}");
        }

        foreach (var (ballot, count) in profile.Ballots)
        {
            Line(text, $"{count}: {string.Join(',', ballot.Ranks.Select(rank => rank.Count == 1 ? Number(rank[0]) : $"{{{Numbers(rank, ",")}}}"))}");
        }
    }

    public static void WriteBlt(ElectionFile file, TextWriter text)
    {
        var profile = file.AsRankings();
        Line(text, $"{profile.Candidates.Count} {file.Seats ?? 1}");
        if (file.Withdrawn.Count > 0)
        {
            Line(text, $"{string.Join(' ', file.Withdrawn.Select(place => "-" + Number(place)))}");
        }

        foreach (var (ballot, count) in profile.Ballots)
        {
            Line(text, $"{string.Join(' ', [$"{count}", .. ballot.Ranks.Select(rank => Numbers(rank, "=")), "0"])}");
        }

        Line(text, $"0");
        foreach (var name in profile.Candidates.Select(candidate => candidate.Name).Append(file.Title))
        {
            Line(text, $"\"{OneLine(name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }
    }

    /// <summary>A text without line ends, which these formats cannot hold.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>One line, ended as on every system.</summary>
    public static void Line(TextWriter text, FormattableString line)
    {
        text.Write(line.ToString(CultureInfo.InvariantCulture));
        text.Write('\n');
    }

    private static string Number(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);

    private static string Numbers(IEnumerable<int> rank, string between) => string.Join(between, rank.Select(Number));
}
