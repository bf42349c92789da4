using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Discussions;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Identity;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>
/// A community with voters who are signed in, an open poll and topics to read, made in a data folder by the server's own parts but without
/// hashing a password for everybody.
/// </summary>
internal sealed class Estate
{
    public const string CommunityId = "benchmark";
    public const string Community = "communities/benchmark";
    private const string NoPassword = "not hashed";

    public required IReadOnlyList<string> Tokens { get; init; }

    public required IReadOnlyList<long> Accounts { get; init; }

    public required string OperatorToken { get; init; }

    public required string Poll { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public static async Task<Estate> BuildAsync(string dataFolder, int voters, int topics)
    {
        await using var app = Compose(dataFolder);
        await app.StartAsync();
        var estate = await new Builder(app.Services).BuildAsync(voters, topics);
        await app.StopAsync();
        return estate;
    }

    /// <summary>The real composition over a folder, on a port that nobody calls.</summary>
    public static WebApplication Compose(string dataFolder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.DataFolder)}"] = dataFolder;
        builder.Configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.Url)}"] = "http://127.0.0.1:0";
        builder.AddNeighborhood();
        builder.Listen();
        return builder.Build();
    }

    private sealed class Builder(IServiceProvider services)
    {
        private readonly LedgerRouter _router = services.GetRequiredService<LedgerRouter>();
        private readonly SessionStore _sessions = services.GetRequiredService<SessionStore>();
        private readonly ServerKeys _keys = services.GetRequiredService<ServerKeys>();

        public async Task<Estate> BuildAsync(int voters, int topics)
        {
            var directory = await _router.DirectoryAsync();
            var code = services.GetRequiredService<Enrolment>().OperatorCode;
            var bootstrap = new BootstrapOperatorRequest { Code = code, UserName = "operator", Password = "a long password" };
            var owner = await DoAsync(directory, new BootstrapOperator(_keys.HashOf(code), NoPassword), bootstrap, Caller.Anonymous);
            var create = new CreateCommunityRequest { CommunityId = CommunityId, Title = "Benchmark", StaffDisplayName = "Staff" };
            await DoAsync(directory, new CreateCommunity(), create, new Caller(owner, IsOperator: true));
            await _router.Relay.DeliverAsync(CommunityId, CancellationToken.None);
            var community = (await _router.CommunityAsync(CommunityId))!;
            var staff = new Caller(await RedeemAsync(directory, community.Peek(state => state.Residents.Invitations.Keys.First()), "staff"), IsOperator: false);
            await _router.Relay.DeliverAsync(CommunityId, CancellationToken.None);

            var accounts = await EnrolAsync(directory, community, staff, voters);
            var poll = await AnnounceAsync(community, staff);
            return new Estate
            {
                Accounts = accounts,
                Tokens = await Task.WhenAll(accounts.Select(async account => (await _sessions.BeginAsync(account)).AccessToken)),
                OperatorToken = (await _sessions.BeginAsync(owner)).AccessToken,
                Poll = poll,
                Topics = await TalkAsync(community, accounts, topics),
            };
        }

        private async Task<IReadOnlyList<long>> EnrolAsync(Ledger<DirectoryState> directory, Ledger<CommunityState> community, Caller staff, int voters)
        {
            var import = new ImportRollRequest { Parent = Community };
            import.Rows.AddRange(Enumerable.Range(1, voters).Select(i => new V1.RollRow
            {
                Line = i,
                Building = $"{1 + i / 100}",
                Unit = "1",
                Room = $"{i}",
                Area = "90.00",
                AreaSource = "register",
                OwnerKey = $"K{i}",
                OwnerName = $"N{i}",
                Unsold = "no",
                Votes = "yes",
            }));
            import.ValidateOnly = true;
            var preview = await DoAsync(community, new ImportRoll(RollReading.Of(import.Rows)), import, staff);
            import.ValidateOnly = false;
            import.PreviewEtag = preview.PreviewEtag;
            await DoAsync(community, new ImportRoll(RollReading.Of(import.Rows)), import, staff);

            var accounts = new List<long>(voters);
            var owners = community.Peek(state => state.Residents.All.Values.Where(resident => resident.Owned.Length > 0).Select(resident => resident.Id).ToList());
            foreach (var batch in owners.Chunk(500))
            {
                var invite = new InviteResidentsRequest { Parent = Community };
                invite.Residents.AddRange(batch.Select(id => Names.Of(CommunityId, "residents", id)));
                var issued = await DoAsync(community, new InviteResidents(_keys), invite, staff);
                accounts.AddRange(await Task.WhenAll(issued.Invitations.Select(item =>
                    RedeemAsync(directory, Names.IdIn(item.Invitation.Name, "invitations"), $"u{Names.IdIn(item.Invitation.Name, "invitations")}"))));
                await _router.Relay.DeliverAsync(CommunityId, CancellationToken.None);
            }

            return accounts;
        }

        private static Task<long> RedeemAsync(Ledger<DirectoryState> directory, long invitation, string userName) => DoAsync(
            directory,
            new RedeemInvitation(CommunityId, invitation, NoPassword),
            new RedeemInvitationRequest { UserName = userName, Password = "a long password" },
            Caller.Anonymous);

        private static async Task<string> AnnounceAsync(Ledger<CommunityState> community, Caller staff)
        {
            var announce = new AnnouncePollRequest
            {
                Parent = Community,
                Question = "Shall charging piles be built at the east gate?",
                RulePack = "simple-majority",
                Secrecy = Secrecy.Confidential,
                BindingStatus = BindingStatus.Advisory,
                ClosesAt = DateTimeOffset.UtcNow.AddDays(10).ToTimestamp(),
            };
            return (await DoAsync(community, new AnnouncePoll("", 0), announce, staff)).Name;
        }

        private static async Task<IReadOnlyList<string>> TalkAsync(Ledger<CommunityState> community, IReadOnlyList<long> accounts, int topics)
        {
            var names = new List<string>(topics);
            var writer = 0;
            Caller Next() => new(accounts[writer++ % accounts.Count], IsOperator: false);
            for (var i = 0; i < topics; i++)
            {
                var topic = await DoAsync(
                    community, new CreateTopic(_ => 0), new CreateTopicRequest { Parent = Community, Title = $"Topic {i}", Text = new string('t', 200) }, Next());
                names.Add(topic.Name);
                for (var post = 0; post < 20; post++)
                {
                    await DoAsync(community, new CreatePost(), new CreatePostRequest { Parent = topic.Name, Text = $"{post} {new string('p', 200)}" }, Next());
                }
            }

            return names;
        }

        private static async Task<TResponse> DoAsync<TState, TRequest, TResponse>(
            Ledger<TState> ledger, ICommand<TState, TRequest, TResponse> command, TRequest request, Caller caller)
            where TState : class, ILedgerState, new()
            where TRequest : Google.Protobuf.IMessage
        {
            var outcome = await ledger.ExecuteAsync("", command, request, caller, Guid.Empty, CancellationToken.None);
            return outcome.Refusal is { } refusal ? throw new InvalidOperationException($"{typeof(TRequest).Name}: {refusal}") : outcome.Value!;
        }
    }
}
