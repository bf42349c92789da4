using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Names, phones and addresses of a community: kept beside the fold, never in it, and gone once erased.</summary>
public sealed class CommunityVault
{
    private const string ResidentPrefix = "residents/";
    private const string HeldPrefix = "held/";
    private const string HouseholdPrefix = "households/";
    private readonly Dictionary<long, ResidentRecord> _residents = [];
    private readonly Dictionary<long, ResidentRecord> _held = [];
    private readonly Dictionary<long, HouseholdRecord> _households = [];
    private readonly SortedSet<(HouseholdRecord Address, long Id)> _inOrder = new(new AddressOrder());

    /// <summary>The vault key of a resident.</summary>
    public static string ResidentKey(long id) => ResidentPrefix + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The vault key of an erased resident's record while it is evidence.</summary>
    public static string HeldKey(long id) => HeldPrefix + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The vault key of a household.</summary>
    public static string HouseholdKey(long id) => HouseholdPrefix + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The record of a resident, or null once erased. Not to be changed.</summary>
    public ResidentRecord? Resident(long id) => _residents.GetValueOrDefault(id);

    /// <summary>The record of an erased resident while it is evidence, or null. For named scrutineers alone. Not to be changed.</summary>
    public ResidentRecord? Held(long id) => _held.GetValueOrDefault(id);

    /// <summary>The address of a household, or null. Not to be changed.</summary>
    public HouseholdRecord? Household(long id) => _households.GetValueOrDefault(id);

    /// <summary>All residents' records, by id.</summary>
    public IReadOnlyDictionary<long, ResidentRecord> Residents => _residents;

    /// <summary>All households' records, by id.</summary>
    public IReadOnlyDictionary<long, HouseholdRecord> Households => _households;

    /// <summary>All households in the order of building, unit and room, in which 2 comes before 10.</summary>
    public IEnumerable<long> HouseholdsInOrder => _inOrder.Select(household => household.Id);

    /// <summary>A person as others see one.</summary>
    public Person Person(string community, long resident) => new()
    {
        Resident = Names.Of(community, "residents", resident),
        DisplayName = Resident(resident)?.DisplayName ?? "",
    };

    internal void Put(string key, ReadOnlySpan<byte> record)
    {
        if (key.StartsWith(ResidentPrefix, StringComparison.Ordinal))
        {
            _residents[IdIn(key, ResidentPrefix)] = ResidentRecord.Parser.ParseFrom(record);
            return;
        }

        if (key.StartsWith(HeldPrefix, StringComparison.Ordinal))
        {
            _held[IdIn(key, HeldPrefix)] = ResidentRecord.Parser.ParseFrom(record);
            return;
        }

        Erase(key);
        var id = IdIn(key, HouseholdPrefix);
        var household = HouseholdRecord.Parser.ParseFrom(record);
        _households[id] = household;
        _inOrder.Add((household, id));
    }

    internal void Erase(string key)
    {
        if (key.StartsWith(ResidentPrefix, StringComparison.Ordinal))
        {
            _residents.Remove(IdIn(key, ResidentPrefix));
            return;
        }

        if (key.StartsWith(HeldPrefix, StringComparison.Ordinal))
        {
            _held.Remove(IdIn(key, HeldPrefix));
            return;
        }

        var id = IdIn(key, HouseholdPrefix);
        if (_households.Remove(id, out var household))
        {
            _inOrder.Remove((household, id));
        }
    }

    private static long IdIn(string key, string prefix) => long.Parse(key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
