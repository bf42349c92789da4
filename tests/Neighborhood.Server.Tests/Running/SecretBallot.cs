using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Running;

/// <summary>How a ballot is cast.</summary>
public enum CastingWay
{
    /// <summary>In a session alone.</summary>
    BySession,

    /// <summary>Signed by the voter's own computer.</summary>
    BySignature,

    /// <summary>By a proxy, signed by the proxy's computer.</summary>
    ByProxy,
}

/// <summary>A confidential poll that is open, its voter, whoever casts the ballot, and a neighbour who looks on.</summary>
public sealed record SecretBallot(Village Village, string Poll, NeighborhoodClient Voter, NeighborhoodClient Caster, NeighborhoodClient Neighbour)
{
    /// <summary>The authorisation that the ballot is cast by; empty where the voter casts it.</summary>
    public string Authorization { get; private init; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Founds a village of its own for it.</summary>
    public static async Task<SecretBallot> OpenAsync(RunningServer server, NeighborhoodClient host, string id, CastingWay way)
    {
        if (way == CastingWay.BySession)
        {
            return await PlainAsync(server, host, id);
        }

        var vote = await OwnersVote.OpenAsync(server, host, id);
        var neighbour = await vote.Village.JoinAsync(await vote.Village.FindAsync(Village.Owners[1]));
        var ballot = new SecretBallot(vote.Village, vote.Poll, vote.Owner, vote.Owner, neighbour);
        if (way == CastingWay.BySignature)
        {
            return ballot;
        }

        var holder = await vote.Village.FindAsync(Village.Owners[2]);
        var proxy = await vote.Village.JoinAsync(holder);
        var request = new AuthorizeProxyRequest
        {
            Parent = vote.Village.Name,
            Proxy = holder,
            Polls = { vote.Poll },
            ValidUntil = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow() + TimeSpan.FromDays(3)),
        };
        return ballot with { Caster = proxy, Authorization = (await vote.Owner.AuthorizeProxyAsync(request, Cancel)).Name };
    }

    /// <summary>Casts it.</summary>
    public async Task<CastBallotResponse> CastAsync(string option) => await Caster.Polls.CastBallotAsync(Request(option), cancellationToken: Cancel);

    /// <summary>The call before the SDK signs it.</summary>
    public CastBallotRequest Request(string option) => new() { Parent = Poll, Choice = new Choice { Option = option }, Authorization = Authorization };

    private static async Task<SecretBallot> PlainAsync(RunningServer server, NeighborhoodClient host, string id)
    {
        var village = await Village.FoundAsync(server, host, id);
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var neighbour = await village.JoinAsync(await village.FindAsync(Village.Owners[1]));
        return new SecretBallot(village, await village.SurveyAsync(Secrecy.Confidential), voter, voter, neighbour);
    }
}
