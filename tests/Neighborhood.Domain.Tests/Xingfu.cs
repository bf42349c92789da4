using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests;

/// <summary>
/// A small neighbourhood for tests. Residents 1 to 12 own households 1 to 12, 100.00 m² each (unless asked otherwise) and resident 13 lives
/// with 1; the others hold one role each and live nowhere here. Everybody has joined, with account 1000 + id.
/// </summary>
public static class Xingfu
{
    /// <summary>The community's id.</summary>
    public const string Id = "xingfu";

    /// <summary>Its resource name.</summary>
    public const string Name = "communities/xingfu";

    /// <summary>How many households it has.</summary>
    public const int Households = 12;

    /// <summary>Owners of one household each.</summary>
    public const long Wang = 1, Li = 2, Zhang = 3;

    /// <summary>Lives in Wang's household and owns nothing.</summary>
    public const long WangsChild = 13;

    /// <summary>One role each.</summary>
    public const long Councillor = 14, Host = 15, Moderator = 16, Staff = 17, Cadre = 18, Unit = 19, Observer = 20;

    /// <summary>An account that is nobody here.</summary>
    public static readonly Caller Outsider = new(9_999, IsOperator: false);

    /// <summary>The server's operator, who is nobody here.</summary>
    public static readonly Caller Operator = new(9_998, IsOperator: true);

    private static readonly Dictionary<long, Role> Granted = new()
    {
        [Councillor] = Role.CouncilMember,
        [Host] = Role.Host,
        [Moderator] = Role.Moderator,
        [Staff] = Role.Staff,
        [Cadre] = Role.ContactCadre,
        [Unit] = Role.HandlingUnit,
        [Observer] = Role.Observer,
    };

    /// <summary>A resident as a caller.</summary>
    public static Caller As(long resident) => new(1_000 + resident, IsOperator: false);

    /// <summary>The name of a resident.</summary>
    public static string Resident(long id) => Names.Of(Id, "residents", id);

    /// <summary>The name of anything.</summary>
    public static string Named(string collection, long id) => Names.Of(Id, collection, id);

    /// <summary>The neighbourhood, founded, its roll imported and everybody joined.</summary>
    public static Given<CommunityState> Founded(Settings? settings = null)
    {
        var given = new Given<CommunityState>();
        given.And(new Fact { CommunityFounded = new() { CommunityId = Id, Title = "幸福小区", Settings = settings ?? new(), SourceSequence = 1, Number = 1 } });
        given.And(new Fact { RollImported = Roll() });
        given.And(new Fact { ResidentRecorded = new() { Resident = WangsChild, Household = Wang } });
        given.And(Granted.Keys.Select(id => new Fact { ResidentRecorded = new() { Resident = id } }));
        for (var id = 1L; id <= Observer; id++)
        {
            given.Vault(CommunityVault.ResidentKey(id), new ResidentRecord { DisplayName = $"邻居{id}" });
            given.And(new Fact { InvitationIssued = new() { Resident = id, ExpiresMicros = 250_000_000_000_000_000 } });
            given.And(new Fact { ResidentJoined = new() { Resident = id, Account = As(id).Account, Invitation = given.Last, SourceSequence = 1 + id } });
        }

        return given.And(Granted.Select(grant => new Fact { RoleGranted = new() { Resident = grant.Key, Role = grant.Value } }));
    }

    private static RollImported Roll()
    {
        var roll = new RollImported();
        for (var id = 1L; id <= Households; id++)
        {
            roll.Owners.Add(new OwnerRow { Resident = id });
            roll.Households.Add(new HouseholdRow { Household = id, AreaCm2 = 1_000_000, AreaSource = AreaSource.Register, Owners = { id }, VotingOwner = id });
        }

        return roll;
    }
}
