using Neighborhood.V1;

namespace Neighborhood.Client;

/// <summary>Tells the session that is used from now on.</summary>
/// <param name="session">The new session; null where it has ended.</param>
public sealed class SessionChangedEventArgs(Session? session) : EventArgs
{
    /// <summary>The new session, to be kept in place of the earlier one; null where the person has to sign in again.</summary>
    public Session? Session { get; } = session;
}
