using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Running;

/// <summary>An owners' vote that is open, in a village whose first owner signs with a computer of their own.</summary>
public sealed class OwnersVote
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(15);

    private OwnersVote(Village village, NeighborhoodClient owner, string me, Poll announced) =>
        (Village, Owner, Me, Announced) = (village, owner, me, announced);

    /// <summary>The village.</summary>
    public Village Village { get; }

    /// <summary>The first owner, at their own computer.</summary>
    public NeighborhoodClient Owner { get; }

    /// <summary>The resource of the first owner.</summary>
    public string Me { get; }

    /// <summary>The poll as it was announced.</summary>
    public Poll Announced { get; }

    /// <summary>Its name.</summary>
    public string Poll => Announced.Name;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Founds the village and lets the clock run until the poll is open; the owner's user name is <c>{id}.owner</c>.</summary>
    public static async Task<OwnersVote> OpenAsync(
        RunningServer server, NeighborhoodClient host, string id, BindingStatus binding = BindingStatus.Advisory, params Question[] questions)
    {
        var village = await Village.FoundAsync(server, host, id);
        var me = await village.FindAsync(Village.Owners[0]);
        var owner = server.Connect($"{id} at home");
        await owner.RedeemInvitationAsync(await village.InviteAsync(me), $"{id}.owner", RunningServer.Password, Cancel);
        var request = new AnnouncePollRequest
        {
            Parent = village.Name,
            Question = "装充电桩吗？",
            Matter = "other-major",
            Secrecy = Secrecy.Confidential,
            BindingStatus = binding,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow() + TimeSpan.FromDays(40)),
            Questions = { questions },
        };
        var announced = await village.Staff.Polls.AnnouncePollAsync(request, cancellationToken: Cancel);
        await village.PostAsync(announced.Name);
        server.Time.Advance(Notice + TimeSpan.FromSeconds(2));
        await village.UntilAsync(village.Staff, announced.AnnounceSequence, WatchResponse.Types.Kind.PollOpened, announced.Name);
        return new OwnersVote(village, owner, me, announced);
    }
}
