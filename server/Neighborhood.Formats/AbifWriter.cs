using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>Writes ABIF: scores where there are marks, and otherwise ranks.</summary>
internal static class AbifWriter
{
    public static void Write(ElectionFile file, TextWriter text)
    {
        RankingWriter.Line(text, $"{{version: \"0.1\"}}");
        if (file.Title.Length > 0)
        {
            RankingWriter.Line(text, $"{{title: \"{RankingWriter.OneLine(file.Title).Replace('"', '\'')}\"}}");
        }

        foreach (var candidate in file.Candidates)
        {
            RankingWriter.Line(text, $"={Token(candidate.Id)}:[{Bracketed(candidate.Name)}]");
        }

        foreach (var (count, ballot) in BallotsOf(file))
        {
            RankingWriter.Line(text, $"{count}:{ballot}");
        }
    }

    private static IEnumerable<(long Count, string Ballot)> BallotsOf(ElectionFile file) => file.Marks is { } marks
        ? marks.Ballots.Select(one => (one.Count, Scored(file, one.Ballot)))
        : file.AsRankings().Ballots.Select(one => (one.Count, string.Join('>', one.Ballot.Ranks.Select(rank => Ranked(file, rank)))));

    private static string Ranked(ElectionFile file, IEnumerable<int> rank) => string.Join('=', rank.Select(place => Token(file.Candidates[place].Id)));

    private static string Scored(ElectionFile file, Marks ballot) => string.Join(
        ',',
        Enumerable.Range(0, ballot.Count)
            .OrderByDescending(ballot.MarkAt)
            .Select(place => $"{Token(file.Candidates[ballot.Candidates[place]].Id)}/{ballot.MarkAt(place)}"));

    private static string Token(string id) =>
        id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? id : $"[{Bracketed(id)}]";

    // The format has no way to write its own closing bracket.
    private static string Bracketed(string name) => RankingWriter.OneLine(name).Replace('[', '(').Replace(']', ')');
}
