using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Domain.Access;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests;

/// <summary>Every rpc × every role × the caller's own community, another one, and none; and without a session.</summary>
public sealed class AccessTests(AccessTests.TwoVillages villages) : IClassFixture<AccessTests.TwoVillages>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<MethodDescriptor> CommunityRpcs => ServiceCatalog.Methods.Where(rpc =>
        rpc.Service.Name is not ("Identity" or "Operations") && rpc.Name is not ("CreateCommunity" or "ListCommunities"));

    [Fact]
    public void Every_rpc_has_its_row_and_every_row_its_rpc() =>
        Assert.Equal(ServiceCatalog.Methods.Select(NameOf).Order(), AccessTable.Rows.Keys.Order());

    [Fact]
    public async Task A_member_may_call_exactly_what_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var (who, client, roles) in villages.Members)
        {
            foreach (var rpc in CommunityRpcs)
            {
                var answer = await CallAsync(rpc, villages.RequestOf(rpc, villages.Home.Name), client);
                var isAllowed = (AllowedTo(rpc) & roles) != 0;
                var fits = isAllowed
                    ? answer.Reason is not (ErrorReason.RoleRequired or ErrorReason.Unauthenticated) && !IsHidden(rpc, answer)
                    : answer is { Code: StatusCode.PermissionDenied, Reason: ErrorReason.RoleRequired };
                if (!fits)
                {
                    wrong.Add($"{who} ({roles}) {NameOf(rpc)}: {answer}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(System.Environment.NewLine, wrong));
        Assert.Equal(9, villages.Members.Count);
    }

    [Fact]
    public async Task Outsiders_cannot_tell_another_community_from_one_that_does_not_exist()
    {
        var wrong = new List<string>();
        foreach (var (who, client, roles) in villages.Outsiders)
        {
            foreach (var rpc in CommunityRpcs.Where(rpc => (AccessTable.Rows[NameOf(rpc)] & roles) == 0))
            {
                foreach (var spoil in Spoilings)
                {
                    var real = await CallAsync(rpc, spoil(villages.RequestOf(rpc, villages.Home.Name, spare: false)), client);
                    var none = await CallAsync(rpc, spoil(villages.RequestOf(rpc, "communities/keyi", spare: false)), client);
                    if (real.ToString() != none.ToString() || real.Code == StatusCode.OK)
                    {
                        wrong.Add($"{who} {NameOf(rpc)}: {real} but {none}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(System.Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Without_a_session_only_what_needs_none_is_answered()
    {
        foreach (var rpc in ServiceCatalog.Methods)
        {
            foreach (var token in new[] { null, "", "AAAA", new string('A', 64) })
            {
                var request = CommunityRpcs.Contains(rpc) ? villages.RequestOf(rpc, villages.Home.Name)
                    : PlausibleRequest.Of(rpc, "communities/keyi", 1, 1, 1, 1, spare: true);
                var answer = await villages.Calls.CallAsync(rpc, request.ToByteArray(), token, Cancel);
                Assert.True(
                    AccessTable.Rows[NameOf(rpc)].HasFlag(Roles.Anyone) != (answer.Reason == ErrorReason.Unauthenticated), $"{NameOf(rpc)}: {answer}");
            }
        }
    }

    [Fact]
    public async Task Only_operators_run_the_server()
    {
        foreach (var rpc in OperationsReflection.Descriptor.Services[0].Methods
            .Append(CommunitiesReflection.Descriptor.Services[0].FindMethodByName("CreateCommunity")))
        {
            var request = PlausibleRequest.Of(rpc, "communities/keyi", 1, 1, 1, 1, spare: true);
            Assert.NotEqual(ErrorReason.RoleRequired, (await CallAsync(rpc, request, villages.Host)).Reason);
            foreach (var (who, client, _) in villages.Members)
            {
                var answer = await CallAsync(rpc, request, client);
                Assert.True(answer.Code == StatusCode.PermissionDenied, $"{who} {rpc.Name}: {answer}");
            }
        }
    }

    [Fact]
    public async Task Everybody_with_a_session_may_ask_about_themselves()
    {
        var names = new[] { "GetMe", "ExportMyData" };
        foreach (var rpc in IdentityReflection.Descriptor.Services[0].Methods.Where(rpc => names.Contains(rpc.Name))
            .Append(CommunitiesReflection.Descriptor.Services[0].FindMethodByName("ListCommunities")))
        {
            foreach (var client in villages.Members.Concat(villages.Outsiders).Select(one => one.Client))
            {
                var answer = await villages.Calls.CallAsync(rpc, [], client.Session!.AccessToken, Cancel);
                Assert.True(answer.Code == StatusCode.OK, $"{rpc.Name}: {answer}");
            }
        }
    }

    /// <summary>Ways in which a request may be bad: none of them may be noticed before it is settled that the caller may ask.</summary>
    private static IReadOnlyList<Func<IMessage, IMessage>> Spoilings { get; } =
    [
        request => request,
        request => With(request, "request_id", "not-a-uuid"),
        request => With(request, "request_id", "7b1f0f0e-9d7d-4a3e-8a54-0c7a5a1f7f10"),
        request => With(request, "page_token", "?!"),
        request => With(request, "from_sequence", -1L),
        request => With(request, "sequence", 1L << 40),
    ];

    private static IMessage With(IMessage request, string field, object value)
    {
        request.Descriptor.FindFieldByName(field)?.Accessor.SetValue(request, value);
        return request;
    }

    // Members may ask for a roll; the roll of this poll, which asks the residents, is shown to those who may be on it.
    private static Roles AllowedTo(MethodDescriptor rpc) =>
        rpc.Name == "ListRoll" ? Roles.Staff | Roles.ContactCadre | Roles.Resident : AccessTable.Rows[NameOf(rpc)];

    private static string NameOf(MethodDescriptor rpc) => $"{rpc.Service.Name}.{rpc.Name}";

    // Changes are tried on things that are not there, so only of the community itself is it known that it must be found.
    private static bool IsHidden(MethodDescriptor rpc, Answer answer) =>
        answer.Reason == ErrorReason.NotFound && PlausibleRequest.KindOf(rpc) == "community" && !rpc.Name.StartsWith("Invite", StringComparison.Ordinal);

    private Task<Answer> CallAsync(MethodDescriptor rpc, IMessage request, NeighborhoodClient client) =>
        villages.Calls.CallAsync(rpc, request.ToByteArray(), client.Session!.AccessToken, Cancel);

    /// <summary>Two communities on one server, with somebody in every role.</summary>
    public sealed class TwoVillages : IAsyncLifetime
    {
        private RunningServer _server = null!;
        private long _topic;
        private long _post;
        private long _proposal;
        private long _poll;

        public Village Home { get; private set; } = null!;

        public NeighborhoodClient Host { get; private set; } = null!;

        public RawCalls Calls { get; private set; } = null!;

        public List<(string Who, NeighborhoodClient Client, Roles Roles)> Members { get; } = [];

        public List<(string Who, NeighborhoodClient Client, Roles Roles)> Outsiders { get; } = [];

        public IMessage RequestOf(MethodDescriptor rpc, string community, bool spare = true) =>
            PlausibleRequest.Of(rpc, community, _topic, _post, _proposal, _poll, spare);

        public async ValueTask InitializeAsync()
        {
            _server = await RunningServer.StartAsync();
            Calls = new RawCalls(_server.Address);
            Host = await _server.BootstrapAsync();
            Home = await Village.FoundAsync(_server, Host, "jiaa");
            var other = await Village.FoundAsync(_server, Host, "bied");
            await AddAsync("Staff", Home.Staff);
            var owner = await Home.JoinAsync(await Home.FindAsync(Village.Owners[0]));
            await AddAsync("Owner", owner);
            foreach (var role in System.Enum.GetValues<Role>().Where(role => role is not (Role.Unspecified or Role.Resident or Role.Owner or Role.Staff)))
            {
                await AddAsync($"{role}", await Home.JoinAsync(await Home.RecordAsync($"{role}"), role));
            }

            await AddAsync("Resident", await Home.JoinAsync(await Home.RecordAsync("居民", Home.Name + "/households/2")));
            var gone = await Home.RecordAsync("搬走的人");
            Outsiders.Add(("Gone", await Home.JoinAsync(gone), Roles.SignedIn));
            await Home.Staff.Communities.EndResidenceAsync(new EndResidenceRequest { Name = gone });
            Outsiders.Add(("Foreign staff", other.Staff, Roles.SignedIn));
            Outsiders.Add(("Operator", Host, Roles.SignedIn | Roles.Operator));
            await FillAsync(owner);
        }

        public async ValueTask DisposeAsync()
        {
            Calls.Dispose();
            await _server.DisposeAsync();
        }

        private async Task AddAsync(string who, NeighborhoodClient client)
        {
            var me = await client.Identity.GetMeAsync(new GetMeRequest());
            Members.Add((who, client, me.Memberships.Single().Roles.Aggregate(Roles.None, (all, role) => all | AccessTable.Of(role))));
        }

        private async Task FillAsync(NeighborhoodClient owner)
        {
            var topic = await owner.Discussions.CreateTopicAsync(new CreateTopicRequest { Parent = Home.Name, Title = "题", Text = "文" });
            var post = await owner.Discussions.CreatePostAsync(new CreatePostRequest { Parent = topic.Name, Text = "文" });
            var proposal = await owner.Proposals.CreateProposalAsync(
                new CreateProposalRequest { Parent = Home.Name, Title = "题", Request = "问？", Category = Category.Other });
            await owner.Proposals.PublishProposalAsync(new PublishProposalRequest { Name = proposal.Name });
            var poll = await Home.Staff.Polls.AnnouncePollAsync(new AnnouncePollRequest
            {
                Parent = Home.Name,
                Question = "问？",
                RulePack = "simple-majority",
                Secrecy = Secrecy.Confidential,
                BindingStatus = BindingStatus.Advisory,
                ClosesAt = Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow().AddDays(1)),
            });
            (_topic, _post, _proposal, _poll) = (IdOf(topic.Name), IdOf(post.Name), IdOf(proposal.Name), IdOf(poll.Name));
        }

        private static long IdOf(string name) => long.Parse(name.AsSpan(name.LastIndexOf('/') + 1), provider: null);
    }
}
