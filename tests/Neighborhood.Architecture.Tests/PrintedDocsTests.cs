using Grpc.Core;
using Neighborhood.Domain.Access;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Architecture.Tests;

public sealed class PrintedDocsTests
{
    [Fact]
    public void The_document_of_access_is_printed_from_the_table() => Recorded.AssertCurrent("docs/access.md", PrintedDocs.Access(AccessTable.Rows));

    [Fact]
    public void The_document_of_refusals_is_printed_from_the_table() => Recorded.AssertCurrent("docs/errors.md", PrintedDocs.Errors(ErrorTable.Rows));

    [Fact]
    public void A_planted_stale_document_is_reported()
    {
        Assert.Null(Recorded.Problem("docs/planted.md", "as printed", "as printed"));
        Assert.StartsWith("docs/planted.md is stale.", Recorded.Problem("docs/planted.md", "as it was", "as printed"), StringComparison.Ordinal);
        Assert.StartsWith("docs/planted.md is stale.", Recorded.Problem("docs/planted.md", null, "as printed"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_planted_change_of_a_table_changes_one_row_of_its_document()
    {
        var access = AccessTable.Rows.ToDictionary();
        access["Polls.CastBallot"] = Roles.Operator;
        Assert.Equal(["| CastBallot | operator |"], Added(PrintedDocs.Access(AccessTable.Rows), PrintedDocs.Access(access)));

        var errors = ErrorTable.Rows.ToDictionary();
        errors[ErrorReason.StorageUnavailable] = (StatusCode.DataLoss, "");
        var row = Assert.Single(Added(PrintedDocs.Errors(ErrorTable.Rows), PrintedDocs.Errors(errors)));
        Assert.StartsWith("| STORAGE_UNAVAILABLE | DataLoss | ", row, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_of_operations_tells_every_option_with_its_default()
    {
        var document = House.Read("docs/operations.md");
        var rows = typeof(ServerOptions).GetProperties().Where(option => option.PropertyType != typeof(WitnessOptions))
            .Select(option => Row(option.Name, option.GetValue(new ServerOptions())))
            .Concat(typeof(WitnessOptions).GetProperties().Select(option => Row("Witness:" + option.Name, option.GetValue(new WitnessOptions()))));

        House.AssertNone(Untold(document, rows));
    }

    [Theory]
    [InlineData("Port", 80, "| `Neighborhood:Port` | `80` |")]
    [InlineData("Name", "other", "| `Neighborhood:Name` | `other` |")]
    [InlineData("Name", null, "| `Neighborhood:Name` | empty |")]
    public void A_planted_option_that_is_told_wrongly_or_not_at_all_is_reported(string option, object? standard, string row) =>
        Assert.Equal([row], Untold("| `Neighborhood:Port` | `8080` | `Neighborhood:Name` | `mine` |", [Row(option, standard)]));

    [Fact]
    public void Every_link_of_a_document_leads_somewhere() => House.AssertNone(House.Files("", ".md").SelectMany(file => Links.Broken(file, House.Read(file))));

    [Fact]
    public void A_planted_broken_link_is_reported() =>
        Assert.Equal(["docs/planted.md leads to gone.md, which is not there."],
            Links.Broken("docs/planted.md", "[a](../README.md#b) [b](gone.md) [c](https://x/y)"));

    private static IEnumerable<string> Untold(string document, IEnumerable<string> rows) =>
        rows.Where(row => !document.Contains(row, StringComparison.Ordinal));

    private static IEnumerable<string> Added(string before, string after) => after.Split('\n').Except(before.Split('\n'));

    private static string Row(string option, object? standard) =>
        $"| `Neighborhood:{option}` | {(standard is null or "" ? "empty" : $"`{standard}`")} |";
}
