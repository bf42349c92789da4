using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Client.Sessions;

/// <summary>
/// Holds the session and renews it: ahead of its expiry, and when the server no longer takes the token. A refresh token works once, so however many calls
/// need a new token at the same time, one of them is made and all wait for it.
/// </summary>
internal sealed class SessionKeeper(Identity.IdentityClient identity, NeighborhoodClientOptions options)
{
    private readonly Lock _gate = new();
    private Session? _session = options.Sessions?.Read();
    private Session? _renewing;
    private Task<Session>? _renewal;

    public event EventHandler<SessionChangedEventArgs>? Changed;

    public Session? Current
    {
        get
        {
            lock (_gate)
            {
                return _session;
            }
        }
    }

    public void Use(Session? session)
    {
        Session? before;
        lock (_gate)
        {
            before = _session;
            _session = session?.Clone();
        }

        Keep(before, session);
        Changed?.Invoke(this, new SessionChangedEventArgs(session));
    }

    /// <summary>The token for the next call; null where nobody is signed in.</summary>
    public async ValueTask<string?> TokenAsync(CancellationToken cancel)
    {
        if (Current is not { } session || !EndsWithin(session, options.RenewAhead))
        {
            return Current?.AccessToken;
        }

        try
        {
            return (await RenewAsync(session, cancel).ConfigureAwait(false)).AccessToken;
        }
        catch (RpcException failure) when (failure is not RefusedException && !EndsWithin(session, TimeSpan.Zero))
        {
            // The server could not be reached for the renewal, and the old token still serves.
            return session.AccessToken;
        }
    }

    /// <summary>Renews the session whose token was not taken. False where it cannot be renewed any more.</summary>
    public async Task<bool> TryRenewAsync(string rejectedToken, CancellationToken cancel)
    {
        if (Current is not { } session)
        {
            return false;
        }

        if (session.AccessToken != rejectedToken)
        {
            return true;
        }

        try
        {
            await RenewAsync(session, cancel).ConfigureAwait(false);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    public Task<Session> RenewAsync(Session stale, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_session is { } current && !ReferenceEquals(current, stale))
            {
                return Task.FromResult(current);
            }

            if (_renewal is null || !ReferenceEquals(_renewing, stale))
            {
                _renewing = stale;
                _renewal = Task.Run(() => RenewOnceAsync(stale), CancellationToken.None);
            }

            return _renewal.WaitAsync(cancel);
        }
    }

    private async Task<Session> RenewOnceAsync(Session stale)
    {
        try
        {
            await using var turn = options.Sessions is { } file ? await file.TakeTurnAsync().ConfigureAwait(false) : null;
            var newest = NewestOf(stale);
            if (!ReferenceEquals(newest, stale) && !EndsWithin(newest, options.RenewAhead))
            {
                return Replace(stale, newest) ?? newest;
            }

            var renewed = await RefreshAsync(newest).ConfigureAwait(false);
            return Replace(stale, renewed) ?? renewed;
        }
        catch (RefusedException refusal) when (refusal.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied)
        {
            Replace(stale, null);
            throw;
        }
        finally
        {
            Finish(stale);
        }
    }

    /// <summary>Another program may have renewed the session meanwhile; one that is somebody else's is not ours to go on with.</summary>
    private Session NewestOf(Session stale) =>
        options.Sessions?.Read() is { } stored && stored.Account == stale.Account && stored.RefreshToken != stale.RefreshToken ? stored : stale;

    private async Task<Session> RefreshAsync(Session session)
    {
        try
        {
            var renewed = await identity.RefreshSessionAsync(
                new RefreshSessionRequest { RefreshToken = session.RefreshToken }).ResponseAsync.ConfigureAwait(false);
            if (options.Sessions?.Holds(session) == true)
            {
                options.Sessions.Write(renewed);
            }

            return renewed;
        }
        catch (RefusedException refusal) when (refusal.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied)
        {
            options.Sessions?.Forget(session);
            throw;
        }
    }

    private void Keep(Session? before, Session? session)
    {
        if (session is not null)
        {
            options.Sessions?.Write(session);
        }
        else if (before is not null)
        {
            options.Sessions?.Forget(before);
        }
    }

    /// <summary>Puts a session in the place of the stale one, unless the person signed in or out meanwhile; the session that then holds.</summary>
    private Session? Replace(Session stale, Session? next)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_session, stale))
            {
                return _session;
            }

            _session = next;
        }

        Changed?.Invoke(this, new SessionChangedEventArgs(next));
        return next;
    }

    private void Finish(Session stale)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_renewing, stale))
            {
                _renewing = null;
                _renewal = null;
            }
        }
    }

    private bool EndsWithin(Session session, TimeSpan span) =>
        session.AccessTokenExpiresAt is { } end && end.ToDateTimeOffset() - options.TimeProvider.GetUtcNow() <= span;
}
