using System.Text;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats.Tests.Reading;

/// <summary>Files as other software and other people write them, and files that are none.</summary>
public sealed class OddFileTests
{
    private const string Approvals = "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nb;4\nVOTES\nvoter_id;vote\n";

    [Fact]
    public void To_approve_a_project_twice_counts_once_and_is_noted()
    {
        var file = Read(Approvals + "1;a,b,a\n2;b\n", "pb");
        Assert.Equal([1, 2], file.Budget!.Scores());
        var notice = Assert.Single(file.Notices);
        Assert.Equal((11L, "vote", FaultKind.CountedOnce, "a"), (notice.Line, notice.Field, notice.Kind, notice.Found));
    }

    [Fact]
    public void Points_for_a_project_that_stands_in_a_vote_twice_are_added_and_noted()
    {
        var file = Read(Approvals.Replace("approval", "cumulative", StringComparison.Ordinal).Replace("vote\n", "vote;points\n", StringComparison.Ordinal)
            + "1;a,b,a;1,2,4\n", "pb");
        Assert.Equal([5, 2], file.Budget!.Scores());
        Assert.Equal([FaultKind.PointsAdded], file.Notices.Select(notice => notice.Kind));
    }

    [Theory]
    [InlineData("# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 0: x\n# ALTERNATIVE NAME 1: y\n# ALTERNATIVE NAME 2: z\n2: 2,0,1\n", "0 1 2")]
    [InlineData("# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: x\n# ALTERNATIVE NAME 2: y\n# ALTERNATIVE NAME 6: z\n2: 6,1,2\n", "1 2 6")]
    [InlineData("# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 2: y\n2: 3,1,2\n", "1 2 3")]
    public void Candidates_of_PrefLib_have_the_numbers_that_are_named(string text, string ids) =>
        Assert.Equal(ids, string.Join(' ', Read(text, "soc").Candidates.Select(candidate => candidate.Id)));

    [Theory]
    [InlineData("\"Ann\" \"Bob \"Bo\" Lee\"\n\"T\"\n", "Bob \"Bo\" Lee")]
    [InlineData("\"Ann\"\n\"Bob \"Bo\"\"\n\"T\"\n", "Bob \"Bo\"")]
    [InlineData("\"Ann\" # first\n\"O\"Neil #2 \" # second\n\"T\"\n", "O\"Neil #2 ")]
    [InlineData("\"Ann\"\n\"Bob \\\"Bo\\\" Lee\"\n\"T\"\n", "Bob \"Bo\" Lee")]
    public void A_name_of_BLT_may_hold_quotation_marks(string names, string second)
    {
        var file = Read("2 1\n1 2 1 0\n0\n" + names, "blt");
        Assert.Equal(["Ann", second], file.Candidates.Select(candidate => candidate.Name));
        Assert.Equal("T", file.Title);
        Assert.Empty(file.Notices);
    }

    [Fact]
    public void What_stands_after_the_title_of_BLT_is_noted()
    {
        var file = Read("1 1\n1 1 0\n0\n\"Ann\"\n\"T\"\n\"a source\"\n", "blt");
        var notice = Assert.Single(file.Notices);
        Assert.Equal((6L, FaultKind.AfterTitle, "\"a source\""), (notice.Line, notice.Kind, notice.Found));
        Assert.Equal("T", file.Title);
    }

    [Fact]
    public void A_whole_election_of_BLT_may_stand_on_one_line()
    {
        var file = Read("3 2 -2 3 1 3 0 4 3=1 - 2 0 0 \"Ann\" \"Bob\" \"Cid\" \"T\"", "blt").Standing();
        Assert.Equal(["1", "3"], file.Candidates.Select(candidate => candidate.Id));
        Assert.Equal(7, file.AsRankings().Total);
    }

    [Fact]
    public void More_seats_than_candidates_stand_are_noted()
    {
        var notice = Assert.Single(Read("3 3\n-1\n1 2 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n", "blt").Notices);
        Assert.Equal((1L, FaultKind.TooManySeats, "3", "2"), (notice.Line, notice.Kind, notice.Found, notice.Expected));
    }

    [Theory]
    [InlineData("3:A/5,B,C/2\n", "A>C>B")]
    [InlineData("3:A/5,B,C/-2\n", "A>B>C")]
    [InlineData("3:A*5,B*9\n", "B>A")]
    [InlineData("ABIF 1.0 {\"x\": 1}\n3:A,B\n", "A=B")]
    [InlineData("3:B>A: {\"precinct\": 51, \"county\": \"Bronx\"}\n", "B>A")]
    [InlineData("3 * B > A/1 : {\"precinct\": 51}\n", "B>A")]
    public void Scores_weights_and_what_is_said_of_a_ballot_are_read(string text, string ranking)
    {
        var file = Read(text, "abif");
        var ballot = Assert.Single(file.AsRankings().Ballots);
        Assert.Equal(3, ballot.Count);
        Assert.Equal(ranking, string.Join('>', ballot.Ballot.Ranks.Select(rank => string.Join('=', rank.Select(place => file.Candidates[place].Id).Order()))));
    }

    [Fact]
    public void Letters_that_are_not_UTF_8_are_noted_and_said_first_where_the_file_cannot_be_counted()
    {
        var latin = Encoding.Latin1.GetBytes("=A:[Raphaël]\n=B:[Zoë]\n2:A>B\n");
        Assert.Equal([(1L, FaultKind.NotUtf8)], Read(latin, "abif").Notices.Select(notice => (notice.Line, notice.Kind)));
        var twice = Assert.Throws<ElectionFileException>(() => Read(Encoding.Latin1.GetBytes("2:[é]>[è]\n"), "abif"));
        Assert.Equal([FaultKind.NotUtf8, FaultKind.Repeated], twice.Faults.Select(fault => fault.Kind));
    }

    [Theory]
    [InlineData("blt", "1", 1, FaultKind.TooLong)]
    [InlineData("pb", "META\nkey;value\nname;\"x", 3, FaultKind.TooLong)]
    [InlineData("pb", "META\nkey;value\nname;\"x\n", 3, FaultKind.NotClosed)]
    public void What_does_not_end_is_refused_before_it_is_read_to_the_end(string ending, string begin, long line, FaultKind kind)
    {
        using var endless = new Endless(begin);
        var fault = Assert.Throws<ElectionFileException>(() => ElectionFiles.Read(endless, ending)).Faults[0];
        Assert.Equal((line, kind), (fault.Line, fault.Kind));
        Assert.InRange(endless.Given, 1, 4 << 20);
    }

    [Theory]
    [InlineData(32_766)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(32_769)]
    public void Lines_are_the_same_wherever_they_are_cut_for_reading(int comment)
    {
        foreach (var end in new[] { "\r\n", "\n", "\r" })
        {
            var text = string.Join(end, $"#{new string('x', comment - 1)}", "", "2:A>B", "bad");
            var fault = Assert.Throws<ElectionFileException>(() => Read(text, "abif")).Faults[0];
            Assert.Equal((4L, "bad"), (fault.Line, fault.Found));
        }
    }

    private static ElectionFile Read(string text, string ending)
    {
        using var reader = new StringReader(text);
        return ElectionFiles.Read(reader, ending);
    }

    private static ElectionFile Read(byte[] bytes, string ending)
    {
        using var reader = new StreamReader(new MemoryStream(bytes));
        return ElectionFiles.Read(reader, ending);
    }

    /// <summary>A beginning, and its last letter for ever.</summary>
    private sealed class Endless(string begin) : TextReader
    {
        public long Given { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            for (var at = 0; at < count; at++, Given++)
            {
                buffer[index + at] = begin[(int)Math.Min(Given, begin.Length - 1)];
            }

            return count;
        }
    }
}
