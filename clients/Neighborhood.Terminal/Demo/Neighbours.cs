using Neighborhood.Client;

namespace Neighborhood.Terminal.Demo;

/// <summary>The people of a demonstration, each with a connection of their own.</summary>
/// <param name="connect">Makes a connection without a session.</param>
internal sealed class Neighbours(Func<NeighborhoodClient> connect) : IAsyncDisposable
{
    /// <summary>The password of everybody in a demonstration, which its user is told.</summary>
    public const string Password = "linli-demo-2026";

    private readonly Dictionary<string, NeighborhoodClient> _clients = [];

    /// <summary>The connection of somebody who has joined.</summary>
    public NeighborhoodClient this[string name] => _clients[name];

    /// <summary>Whether somebody has a connection.</summary>
    public bool Has(string name) => _clients.ContainsKey(name);

    /// <summary>Signs somebody in.</summary>
    public async Task<NeighborhoodClient> SignInAsync(string name, string user, CancellationToken cancel)
    {
        var client = Add(name);
        await client.SignInAsync(user, Password, cancel).ConfigureAwait(false);
        return client;
    }

    /// <summary>Uses an invitation for somebody.</summary>
    public async Task<NeighborhoodClient> RedeemAsync(string name, string user, string code, CancellationToken cancel)
    {
        var client = Add(name);
        await client.RedeemInvitationAsync(code, user, Password, cancel).ConfigureAwait(false);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    private NeighborhoodClient Add(string name) => _clients.TryGetValue(name, out var known) ? known : _clients[name] = connect();
}
