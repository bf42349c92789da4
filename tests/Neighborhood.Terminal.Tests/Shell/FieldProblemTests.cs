using System.Text.RegularExpressions;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Shell;

public sealed partial class FieldProblemTests
{
    private static readonly FieldProblem[] Known = [.. Enum.GetValues<FieldProblem>().Where(problem => problem != FieldProblem.Unspecified)];

    [Fact]
    public void Every_problem_of_a_field_has_a_sentence_in_both_languages() => Assert.Empty(Silent(Known));

    [Fact]
    public void A_planted_problem_without_a_sentence_is_reported() =>
        Assert.Equal(["FieldProblem_999 in zh-Hans", "FieldProblem_999 in en"], Silent([FieldProblem.Required, (FieldProblem)999]));

    [Fact]
    public void The_sentences_name_the_same_figures_in_both_languages() =>
        Assert.All(Known, problem => Assert.Equal(
            Figures(Words.Chinese[FieldProblems.KeyOf(problem)]).Order(), Figures(Words.English[FieldProblems.KeyOf(problem)]).Order()));

    [Fact]
    public void A_problem_is_said_in_the_language_spoken_with_its_figures()
    {
        var refused = Refused(new FieldViolation("title", "At most 80 characters.") { Problem = FieldProblem.TooManyCharacters }, ("max", "80"));

        Assert.Equal("最多 80 个字符。", Refusals.Explain(refused, Words.Chinese));
        Assert.Equal("At most 80 characters.", FieldProblems.Explain(refused.Fields[0], refused, Words.English));
    }

    [Theory]
    [InlineData(FieldProblem.TooLate, "latest", @"最晚到 202[67]-\d\d-\d\d \d\d:\d\d。")]
    [InlineData(FieldProblem.NotLater, "held", @"已经保存到 202[67]-\d\d-\d\d \d\d:\d\d，只能更晚。")]
    public void A_time_among_the_figures_is_said_as_a_time(FieldProblem problem, string figure, string said)
    {
        var refused = Refused(new FieldViolation("closes_at", "time") { Problem = problem }, (figure, "1798761600000000"));

        Assert.Matches(said, Refusals.Explain(refused, Words.Chinese));
    }

    [Fact]
    public void A_field_of_another_refusal_is_explained_by_its_reason_and_not_in_the_servers_English()
    {
        var field = new FieldViolation("name", "There is no such thing, or it is not yours to know of. Check the name.");
        var refused = FakeCalls.Refusal(ErrorReason.NotFound, null, field);

        Assert.Equal(Words.Chinese["ErrorReason_NotFound"], FieldProblems.Explain(field, refused, Words.Chinese));
    }

    private static RefusedException Refused(FieldViolation field, params (string Key, string Value)[] figures) => new(
        new Status(StatusCode.InvalidArgument, "refused"), [], ErrorReason.InvalidField, [field], null, figures.ToDictionary(one => one.Key, one => one.Value));

    private static IEnumerable<string> Silent(IEnumerable<FieldProblem> problems) =>
        from problem in problems
        from words in new[] { Words.Chinese, Words.English }
        where string.IsNullOrWhiteSpace(words.Find(FieldProblems.KeyOf(problem)))
        select $"{FieldProblems.KeyOf(problem)} in {words.Language}";

    private static IEnumerable<string> Figures(string sentence) => Figure().Matches(sentence).Select(match => match.Value);

    [GeneratedRegex("{[a-z]+}")]
    private static partial Regex Figure();
}
