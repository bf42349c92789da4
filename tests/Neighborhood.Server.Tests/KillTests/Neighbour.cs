using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>One person with a connection, and what is known of what that person did.</summary>
internal sealed class Neighbour(Session session, string resident) : IAsyncDisposable
{
    private NeighborhoodClient? _client;
    private Session _session = session;

    /// <summary>communities/{community}/residents/{resident}</summary>
    public string Resident => resident;

    /// <summary>The connection to the server that runs now.</summary>
    public NeighborhoodClient Client => _client!;

    /// <summary>What was sent and not answered.</summary>
    public Act? InFlight { get; set; }

    /// <summary>The name and the choice of the last ballot; null before the first.</summary>
    public (string Name, string Option)? Ballot { get; set; }

    /// <summary>Whether this person endorses the proposal.</summary>
    public bool Endorses { get; set; }

    /// <summary>
    /// Connects to a server that was started again, with the session of before, and renews it: the answer to a renewal under load could get lost, and
    /// then nobody would be signed in.
    /// </summary>
    public async Task ConnectAsync(Uri address)
    {
        await DisposeAsync();
        _client = Connect(address);
        _client.UseSession(_session);
        _session = await _client.RefreshAsync();
    }

    /// <summary>A connection without a session. Nothing is tried again behind the test's back.</summary>
    public static NeighborhoodClient Connect(Uri address) => NeighborhoodClient.Connect(
        address, new NeighborhoodClientOptions { MaxAttempts = 1, CallTimeout = TimeSpan.FromSeconds(60) });

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }
}
