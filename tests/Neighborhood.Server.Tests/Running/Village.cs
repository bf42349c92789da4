using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Running;

/// <summary>A community with four homes and their owners, and its staff signed in. Who joins is up to the test.</summary>
public sealed class Village
{
    /// <summary>The owners on the roll: 89.50, 120.00, 76.25 and 104.00 m².</summary>
    public static readonly string[] Owners = ["张三", "李四", "王五", "赵六"];

    private static readonly string[] Areas = ["89.50", "120.00", "76.25", "104.00"];

    private readonly RunningServer _server;
    private readonly string _id;
    private int _joined;

    private Village(RunningServer server, string id, NeighborhoodClient staff) => (_server, _id, Staff) = (server, id, staff);

    /// <summary>communities/{community}</summary>
    public string Name => "communities/" + _id;

    /// <summary>Its staff.</summary>
    public NeighborhoodClient Staff { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Founds one and imports its roll.</summary>
    public static async Task<Village> FoundAsync(RunningServer server, NeighborhoodClient host, string id)
    {
        var request = new CreateCommunityRequest
        {
            CommunityId = id,
            Title = "幸福里",
            StaffDisplayName = "周主任",
            Settings = new Settings { EndorsingHouseholds = 2 },
        };
        var founded = await host.Communities.CreateCommunityAsync(request, cancellationToken: Cancel);
        var staff = server.Connect();
        await staff.RedeemInvitationAsync(founded.StaffInvitation.Code, $"{id}.staff", RunningServer.Password, Cancel);
        var village = new Village(server, id, staff);
        await village.ImportAsync();
        return village;
    }

    /// <summary>Puts on record that the notice of a poll is posted now: an owners' poll does not open without.</summary>
    public async Task PostAsync(string poll) => await Staff.Polls.RecordNoticeAsync(
        new RecordNoticeRequest
        {
            Name = poll,
            Place = "东门公告栏",
            PostedAt = Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow()),
        },
        cancellationToken: Cancel);

    /// <summary>Announces a poll by simple majority that is open for five minutes; its name.</summary>
    /// <param name="secrecy">What is published of it.</param>
    /// <param name="opensIn">After which time it opens; at once unless said otherwise.</param>
    public async Task<string> SurveyAsync(Secrecy secrecy, TimeSpan opensIn = default)
    {
        var request = new AnnouncePollRequest
        {
            Parent = Name,
            Question = "问？",
            RulePack = "simple-majority",
            Secrecy = secrecy,
            BindingStatus = BindingStatus.Advisory,
            OpensAt = opensIn == default ? null : Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow() + opensIn),
            ClosesAt = Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow().AddMinutes(5) + opensIn),
        };
        return (await Staff.Polls.AnnouncePollAsync(request, cancellationToken: Cancel)).Name;
    }

    /// <summary>The resource of a resident known by a display name.</summary>
    public async Task<string> FindAsync(string displayName)
    {
        var listed = await Staff.Communities.ListResidentsAsync(new ListResidentsRequest { Parent = Name }, cancellationToken: Cancel);
        return listed.Residents.Single(resident => resident.DisplayName == displayName).Name;
    }

    /// <summary>Records somebody who owns nothing, living in a household or in none.</summary>
    public async Task<string> RecordAsync(string displayName, string household = "") => (await Staff.Communities.CreateResidentAsync(
        new CreateResidentRequest { Parent = Name, DisplayName = displayName, Household = household }, cancellationToken: Cancel)).Name;

    /// <summary>Invites a resident, makes their account, and grants roles.</summary>
    public async Task<NeighborhoodClient> JoinAsync(string resident, params Role[] roles)
    {
        var client = _server.Connect();
        await client.RedeemInvitationAsync(await InviteAsync(resident), $"{_id}.{Interlocked.Increment(ref _joined)}", RunningServer.Password, Cancel);
        foreach (var role in roles)
        {
            await Staff.Communities.GrantRoleAsync(new GrantRoleRequest { Name = resident, Role = role }, cancellationToken: Cancel);
        }

        return client;
    }

    /// <summary>The code of a new invitation.</summary>
    public async Task<string> InviteAsync(string resident)
    {
        var request = new InviteResidentsRequest { Parent = Name, Residents = { resident } };
        return (await Staff.Communities.InviteResidentsAsync(request, cancellationToken: Cancel)).Invitations.Single().Code;
    }

    /// <summary>Waits for an event of a resource, from a sequence on.</summary>
    public async Task<WatchResponse> UntilAsync(NeighborhoodClient client, long from, WatchResponse.Types.Kind kind, string resource) =>
        await client.WatchAsync(Name, from, Cancel).FirstAsync(told => told.Kind == kind && told.Resource == resource, Cancel);

    private async Task ImportAsync()
    {
        var rows = Owners.Select((owner, i) => new RollRow
        {
            Line = i + 2,
            Building = "1",
            Room = $"{(i / 2) + 1}0{(i % 2) + 1}",
            Area = Areas[i],
            AreaSource = "register",
            OwnerKey = $"k{i}",
            OwnerName = owner,
        });
        var request = new ImportRollRequest { Parent = Name, Rows = { rows }, ValidateOnly = true };
        var preview = await Staff.Communities.ImportRollAsync(request, cancellationToken: Cancel);
        Assert.Empty(preview.BadRows);
        request.ValidateOnly = false;
        request.PreviewEtag = preview.PreviewEtag;
        Assert.True((await Staff.Communities.ImportRollAsync(request, cancellationToken: Cancel)).Applied);
    }
}
