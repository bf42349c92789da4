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
    private const string NoPassword = "not hashed";
    private const int BuiltAtOnce = 16;

    /// <summary>The community's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its resource name, which is its ledger's too.</summary>
    public string Community => Names.Community(Id);

    public required IReadOnlyList<string> Tokens { get; init; }

    public required IReadOnlyList<long> Accounts { get; init; }

    public required string OperatorToken { get; init; }

    public required string Poll { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Makes one community in a new data folder.</summary>
    public static async Task<Estate> BuildAsync(string dataFolder, int voters, int topics) =>
        (await BuildAsync(dataFolder, count: 1, voters, topics))[0];

    /// <summary>Makes several communities in a new data folder, each with its own voters.</summary>
    public static async Task<IReadOnlyList<Estate>> BuildAsync(string dataFolder, int count, int voters, int topics)
    {
        await using var app = Compose(dataFolder);
        await app.StartAsync();
        var builder = new Builder(app.Services);
        var (owner, token) = await builder.BootstrapAsync();
        var estates = new Estate[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = BuiltAtOnce }, async (number, _) =>
            estates[number] = await builder.BuildAsync(owner, token, $"benchmark-{number}", voters, topics));
        await app.StopAsync();
        return estates;
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

        public async Task<(long Owner, string Token)> BootstrapAsync()
        {
            var code = services.GetRequiredService<Enrolment>().OperatorCode;
            var bootstrap = new BootstrapOperatorRequest { Code = code, UserName = "operator", Password = "a long password" };
            var owner = await DoAsync(
                await _router.DirectoryAsync(), new BootstrapOperator(_keys.HashOf(code), NoPassword), bootstrap, Caller.Anonymous);
            return (owner, (await _sessions.BeginAsync(owner)).AccessToken);
        }

        public async Task<Estate> BuildAsync(long owner, string token, string id, int voters, int topics)
        {
            var directory = await _router.DirectoryAsync();
            var create = new CreateCommunityRequest { CommunityId = id, Title = "Benchmark", StaffDisplayName = "Staff" };
            await DoAsync(directory, new CreateCommunity(), create, new Caller(owner, IsOperator: true));
            await _router.Relay.DeliverAsync(id, CancellationToken.None);
            var community = (await _router.CommunityAsync(id))!;
            var staff = new Caller(await RedeemAsync(directory, id, community.Peek(state => state.Residents.Invitations.Keys.First())), IsOperator: false);
            await _router.Relay.DeliverAsync(id, CancellationToken.None);

            var accounts = await EnrolAsync(directory, id, community, staff, voters);
            var poll = await AnnounceAsync(id, community, staff);
            return new Estate
            {
                Id = id,
                Accounts = accounts,
                Tokens = await Task.WhenAll(accounts.Select(async account => (await _sessions.BeginAsync(account)).AccessToken)),
                OperatorToken = token,
                Poll = poll,
                Topics = await TalkAsync(id, community, accounts, topics),
            };
        }

        private async Task<IReadOnlyList<long>> EnrolAsync(
            Ledger<DirectoryState> directory, string id, Ledger<CommunityState> community, Caller staff, int voters)
        {
            var import = new ImportRollRequest { Parent = Names.Community(id) };
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
            var owners = community.Peek(state =>
                state.Residents.All.Values.Where(resident => resident.Owned.Length > 0).Select(resident => resident.Id).ToList());
            foreach (var batch in owners.Chunk(500))
            {
                var invite = new InviteResidentsRequest { Parent = Names.Community(id) };
                invite.Residents.AddRange(batch.Select(resident => Names.Of(id, "residents", resident)));
                var issued = await DoAsync(community, new InviteResidents(_keys), invite, staff);
                accounts.AddRange(await Task.WhenAll(issued.Invitations.Select(item =>
                    RedeemAsync(directory, id, Names.IdIn(item.Invitation.Name, "invitations")))));
                await _router.Relay.DeliverAsync(id, CancellationToken.None);
            }

            return accounts;
        }

        private static Task<long> RedeemAsync(Ledger<DirectoryState> directory, string id, long invitation) => DoAsync(
            directory,
            new RedeemInvitation(id, invitation, NoPassword),
            new RedeemInvitationRequest { UserName = $"{id}-{invitation}", Password = "a long password" },
            Caller.Anonymous);

        private static async Task<string> AnnounceAsync(string id, Ledger<CommunityState> community, Caller staff)
        {
            var announce = new AnnouncePollRequest
            {
                Parent = Names.Community(id),
                Question = "Shall charging piles be built at the east gate?",
                RulePack = "simple-majority",
                Secrecy = Secrecy.Confidential,
                BindingStatus = BindingStatus.Advisory,
                ClosesAt = DateTimeOffset.UtcNow.AddDays(10).ToTimestamp(),
            };
            return (await DoAsync(community, new AnnouncePoll("", 0), announce, staff)).Name;
        }

        private static async Task<IReadOnlyList<string>> TalkAsync(
            string id, Ledger<CommunityState> community, IReadOnlyList<long> accounts, int topics)
        {
            var names = new string[topics];
            var writer = 0;
            Caller Next() => new(accounts[(Interlocked.Increment(ref writer) & int.MaxValue) % accounts.Count], IsOperator: false);
            await Parallel.ForEachAsync(Enumerable.Range(0, topics), new ParallelOptions { MaxDegreeOfParallelism = BuiltAtOnce }, async (number, _) =>
            {
                var create = new CreateTopicRequest { Parent = Names.Community(id), Title = $"Topic {number}", Text = new string('t', 200) };
                var topic = await DoAsync(community, new CreateTopic(_ => 0), create, Next());
                names[number] = topic.Name;
                for (var post = 0; post < 20; post++)
                {
                    await DoAsync(
                        community, new CreatePost(), new CreatePostRequest { Parent = topic.Name, Text = $"{post} {new string('p', 200)}" }, Next());
                }
            });
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
