using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>The community, its roll, and those who have an account.</summary>
internal sealed class SeedPeople(NeighborhoodClient operatorClient, SeedScene scene)
{
    private readonly Seed _seed = scene.Seed;

    public async Task LoadAsync(Func<Task<IReadOnlyList<RollRow>>> rollAsync)
    {
        await FoundAsync().ConfigureAwait(false);
        await ImportAsync(await rollAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await RecordAsync().ConfigureAwait(false);
        await JoinAsync().ConfigureAwait(false);
        await GrantAsync().ConfigureAwait(false);
    }

    private async Task FoundAsync()
    {
        var known = await operatorClient.Communities.ListAllCommunitiesAsync(new ListCommunitiesRequest(), scene.Cancel)
            .AnyAsync(community => community.Name == scene.Community, scene.Cancel).ConfigureAwait(false);
        if (known && await StaffSignsInAsync().ConfigureAwait(false))
        {
            return;
        }

        // Where an earlier run stopped before the invitation was used, the same request gets the same answer again.
        var request = new CreateCommunityRequest
        {
            CommunityId = _seed.Id,
            Title = _seed.Title,
            StaffDisplayName = _seed.Staff.Name,
            Settings = new Settings { EndorsingHouseholds = _seed.EndorsingHouseholds },
        };
        var made = await operatorClient.Communities.CreateCommunityAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("community");
        await scene.Neighbours.RedeemAsync(_seed.Staff.Name, scene.UserOf(_seed.Staff), made.StaffInvitation.Code, scene.Cancel).ConfigureAwait(false);
    }

    private async Task<bool> StaffSignsInAsync()
    {
        try
        {
            await scene.Neighbours.SignInAsync(_seed.Staff.Name, scene.UserOf(_seed.Staff), scene.Cancel).ConfigureAwait(false);
            return true;
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.WrongCredentials)
        {
            return false;
        }
    }

    private async Task ImportAsync(IReadOnlyList<RollRow> rows)
    {
        var request = new ImportRollRequest { Parent = scene.Community, Rows = { rows }, ValidateOnly = true };
        var preview = await scene.Staff.Communities.ImportRollAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
        if (preview.BadRows is [var bad, ..])
        {
            throw new InvalidDataException($"{_seed.RollPath}:{bad.Line}: {bad.Field} {bad.Problem} {bad.Value}");
        }

        if (preview.Changes.Count == 0)
        {
            return;
        }

        request.ValidateOnly = false;
        request.PreviewEtag = preview.PreviewEtag;
        await scene.Staff.Communities.ImportRollAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("roll");
    }

    /// <summary>People who are not on the roll: tenants.</summary>
    private async Task RecordAsync()
    {
        var known = await ResidentsAsync().ConfigureAwait(false);
        var strangers = _seed.People.Where(person => person.Home.Length > 0 && !known.ContainsKey(person.Name)).ToList();
        if (strangers.Count == 0)
        {
            return;
        }

        var homes = await scene.Staff.Communities.ListAllHouseholdsAsync(new ListHouseholdsRequest { Parent = scene.Community, PageSize = 200 }, scene.Cancel)
            .ToDictionaryAsync(home => $"{home.Building}-{home.Unit}-{home.Room}", home => home.Name, cancellationToken: scene.Cancel).ConfigureAwait(false);
        foreach (var person in strangers)
        {
            var home = homes.GetValueOrDefault(person.Home) ?? throw new InvalidDataException($"{person.Name}: home {person.Home} is not on the roll");
            var request = new CreateResidentRequest { Parent = scene.Community, DisplayName = person.Name, Household = home };
            await scene.Staff.Communities.CreateResidentAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("resident");
        }
    }

    private async Task JoinAsync()
    {
        var residents = await ResidentsAsync().ConfigureAwait(false);
        var invited = _seed.People.Where(person => !ResidentOf(residents, person).Joined).ToList();
        foreach (var person in _seed.People.Except(invited))
        {
            await scene.Neighbours.SignInAsync(person.Name, scene.UserOf(person), scene.Cancel).ConfigureAwait(false);
        }

        if (invited.Count == 0)
        {
            return;
        }

        var request = new InviteResidentsRequest { Parent = scene.Community, Residents = { invited.Select(person => ResidentOf(residents, person).Name) } };
        var issued = await scene.Staff.Communities.InviteResidentsAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
        var codes = issued.Invitations.ToDictionary(one => one.Invitation.Resident.Resident, one => one.Code);
        foreach (var person in invited)
        {
            var code = codes[ResidentOf(residents, person).Name];
            await scene.Neighbours.RedeemAsync(person.Name, scene.UserOf(person), code, scene.Cancel).ConfigureAwait(false);
            scene.Note("joined");
        }
    }

    private async Task GrantAsync()
    {
        var residents = await ResidentsAsync().ConfigureAwait(false);
        foreach (var (person, role) in _seed.People.SelectMany(person => person.Roles.Select(role => (person, Choices.Find<Role>(role)!.Value))))
        {
            var resident = ResidentOf(residents, person);
            if (resident.Roles.Contains(role))
            {
                continue;
            }

            await scene.Staff.Communities.GrantRoleAsync(
                new GrantRoleRequest { Name = resident.Name, Role = role }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("role");
        }
    }

    private async Task<Dictionary<string, Resident>> ResidentsAsync()
    {
        var found = new Dictionary<string, Resident>();
        var request = new ListResidentsRequest { Parent = scene.Community, PageSize = 200 };
        await foreach (var resident in scene.Staff.Communities.ListAllResidentsAsync(request, scene.Cancel).ConfigureAwait(false))
        {
            found.TryAdd(resident.DisplayName, resident);
        }

        return found;
    }

    private Resident ResidentOf(Dictionary<string, Resident> residents, SeedPerson person) =>
        residents.GetValueOrDefault(person.Name) ?? throw new InvalidDataException($"{_seed.RollPath}: {person.Name} is not on the roll");
}
