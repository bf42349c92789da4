using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private CancellationToken Cancel { get; } = TestLimit.Of(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Signing_in_gives_every_call_its_token()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        Session? told = null;
        client.SessionChanged += (_, change) => told = change.Session;

        await client.SignInAsync("wang", "right", Cancel);
        var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);

        Assert.Equal("wang", me.UserName);
        Assert.Equal("access-1", told?.AccessToken);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_leaves_the_session_that_was()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => client.SignInAsync("wang", "wrong", Cancel));

        Assert.Equal(ErrorReason.WrongCredentials, refusal.Reason);
        Assert.Equal("access-1", client.Session?.AccessToken);
        Assert.Equal([null, null], server.Identity.TokensAtSignIn);
    }

    [Fact]
    public async Task An_account_is_made_without_a_token_and_joined_with_one()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();

        await client.RedeemInvitationAsync("ABCD", "wang", "right", Cancel);
        await client.JoinAsync("EFGH", Cancel);

        Assert.Equal([null, "access-1"], server.Identity.TokensAtSignIn);
        Assert.Equal("access-2", client.Session?.AccessToken);
    }

    [Fact]
    public async Task A_call_that_needs_no_token_sends_none()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);

        await client.Identity.SignInAsync(new SignInRequest { UserName = "wang", Password = "right" }, cancellationToken: Cancel);

        Assert.Equal([null, null], server.Identity.TokensAtSignIn);
    }

    [Fact]
    public async Task A_token_is_renewed_ahead_of_its_expiry()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.TimeProvider = clock);
        server.Identity.ExpiresAt = Noon.AddMinutes(10);
        await client.SignInAsync("wang", "right", Cancel);

        clock.Advance(TimeSpan.FromMinutes(9));
        await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        Assert.Equal(0, server.Identity.Refreshes);

        server.Identity.ExpiresAt = Noon.AddMinutes(20);
        clock.Advance(TimeSpan.FromSeconds(45));
        await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        Assert.Equal(1, server.Identity.Refreshes);
        Assert.Equal("access-2", client.Session?.AccessToken);
    }

    [Fact]
    public async Task However_many_calls_need_a_new_token_it_is_asked_for_once()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.TimeProvider = clock);
        server.Identity.ExpiresAt = Noon.AddMinutes(10);
        await client.SignInAsync("wang", "right", Cancel);
        var asked = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        server.Identity.BeforeRefresh = _ =>
        {
            asked.TrySetResult();
            return mayAnswer.Task;
        };
        server.Identity.ExpiresAt = Noon.AddMinutes(40);
        clock.Advance(TimeSpan.FromMinutes(20));

        var calls = Enumerable.Range(0, 20).Select(_ => client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel).ResponseAsync).ToList();
        await asked.Task.WaitAsync(Cancel);
        mayAnswer.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, server.Identity.Refreshes);
    }

    [Fact]
    public async Task A_token_that_the_server_no_longer_takes_is_renewed_once()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var session = await client.SignInAsync("wang", "right", Cancel);
        server.Identity.RevokeAccess();
        client.UseSession(new Session(session) { RefreshToken = "refresh-2" });

        var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);

        Assert.Equal("wang", me.UserName);
        Assert.Equal(1, server.Identity.Refreshes);
        Assert.Equal("access-3", client.Session?.AccessToken);
    }

    [Fact]
    public async Task A_server_that_takes_no_token_is_not_asked_for_ever()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);
        server.Identity.Me = _ => throw FakeServer.TokenEnded();

        var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel));

        Assert.Equal(ErrorReason.Unauthenticated, refusal.Reason);
        Assert.Equal(1, server.Identity.Refreshes);
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_ends_the_session()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var ended = false;
        client.UseSession(new Session { AccessToken = "old", RefreshToken = "used" });
        client.SessionChanged += (_, change) => ended = change.Session is null;

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => client.RefreshAsync(Cancel));

        Assert.Equal(ErrorReason.RefreshTokenReused, refusal.Reason);
        Assert.True(ended);
        Assert.Null(client.Session);
    }

    [Fact]
    public async Task A_token_that_still_serves_is_used_while_it_cannot_be_renewed()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.TimeProvider = clock);
        server.Identity.ExpiresAt = Noon.AddMinutes(10);
        await client.SignInAsync("wang", "right", Cancel);
        server.Identity.BeforeRefresh = _ => throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
        clock.Advance(TimeSpan.FromSeconds(595));

        var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);

        Assert.Equal("wang", me.UserName);
        Assert.Equal(1, server.Identity.Refreshes);

        server.Identity.BeforeRefresh = _ => Task.CompletedTask;
        await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        Assert.Equal("access-2", client.Session?.AccessToken);
    }

    [Fact]
    public async Task Who_signs_out_during_a_renewal_stays_signed_out()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);
        var asked = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        server.Identity.BeforeRefresh = _ =>
        {
            asked.TrySetResult();
            return mayAnswer.Task;
        };

        var renewal = client.RefreshAsync(Cancel);
        await asked.Task.WaitAsync(Cancel);
        client.UseSession(null);
        mayAnswer.SetResult();
        await renewal;

        Assert.Null(client.Session);
    }

    [Fact]
    public async Task Signing_out_forgets_the_session_even_where_the_server_cannot_be_told()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.MaxAttempts = 1);
        await client.SignInAsync("wang", "right", Cancel);
        server.Identity.SignOutFailure = () => new RpcException(new Status(StatusCode.Unavailable, "gone"));

        await Assert.ThrowsAnyAsync<RpcException>(() => client.SignOutAsync(cancellationToken: Cancel));

        Assert.Null(client.Session);
    }
}
