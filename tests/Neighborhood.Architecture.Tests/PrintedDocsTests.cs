using Neighborhood.Server.Hosting;

namespace Neighborhood.Architecture.Tests;

public sealed class PrintedDocsTests
{
    [Fact]
    public void The_document_of_access_is_printed_from_the_table() => Recorded.AssertCurrent("docs/access.md", PrintedDocs.Access());

    [Fact]
    public void The_document_of_refusals_is_printed_from_the_table() => Recorded.AssertCurrent("docs/errors.md", PrintedDocs.Errors(ErrorTable.Rows));

    [Fact]
    public void The_document_of_operations_tells_every_option_with_its_default()
    {
        var document = House.Read("docs/operations.md");
        var rows = typeof(ServerOptions).GetProperties().Select(option => Row(option.Name, option.GetValue(new ServerOptions())));

        Assert.All(rows, row => Assert.Contains(row, document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_of_a_document_leads_somewhere() => House.AssertNone(House.Files("", ".md").SelectMany(file => Links.Broken(file, House.Read(file))));

    [Fact]
    public void A_planted_broken_link_is_reported() =>
        Assert.Equal(["docs/planted.md leads to gone.md, which is not there."],
            Links.Broken("docs/planted.md", "[a](../README.md#b) [b](gone.md) [c](https://x/y)"));

    private static string Row(string option, object? standard) =>
        $"| `Neighborhood:{option}` | {(standard is null or "" ? "empty" : $"`{standard}`")} |";
}
