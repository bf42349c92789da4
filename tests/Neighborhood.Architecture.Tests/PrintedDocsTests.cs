namespace Neighborhood.Architecture.Tests;

public sealed class PrintedDocsTests
{
    [Fact]
    public void The_document_of_access_is_printed_from_the_table() => Recorded.AssertCurrent("docs/access.md", PrintedDocs.Access());
}
