using Microsoft.Extensions.Time.Testing;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests;

public sealed class SessionFileTests : IDisposable
{
    private static readonly Uri Server = new("http://localhost:5000");
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-sessions-").FullName;
    private readonly FakeTimeProvider _clock = new(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    private CancellationToken Cancel { get; } = TestLimit.Of(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private SessionFile Sessions => new(_folder, Server);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Who_signs_in_with_one_program_is_signed_in_with_the_next_until_signing_out()
    {
        await using var server = await FakeServer.StartAsync();
        await using var first = Connect(server);
        await first.SignInAsync("wang", "right", Cancel);

        await using (var second = Connect(server))
        {
            Assert.Equal("wang", (await second.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel)).UserName);
            await second.SignOutAsync(cancellationToken: Cancel);
        }

        await using var third = Connect(server);
        Assert.Null(third.Session);
    }

    [Fact]
    public async Task Programs_that_run_side_by_side_renew_a_session_once()
    {
        await using var server = await FakeServer.StartAsync();
        server.Identity.ExpiresAt = _clock.GetUtcNow().AddMinutes(10);
        await using var first = Connect(server);
        await first.SignInAsync("wang", "right", Cancel);
        await using var second = Connect(server);
        _clock.Advance(TimeSpan.FromMinutes(20));
        server.Identity.ExpiresAt = _clock.GetUtcNow().AddMinutes(10);

        await Task.WhenAll(new[] { first, second }.Select(client => client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel).ResponseAsync));

        Assert.Equal(1, server.Identity.Refreshes);
        Assert.Equal(("access-2", "access-2"), (first.Session?.AccessToken, second.Session?.AccessToken));
    }

    [Fact]
    public async Task A_token_that_the_server_no_longer_takes_is_renewed_though_the_file_holds_it_still()
    {
        await using var server = await FakeServer.StartAsync();
        server.Identity.ExpiresAt = _clock.GetUtcNow().AddMinutes(10);
        await using var client = Connect(server);
        await client.SignInAsync("wang", "right", Cancel);
        var refused = 0;
        server.Identity.Me = _ => refused++ == 0 ? throw FakeServer.TokenEnded() : new Me { UserName = "wang" };

        await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);

        Assert.Equal(1, server.Identity.Refreshes);
    }

    [Fact]
    public async Task A_program_does_not_become_somebody_else_who_signs_in_beside_it()
    {
        await using var server = await FakeServer.StartAsync();
        server.Identity.ExpiresAt = _clock.GetUtcNow().AddMinutes(10);
        await using var mine = Connect(server);
        await mine.SignInAsync("wang", "right", Cancel);
        await using var theirs = Connect(server);
        theirs.UseSession(new Session { Account = "accounts/2", AccessToken = "access-9", RefreshToken = "refresh-9" });

        _clock.Advance(TimeSpan.FromMinutes(20));
        server.Identity.ExpiresAt = _clock.GetUtcNow().AddMinutes(10);
        await mine.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);

        Assert.Equal(("accounts/1", "access-2"), (mine.Session?.Account, mine.Session?.AccessToken));
        await mine.SignOutAsync(cancellationToken: Cancel);
        await using var later = Connect(server);
        Assert.Equal("accounts/2", later.Session?.Account);
    }

    private NeighborhoodClient Connect(FakeServer server) => server.Connect(options =>
    {
        options.TimeProvider = _clock;
        options.Sessions = Sessions;
    });
}
