using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Neighborhood.Client;
using Neighborhood.Ledger;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests;

public sealed class SessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_token_works_once_and_a_second_use_ends_the_session()
    {
        await using var server = await RunningServer.StartAsync();
        var client = await server.BootstrapAsync();
        var first = client.Session!;
        var second = await client.RefreshAsync(Cancel);
        Assert.NotEqual((first.AccessToken, first.RefreshToken), (second.AccessToken, second.RefreshToken));
        await MeAsync(client);

        var thief = server.Connect();
        Assert.Equal(ErrorReason.RefreshTokenReused, await RefreshRefusedAsync(thief, first.RefreshToken));
        Assert.Equal(ErrorReason.RefreshTokenReused, await RefreshRefusedAsync(thief, second.RefreshToken));
        Assert.Equal(ErrorReason.Unauthenticated, await MeRefusedAsync(thief, second));
    }

    [Fact]
    public async Task Of_uses_at_the_same_time_at_most_one_wins_and_the_session_is_over()
    {
        await using var server = await RunningServer.StartAsync();
        var client = await server.BootstrapAsync();
        var tried = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return await server.Connect().Identity.RefreshSessionAsync(
                    new RefreshSessionRequest { RefreshToken = client.Session!.RefreshToken }, cancellationToken: Cancel);
            }
            catch (RefusedException refused) when (refused.Reason == ErrorReason.RefreshTokenReused)
            {
                return null;
            }
        }));
        var won = tried.OfType<Session>().ToList();
        Assert.True(won.Count <= 1);
        Assert.All(won, session => Assert.NotEqual("", session.AccessToken));
        Assert.Equal(ErrorReason.Unauthenticated, await MeRefusedAsync(server.Connect(), won.FirstOrDefault() ?? client.Session!));
    }

    [Fact]
    public async Task Tokens_end_with_their_time()
    {
        await using var server = await RunningServer.StartAsync();
        var client = await server.BootstrapAsync();
        var session = client.Session!;
        server.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorReason.Unauthenticated, await MeRefusedAsync(server.Connect(), session));
        await MeAsync(client);

        server.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorReason.RefreshTokenReused, await RefreshRefusedAsync(server.Connect(), client.Session!.RefreshToken));
    }

    [Fact]
    public async Task Signing_out_and_a_new_password_end_sessions_at_once_and_after_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        var phone = await server.BootstrapAsync();
        var (desk, lost) = (server.Connect(), server.Connect());
        await desk.SignInAsync("host", RunningServer.Password, Cancel);
        await lost.SignInAsync("host", RunningServer.Password, Cancel);
        var (deskSession, lostSession) = (desk.Session!, lost.Session!);

        await desk.SignOutAsync(cancellationToken: Cancel);
        Assert.Equal(ErrorReason.Unauthenticated, await MeRefusedAsync(desk, deskSession));
        await MeAsync(lost);

        await phone.Identity.ChangePasswordAsync(
            new ChangePasswordRequest { CurrentPassword = RunningServer.Password, NewPassword = "换了新的-密码-2026" }, cancellationToken: Cancel);
        Assert.Equal(ErrorReason.Unauthenticated, await MeRefusedAsync(server.Connect(), lostSession));
        Assert.Equal(ErrorReason.RefreshTokenReused, await RefreshRefusedAsync(server.Connect(), lostSession.RefreshToken));
        await MeAsync(phone);

        await server.RestartAsync();
        Assert.Equal(ErrorReason.Unauthenticated, await MeRefusedAsync(server.Connect(), lostSession));
        await MeAsync(server.ConnectAs(phone));
    }

    [Fact]
    public async Task Guessing_slows_the_guesser_and_locks_out_neither_a_neighbour_nor_a_building()
    {
        await using var server = await RunningServer.StartAsync();
        var home = await server.BootstrapAsync();
        await server.Connect().SignInAsync("host", RunningServer.Password, Cancel);

        // One name from many addresses, then many names from the neighbour's own address.
        for (var address = 2; address <= 11; address++)
        {
            var guesser = server.ConnectFrom(address);
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(ErrorReason.WrongCredentials, await SignInRefusedAsync(guesser, "host"));
            }

            Assert.Equal(ErrorReason.SignInThrottled, await SignInRefusedAsync(guesser, "host"));
        }

        var wrong = new List<ErrorReason>();
        for (var i = 0; i < 60; i++)
        {
            wrong.Add(await SignInRefusedAsync(server.Connect(), $"guess{i}"));
        }

        Assert.Equal([ErrorReason.WrongCredentials, ErrorReason.SignInThrottled], wrong.Distinct());
        await server.Connect().SignInAsync("host", RunningServer.Password, Cancel);
        await MeAsync(home);
    }

    [Fact]
    public async Task A_restart_forgets_no_address_somebody_signed_in_from_and_keeps_none_in_clear()
    {
        await using var server = await RunningServer.StartAsync();
        await server.BootstrapAsync();
        await server.Connect().SignInAsync("host", RunningServer.Password, Cancel);
        await server.RestartAsync();
        for (var i = 0; i < 51; i++)
        {
            await SignInRefusedAsync(server.Connect(), $"guess{i}");
        }

        Assert.Equal(ErrorReason.SignInThrottled, await SignInRefusedAsync(server.Connect(), "stranger"));
        await server.Connect().SignInAsync("host", RunningServer.Password, Cancel);

        var journal = server.Services.GetRequiredService<IJournal>();
        var kept = Assert.Single(await journal.ReadExpiringAsync("known-pairs", server.Time.GetUtcNow(), Cancel));
        Assert.Empty(kept.Value.ToArray());
        Assert.Matches("^[0-9A-Z]{20}$", kept.Key);
        server.Time.Advance(SignInThrottle.KnownLifetime);
        Assert.Empty(await journal.ReadExpiringAsync("known-pairs", server.Time.GetUtcNow(), Cancel));
    }

    [Fact]
    public async Task Whoever_just_joined_can_sign_in_though_somebody_guesses_in_the_same_building()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "xingfu");
        for (var i = 0; i < 51; i++)
        {
            await SignInRefusedAsync(server.Connect(), $"guess{i}");
        }

        Assert.Equal(ErrorReason.SignInThrottled, await SignInRefusedAsync(server.Connect(), "stranger"));
        await server.Connect().SignInAsync("xingfu.staff", RunningServer.Password, Cancel);
        await MeAsync(village.Staff);
    }

    [Fact]
    public async Task A_guesser_waits_longer_and_longer_and_a_right_password_ends_it()
    {
        await using var server = await RunningServer.StartAsync();
        await server.BootstrapAsync();
        var client = server.Connect();
        for (var i = 0; i < 5; i++)
        {
            await SignInRefusedAsync(client, "host");
        }

        foreach (var seconds in new[] { 1, 2, 4 })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => Impatient(server).SignInAsync("host", RunningServer.Password, Cancel));
            Assert.Equal((ErrorReason.SignInThrottled, TimeSpan.FromSeconds(seconds)), (refused.Reason, refused.RetryAfter));
            server.Time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(ErrorReason.WrongCredentials, await SignInRefusedAsync(client, "host"));
        }

        server.Time.Advance(TimeSpan.FromSeconds(8));
        await client.SignInAsync("host", RunningServer.Password, Cancel);
        Assert.Equal(ErrorReason.WrongCredentials, await SignInRefusedAsync(client, "host"));
    }

    private static NeighborhoodClient Impatient(RunningServer server) =>
        NeighborhoodClient.Connect(server.Address, new NeighborhoodClientOptions { LongestBusyDelay = TimeSpan.Zero });

    private static async Task<Me> MeAsync(NeighborhoodClient client) => await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);

    /// <summary>Why a session is not taken: its access token alone, with no refresh token to mend it.</summary>
    private static async Task<ErrorReason> MeRefusedAsync(NeighborhoodClient client, Session session)
    {
        client.UseSession(new Session { AccessToken = session.AccessToken, RefreshToken = "none" });
        return (await Assert.ThrowsAsync<RefusedException>(() => MeAsync(client))).Reason;
    }

    private static async Task<ErrorReason> RefreshRefusedAsync(NeighborhoodClient client, string token) =>
        (await Assert.ThrowsAsync<RefusedException>(async () =>
        await client.Identity.RefreshSessionAsync(new RefreshSessionRequest { RefreshToken = token }, cancellationToken: Cancel))).Reason;

    private static async Task<ErrorReason> SignInRefusedAsync(NeighborhoodClient client, string name) =>
        (await Assert.ThrowsAsync<RefusedException>(() => client.SignInAsync(name, "不是这个密码-1234", Cancel))).Reason;
}
