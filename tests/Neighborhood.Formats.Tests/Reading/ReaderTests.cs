using Neighborhood.Formats.Tests.Elections;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats.Tests.Reading;

/// <summary>Files as they come: other line ends, quotes, comments, odd spacing, and what is wrong with them.</summary>
public sealed class ReaderTests
{
    private const string Budget = "META\nkey;value\nbudget;100\nvote_type;approval\nrule;greedy\n";

    private const string Points = "META\nkey;value\nvote_type;cumulative\nbudget;1\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvote;points\n";

    private const string Ranks = "META\nkey;value\nvote_type;ordinal\nbudget;1\nPROJECTS\nproject_id;cost\na;1\nb;1\nVOTES\nvote\n";

    [Fact]
    public void A_mark_at_the_beginning_and_other_line_ends_change_nothing()
    {
        var text = Budget + "PROJECTS\nproject_id;cost;name\na;60;A\nb;50;B\nVOTES\nvoter_id;vote\n1;a,b\n2;b\n3;\n";
        var plain = Read(text, "pb");
        var odd = Read("\uFEFF" + text.Replace("\n", "\r\n\r\n", StringComparison.Ordinal), "pb");
        Assert.Equal(3, odd.Budget!.Ballots.Total);
        Assert.Equal(plain.Budget!.Scores(), odd.Budget.Scores());
        Assert.Equal([1, 2], odd.Budget.Scores());
    }

    [Fact]
    public void A_quoted_field_may_hold_semicolons_quotation_marks_and_line_ends()
    {
        var file = Read(Budget + "PROJECTS\nproject_id;cost;name\na;60;\"one; \"\"two\"\"\nthree\"\nVOTES\nvoter_id;vote\n1;a\n", "pb");
        Assert.Equal("one; \"two\" three", file.Candidates[0].Name);
    }

    [Fact]
    public void Costs_with_cents_stay_exact()
    {
        var file = Read(Budget.Replace("100", "100.50", StringComparison.Ordinal) + "PROJECTS\nproject_id;cost\na;60.05\nVOTES\nvote\na\n", "pb");
        Assert.Equal((10050L, 6005L, 100L), (file.Budget!.Budget, file.Budget.Projects[0].Cost, file.Budget.Units));
    }

    [Theory]
    [InlineData("pb", Budget + "PROJECTS\nproject_id;cost\na;x\nVOTES\nvote\na\n", 8, "cost", FaultKind.NotNumber)]
    [InlineData("pb", Budget + "PROJECTS\nproject_id;cost\na;1\na;2\nVOTES\nvote\na\n", 9, "project_id", FaultKind.Repeated)]
    [InlineData("pb", Budget + "PROJECTS\nproject_id;cost\na;1\nVOTES\nvote\nz\n", 11, "vote", FaultKind.Unknown)]
    [InlineData("pb", Ranks + "a,b,a\n", 11, "vote", FaultKind.Repeated)]
    [InlineData("pb", Points + "a,a;1,1000000\n", 10, "points", FaultKind.TooLarge)]
    [InlineData("pb", Budget + "PROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a\n2\n", 12, "vote", FaultKind.Missing)]
    [InlineData("pb", Budget + "PROJECTS\nproject_id;cost;name\na;1;\"A\nb;1;B\nVOTES\nvote\na\n", 8, "field", FaultKind.NotClosed)]
    [InlineData("pb", "", 1, "file", FaultKind.Empty)]
    [InlineData("abif", "\n \n", 1, "file", FaultKind.Empty)]
    [InlineData("soi", "# NUMBER ALTERNATIVES: 2\n3: 1,\0\n", 2, "line", FaultKind.NotText)]
    [InlineData("pb", Budget + "PROJECTS\nproject_id\na\n", 7, "cost", FaultKind.Missing)]
    [InlineData("pb", "META\nkey;value\nbudget;1\nvote_type;yes\nPROJECTS\nproject_id;cost\na;1\nVOTES\n", 8, "vote_type", FaultKind.NotOneOf)]
    [InlineData("pb", Points + "a;1,2\n", 10, "points", FaultKind.NotAsMany)]
    [InlineData("soi", "# NUMBER ALTERNATIVES: 2\n3: 1,9\n", 2, "ballot", FaultKind.Unknown)]
    [InlineData("soi", "# NUMBER ALTERNATIVES: 2\nx: 1,2\n", 2, "count", FaultKind.NotWhole)]
    [InlineData("soc", "# NUMBER ALTERNATIVES: 2\n3: 1\n", 2, "ballot", FaultKind.Incomplete)]
    [InlineData("soi", "# NUMBER ALTERNATIVES: 2\n3: {1,2}\n", 2, "ballot", FaultKind.SharedRank)]
    [InlineData("toi", "# NUMBER ALTERNATIVES: 2\n3: {1,2\n", 2, "ballot", FaultKind.NotClosed)]
    [InlineData("blt", "2 1\n1 1 3 0\n0\n\"A\"\n\"B\"\n\"T\"\n", 2, "ballot", FaultKind.Unknown)]
    [InlineData("blt", "2 1\n1 1 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n", 2, "ballot", FaultKind.Repeated)]
    [InlineData("blt", "2 1\n1.5 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n", 2, "weight", FaultKind.NotWhole)]
    [InlineData("blt", "2 1\n1 1 2\n2 1 0\n0\n", 2, "ballot", FaultKind.NotEnded)]
    [InlineData("blt", "2 1\n1 1 2 0\n\"A\"\n\"B\"\n", 3, "ballots", FaultKind.MissingEnd)]
    [InlineData("blt", "2\n1\n1 1 2 0\n0\n", 1, "seats", FaultKind.Missing)]
    [InlineData("blt", "2 1\n-1 -2\n1 1 2 0\n0\n", 2, "withdrawn", FaultKind.NobodyStands)]
    [InlineData("blt", "2 1\n-2 1 0\n0\n", 2, "weight", FaultKind.NotWhole)]
    [InlineData("blt", "2 1\n1 1 0\n0 1 0\n0\n", 3, "weight", FaultKind.NotWhole)]
    [InlineData("abif", "3:A>B>A\n", 1, "ballot", FaultKind.Repeated)]
    [InlineData("abif", "3:A>[B\n", 1, "ballot", FaultKind.NotClosed)]
    [InlineData("abif", "3:A>>B\n", 1, "ballot", FaultKind.NotUnderstood)]
    [InlineData("abif", "3:A/x\n", 1, "score", FaultKind.NotWhole)]
    [InlineData("abif", "hello\n", 1, "ballot", FaultKind.NotUnderstood)]
    public void A_bad_line_is_named_with_its_field(string ending, string text, long line, string field, FaultKind kind)
    {
        var fault = Assert.Throws<ElectionFileException>(() => Read(text, ending)).Faults[0];
        Assert.Equal((line, field, kind), (fault.Line, fault.Field, fault.Kind));
    }

    [Fact]
    public void Several_bad_lines_are_named_at_once()
    {
        var faults = Assert.Throws<ElectionFileException>(() => Read("1:A>A\n2:B>C\n3:C>C\n", "abif")).Faults;
        Assert.Equal([1, 3], faults.Select(fault => fault.Line));
    }

    [Fact]
    public void The_old_heading_of_PrefLib_is_read_as_the_new_one()
    {
        var old = Read("3\n1,Ann\n2,Bob\n3,Cid\n5,5,2\n3,1,{2,3}\n2,3\n", "toi");
        var now = Read("# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cid\n"
            + "3: 1,{2,3}\n2: 3\n", "toi");
        Assert.Equal(Written(now, "toi"), Written(old, "toi"));
    }

    [Fact]
    public void Withdrawn_candidates_are_passed_over()
    {
        var file = Read("3 1 # three for one\n-2\n4 2 1 0\n 3 3=1\n 0 2 - 3 0\n0\n\"Ann A\"\n\"Bob\"\n\"Cid\"\n\"Chair\"\n", "blt").Standing();
        Assert.Equal(["1", "3"], file.Candidates.Select(candidate => candidate.Id));
        Assert.Equal([4, 2], Plurality.Count(file.AsRankings(), 1, TieRule.ById(file.Candidates)).Totals);
    }

    [Fact]
    public void Names_scores_and_blank_ballots_of_ABIF_are_read()
    {
        var file = Read("""
            {title: "Lunch # today"}
            # comment
            2:[Bob Kiss]/5 , "C D"/0   # trailing
            3: Ann>B=[C D]
            4:
            =B:[Bob Kiss]
            =Ann:[Ann #1]
            """, "abif");
        Assert.Equal("Lunch # today", file.Title);
        Assert.Equal(9, file.AsRankings().Total);
        Assert.Equal(["C D", "Ann", "B"], file.Candidates.Select(candidate => candidate.Id));
        Assert.Equal("Ann #1", file.Candidates[1].Name);
        Assert.Equal([0, 0, 10], Scoring.Count(file.AsMarks(), 1, TieRule.ById(file.Candidates)).Totals);
    }

    [Theory]
    [InlineData("ranked/burlington2009.abif", "abif")]
    [InlineData("ranked/burlington2009.abif", "blt")]
    [InlineData("ranked/burlington2009.abif", "toi")]
    [InlineData("ranked/debian/preflib-00002-00000001.soi", "soi")]
    [InlineData("pb/Poland_Wieliczka_2023_Green_Budget.pb", "pb")]
    [InlineData("pb/Poland_Krakow_2022_Czyzyny.pb", "pb")]
    [InlineData("pb/Switzerland_Zurich_D5.pb", "pb")]
    public void What_was_written_is_read_again_as_it_was(string path, string ending)
    {
        var file = Manifest.Election(path);
        var again = Read(Written(file, ending), ending);
        Assert.Equal(Written(file, ending), Written(again, ending));
        Assert.Equal(file.AsRankings().Ballots.Select(one => (one.Ballot, one.Count)), again.AsRankings().Ballots.Select(one => (one.Ballot, one.Count)));
        Assert.Equal(file.Budget?.Scores(), again.Budget?.Scores());
    }

    [Fact]
    public void A_format_that_would_lose_something_is_not_offered()
    {
        var ranked = Manifest.Election("ranked/burlington2009.abif");
        Assert.False(ElectionFiles.CanWrite(ranked, "pb"));
        Assert.False(ElectionFiles.CanWrite(ranked, "soi"));
        Assert.True(ElectionFiles.CanWrite(ranked, "toi"));
    }

    private static string Written(ElectionFile file, string ending)
    {
        using var text = new StringWriter();
        ElectionFiles.Write(file, text, ending);
        return text.ToString();
    }

    private static ElectionFile Read(string text, string ending)
    {
        using var reader = new StringReader(text);
        return ElectionFiles.Read(reader, ending);
    }
}
