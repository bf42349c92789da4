using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class PostTests : IDisposable
{
    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Theory]
    [InlineData("12/15")]
    [InlineData("communities/lvyuanli/topics/12/posts/15")]
    public async Task A_post_is_named_by_two_numbers_or_in_full(string typed)
    {
        HidePostRequest? sent = null;
        _prompt.Server.On<HidePostRequest>("Discussions/HidePost", request =>
        {
            sent = request;
            return new Post { Name = request.Name, Hidden = true };
        });

        Assert.Equal(0, await _prompt.RunAsync("posts", "hide", typed, "--reason", "人身攻击", "--community", "lvyuanli"));
        Assert.Equal(("communities/lvyuanli/topics/12/posts/15", "人身攻击"), (sent?.Name, sent?.Reason));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("12/")]
    [InlineData("1/2/3")]
    public async Task One_number_alone_names_no_post(string typed)
    {
        Assert.Equal(2, await _prompt.RunAsync("posts", "hide", typed, "--reason", "人身攻击", "--community", "lvyuanli"));
        Assert.Contains("12/15", _prompt.Error, StringComparison.Ordinal);
        Assert.Empty(_prompt.Server.Calls);
    }
}
