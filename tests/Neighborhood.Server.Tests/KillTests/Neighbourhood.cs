using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>One community on a server that is killed again and again, and everything known to have been done in it.</summary>
internal sealed class Neighbourhood : IAsyncDisposable
{
    public const string Community = "communities/xinghe";
    private const int People = 8;
    private const string Password = "correct horse 电池 staple";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _posts = [];

    /// <summary>Where the server listens now.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The staff member.</summary>
    public Neighbour Staff { get; private set; } = null!;

    /// <summary>Owners, each of one household, all on the roll of the poll.</summary>
    public List<Neighbour> Owners { get; } = [];

    /// <summary>Who came while the load ran.</summary>
    public List<Enrolment> Newcomers { get; } = [];

    /// <summary>Everything that was answered.</summary>
    public List<Act> Answered { get; } = [];

    /// <summary>What reads showed.</summary>
    public Seen Seen { get; } = new();

    /// <summary>The topic of this round.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>The poll that is open all the time.</summary>
    public string Poll { get; private set; } = "";

    /// <summary>The proposal that is endorsed and not.</summary>
    public string Proposal { get; private set; } = "";

    /// <summary>Ballots in the chain of the poll.</summary>
    public int BallotCount { get; private set; }

    /// <summary>Posts in earlier topics.</summary>
    public int EarlierPostCount { get; private set; }

    /// <summary>Name and words of each post of this round's topic.</summary>
    public IReadOnlyDictionary<string, string> Posts => _posts;

    public static string NewId() => Guid.NewGuid().ToString();

    /// <summary>Founds the community; the slow part, done once.</summary>
    public async Task FoundAsync(ServerProcess server)
    {
        Address = await server.Address;
        await using var root = Neighbour.Connect(Address);
        await root.BootstrapOperatorAsync(await server.OperatorCode, "operator", Password);
        var created = await root.Communities.CreateCommunityAsync(new CreateCommunityRequest
        {
            CommunityId = "xinghe",
            Title = "星河里",
            StaffDisplayName = "王干事",
            Settings = new Settings { EndorsingHouseholds = 1_000_000, PostsPerHour = 1_000, TopicsPerHour = 1_000 },
        });
        Staff = await EnterAsync(created.StaffInvitation, "staff");
        await ImportAsync();
        var invitations = (await Staff.Client.Communities.InviteResidentsAsync(await OwnersAsync())).Invitations;
        foreach (var invitation in invitations)
        {
            Owners.Add(await EnterAsync(invitation, $"owner{Owners.Count}"));
        }

        await PutToTheVoteAsync();
    }

    /// <summary>Connects everybody to a server that was started again.</summary>
    public async Task ConnectAsync(Uri address)
    {
        Address = address;
        foreach (var neighbour in Owners.Append(Staff))
        {
            await neighbour.ConnectAsync(address);
        }
    }

    /// <summary>Opens the topic of a round.</summary>
    public async Task OpenTopicAsync(int round)
    {
        EarlierPostCount += _posts.Count;
        _posts.Clear();
        Seen.Turn();
        var request = new CreateTopicRequest { Parent = Community, Title = $"第 {round} 轮", Text = "说说看。" };
        Topic = (await Staff.Client.Discussions.CreateTopicAsync(request)).Name;
    }

    public void Remember(Act act)
    {
        lock (_lock)
        {
            Answered.Add(act);
        }
    }

    public void NotePost(string name, string text)
    {
        lock (_lock)
        {
            _posts.Add(name, text);
        }
    }

    public void NoteBallot(Neighbour voter, string name, string option)
    {
        lock (_lock)
        {
            BallotCount++;
            voter.Ballot = (name, option);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var neighbour in Owners.Append(Staff).Where(neighbour => neighbour is not null))
        {
            await neighbour.DisposeAsync();
        }
    }

    private async Task<Neighbour> EnterAsync(IssuedInvitation invitation, string userName)
    {
        await using var stranger = Neighbour.Connect(Address);
        var session = await stranger.RedeemInvitationAsync(invitation.Code, userName, Password);
        var neighbour = new Neighbour(session, invitation.Invitation.Resident.Resident);
        await neighbour.ConnectAsync(Address);
        return neighbour;
    }

    private async Task ImportAsync()
    {
        var request = new ImportRollRequest { Parent = Community, ValidateOnly = true };
        request.Rows.AddRange(Enumerable.Range(1, People).Select(i => new RollRow
        {
            Line = i,
            Building = "1",
            Unit = "1",
            Room = $"{i}01",
            Area = "80.50",
            AreaSource = "register",
            OwnerKey = $"key{i}",
            OwnerName = $"业主{i}",
        }));
        request.PreviewEtag = (await Staff.Client.Communities.ImportRollAsync(request)).PreviewEtag;
        request.ValidateOnly = false;
        Assert.True((await Staff.Client.Communities.ImportRollAsync(request)).Applied);
    }

    private async Task<InviteResidentsRequest> OwnersAsync()
    {
        var residents = (await Staff.Client.Communities.ListResidentsAsync(new ListResidentsRequest { Parent = Community, PageSize = 100 })).Residents;
        return new InviteResidentsRequest { Parent = Community, Residents = { residents.Where(one => !one.Joined).Select(one => one.Name) } };
    }

    private async Task PutToTheVoteAsync()
    {
        var author = Owners[0].Client;
        Proposal = (await author.Proposals.CreateProposalAsync(new CreateProposalRequest
        {
            Parent = Community,
            Title = "加装充电桩",
            Request = "在北门加装十个充电桩",
            Category = Category.Charging,
        })).Name;
        await author.Proposals.PublishProposalAsync(new PublishProposalRequest { Name = Proposal });
        Poll = (await Staff.Client.Polls.AnnouncePollAsync(new AnnouncePollRequest
        {
            Parent = Community,
            Question = "是否同意？",
            RulePack = "simple-majority",
            Secrecy = Secrecy.Confidential,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = DateTimeOffset.UtcNow.AddDays(1).ToTimestamp(),
        })).Name;
    }
}
