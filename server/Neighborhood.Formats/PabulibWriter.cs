using System.Globalization;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats;

/// <summary>Writes Pabulib's <c>.pb</c>. Voters get numbers: who cast which ballot is not in a profile.</summary>
internal static class PabulibWriter
{
    private static readonly string[] Counted = ["key", "num_projects", "num_votes", "budget", "vote_type", "rule", "min_project_score_threshold"];

    public static void Write(ElectionFile file, TextWriter text)
    {
        var election = file.Budget!;
        Heading(file, election, text);
        var support = Approval.Of(election.Ballots);
        var scores = election.Scores();
        RankingWriter.Line(text, $"PROJECTS\nproject_id;cost;votes;score;name");
        foreach (var (place, project) in election.Projects.Index())
        {
            RankingWriter.Line(
                text, $"{Field(project.Id)};{Numbers.Unscaled(project.Cost, election.Units)};{support[place]};{scores[place]};{Field(project.Name)}");
        }

        RankingWriter.Line(text, $"VOTES\nvoter_id;vote{(election.Vote == BudgetVote.Points ? ";points" : "")}");
        long voter = 0;
        foreach (var (ballot, count) in election.Ballots.Ballots)
        {
            var vote = VoteOf(election, ballot);
            for (var i = 0L; i < count; i++)
            {
                RankingWriter.Line(text, $"{++voter};{vote}");
            }
        }
    }

    private static void Heading(ElectionFile file, BudgetElection election, TextWriter text)
    {
        RankingWriter.Line(text, $"META\nkey;value");
        foreach (var (key, value) in file.About.Where(pair => file.Format == ElectionFormat.Pabulib && !Counted.Contains(pair.Key)))
        {
            RankingWriter.Line(text, $"{Field(key)};{Field(value)}");
        }

        RankingWriter.Line(text, $"num_projects;{election.Projects.Count}");
        RankingWriter.Line(text, $"num_votes;{election.Ballots.Total}");
        RankingWriter.Line(text, $"budget;{Numbers.Unscaled(election.Budget, election.Units)}");
        RankingWriter.Line(text, $"vote_type;{election.Vote switch { BudgetVote.Points => "cumulative", BudgetVote.Ranking => "ordinal", _ => "approval" }}");
        if (file.Rule.Length > 0)
        {
            RankingWriter.Line(text, $"rule;{Field(file.Rule)}");
        }

        if (election.MinScore > 0)
        {
            RankingWriter.Line(text, $"min_project_score_threshold;{election.MinScore}");
        }
    }

    private static string VoteOf(BudgetElection election, Marks ballot)
    {
        var order = Enumerable.Range(0, ballot.Count).OrderByDescending(ballot.MarkAt).ToList();
        var vote = Field(string.Join(',', order.Select(place => election.Projects[ballot.Candidates[place]].Id)));
        return election.Vote == BudgetVote.Points
            ? $"{vote};{string.Join(',', order.Select(place => ballot.MarkAt(place).ToString(CultureInfo.InvariantCulture)))}"
            : vote;
    }

    private static string Field(string value)
    {
        var line = RankingWriter.OneLine(value);
        return line.Contains(';', StringComparison.Ordinal) || line.StartsWith('"') ? $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : line;
    }
}
