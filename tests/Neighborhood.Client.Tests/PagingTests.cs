using System.Reflection;
using Google.Protobuf.Reflection;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests;

public sealed class PagingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_pages_are_one_sequence()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var asked = new List<ListTopicsRequest>();
        server.Discussions.OnListTopics = request =>
        {
            asked.Add(request);
            var page = request.PageToken.Length;
            var answer = new ListTopicsResponse { NextPageToken = page < 2 ? request.PageToken + "x" : "" };

            // A page may be empty and yet not the last.
            answer.Topics.Add(page == 1 ? [] : new[] { new Topic { Title = $"{page}a" }, new Topic { Title = $"{page}b" } });
            return answer;
        };
        var request = new ListTopicsRequest { Parent = "communities/xihu", PageSize = 2 };

        var titles = await client.Discussions.ListAllTopicsAsync(request, Cancel).Select(topic => topic.Title).ToListAsync(Cancel);

        Assert.Equal(["0a", "0b", "2a", "2b"], titles);
        Assert.Equal(["", "x", "xx"], asked.Select(page => page.PageToken));
        Assert.All(asked, page => Assert.Equal(("communities/xihu", 2), (page.Parent, page.PageSize)));
        Assert.Equal("", request.PageToken);
    }

    [Fact]
    public async Task A_page_is_fetched_only_when_it_is_needed()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var calls = 0;
        server.Discussions.OnListTopics = _ =>
        {
            calls++;
            return new ListTopicsResponse { Topics = { new Topic() }, NextPageToken = "more" };
        };

        await client.Discussions.ListAllTopicsAsync(new ListTopicsRequest(), Cancel).FirstAsync(Cancel);

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Entries_are_read_to_the_end_of_the_tree()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        server.Audit.OnListEntries = request =>
        {
            var count = (int)Math.Min(3, 8 - request.FromSequence);
            var answer = new ListEntriesResponse { NextSequence = request.FromSequence + count };
            answer.Entries.Add(Enumerable.Range(0, count).Select(place => new LedgerEntry { Sequence = request.FromSequence + place }));
            return answer;
        };

        var sequences = await client.Audit.ListAllEntriesAsync(new ListEntriesRequest { FromSequence = 1 }, Cancel)
            .Select(entry => entry.Sequence).ToListAsync(Cancel);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], sequences);
    }

    [Fact]
    public void Every_paged_list_of_the_contract_can_be_walked()
    {
        ServiceDescriptor[] services =
            [Identity.Descriptor, Communities.Descriptor, Discussions.Descriptor, Proposals.Descriptor, Polls.Descriptor, Audit.Descriptor,
                Operations.Descriptor];
        var paged = services.SelectMany(service => service.Methods)
            .Where(method => method.OutputType.FindFieldByName("next_page_token") is not null)
            .Select(method => method.Name.Replace("List", "ListAll", StringComparison.Ordinal) + "Async");

        var walks = typeof(PagingExtensions).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).ToHashSet();

        Assert.NotEmpty(paged);
        Assert.All(paged, name => Assert.Contains(name, walks));
    }
}
