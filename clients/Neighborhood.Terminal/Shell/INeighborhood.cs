using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>What the screens need of the SDK. Its calls refuse with <see cref="Neighborhood.Client.RefusedException"/>.</summary>
public interface INeighborhood
{
    /// <summary>Where the server is, for the person to see.</summary>
    string Address { get; }

    /// <summary>Accounts and sessions.</summary>
    Identity.IdentityClient Identity { get; }

    /// <summary>Communities, rolls and people.</summary>
    Communities.CommunitiesClient Communities { get; }

    /// <summary>Topics and posts.</summary>
    Discussions.DiscussionsClient Discussions { get; }

    /// <summary>Proposals.</summary>
    Proposals.ProposalsClient Proposals { get; }

    /// <summary>Polls.</summary>
    Polls.PollsClient Polls { get; }

    /// <summary>The operator's view.</summary>
    Operations.OperationsClient Operations { get; }

    /// <summary>Begins a session with a user name and a password.</summary>
    Task SignInAsync(string userName, string password, CancellationToken cancellation);

    /// <summary>Makes an account with an invitation and begins a session.</summary>
    Task RedeemInvitationAsync(string code, string userName, string password, CancellationToken cancellation);

    /// <summary>Goes on with a session that another call began.</summary>
    void Adopt(Session session);

    /// <summary>Ends the session.</summary>
    Task SignOutAsync(CancellationToken cancellation);

    /// <summary>What happens in a community, from now on and without gaps; ends with the token or the membership.</summary>
    IAsyncEnumerable<WatchResponse> WatchAsync(string community, CancellationToken cancellation);

    /// <summary>Checks a ballot's receipt on this machine, step by step.</summary>
    ReceiptCheck Verify(MyBallot ballot);
}

/// <summary>One step of a check and whether it held.</summary>
public sealed record CheckStep(string Name, bool Held);

/// <summary>What a check of a receipt found.</summary>
public sealed record ReceiptCheck(bool Held, System.Collections.Immutable.ImmutableArray<CheckStep> Steps);
