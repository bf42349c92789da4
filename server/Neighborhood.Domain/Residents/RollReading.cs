using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// The rows of a roll, read: households with their owners, and every row that cannot be used. It needs no state, so it is made outside the mailbox.
/// </summary>
public sealed class RollReading
{
    private static readonly Dictionary<string, int> Longest = new()
    {
        ["building"] = 20,
        ["unit"] = 20,
        ["room"] = 20,
        ["owner_key"] = 64,
        ["owner_name"] = 40,
        ["phone"] = 20,
    };

    private readonly Dictionary<string, RollHousehold> _byAddress = [];
    private readonly Dictionary<string, RollOwner> _byKey = [];
    private readonly List<BadRow> _badRows = [];

    private RollReading()
    {
    }

    /// <summary>Every fault of every row, in the order of the file.</summary>
    public IReadOnlyList<BadRow> BadRows => _badRows;

    /// <summary>The households in the order of the file.</summary>
    internal List<RollHousehold> Households { get; } = [];

    /// <summary>The owners in the order of the file.</summary>
    internal List<RollOwner> Owners { get; } = [];

    /// <summary>Reads rows.</summary>
    public static RollReading Of(IEnumerable<RollRow> rows)
    {
        var reading = new RollReading();
        foreach (var row in rows)
        {
            reading.Read(Cleaned(row));
        }

        return reading;
    }

    private static RollRow Cleaned(RollRow row) => new()
    {
        Line = row.Line,
        Building = RollText.Clean(row.Building),
        Unit = RollText.Clean(row.Unit),
        Room = RollText.Clean(row.Room),
        Area = RollText.Clean(row.Area),
        AreaSource = RollText.Clean(row.AreaSource),
        OwnerKey = RollText.Clean(row.OwnerKey),
        OwnerName = RollText.Clean(row.OwnerName),
        Phone = RollText.Clean(row.Phone),
        Unsold = RollText.Clean(row.Unsold),
        Votes = RollText.Clean(row.Votes),
    };

    private void Read(RollRow row)
    {
        var before = _badRows.Count;
        CheckLengths(row);
        var (area, source, unsold) = (AreaOf(row), SourceOf(row), YesNo(row, "unsold", row.Unsold));
        var votes = YesNo(row, "votes", row.Votes);
        var owner = OwnerOf(row, unsold == true, votes == true);
        if (!HasAddress(row))
        {
            return;
        }

        var household = HouseholdOf(row);
        if (ReferenceEquals(household.Row, row))
        {
            (household.AreaCm2, household.Source, household.Unsold) = (area, source, unsold);
        }

        MustAgree(row, household, area, source, unsold);
        if (_badRows.Count == before)
        {
            AddOwner(row, household, owner, votes == true);
        }
    }

    private void CheckLengths(RollRow row)
    {
        foreach (var (field, longest) in Longest)
        {
            var value = (string)RollRow.Descriptor.FindFieldByName(field).Accessor.GetValue(row);
            if (value.Length > longest)
            {
                Bad(row, field, RowProblem.TooLong, value[..longest]);
            }
        }
    }

    private long? AreaOf(RollRow row)
    {
        if (row.Area.Length == 0)
        {
            Bad(row, "area", RowProblem.Missing, "");
            return null;
        }

        if (RollText.AreaCm2(row.Area) is not { } area)
        {
            Bad(row, "area", RowProblem.NotAnArea, row.Area);
            return null;
        }

        if (area is < RollText.MinAreaCm2 or > RollText.MaxAreaCm2)
        {
            Bad(row, "area", RowProblem.AreaOutOfRange, row.Area);
        }

        return area;
    }

    private AreaSource? SourceOf(RollRow row)
    {
        var source = RollText.Source(row.AreaSource);
        if (source is null)
        {
            Bad(row, "area_source", row.AreaSource.Length == 0 ? RowProblem.Missing : RowProblem.NotASource, row.AreaSource);
        }

        return source;
    }

    private bool? YesNo(RollRow row, string field, string value)
    {
        var answer = RollText.YesNo(value);
        if (answer is null)
        {
            Bad(row, field, RowProblem.NotYesOrNo, value);
        }

        return answer;
    }

    private RollOwner? OwnerOf(RollRow row, bool unsold, bool votes)
    {
        if (unsold)
        {
            NoOwner(row, votes);
            return null;
        }

        if (row.OwnerKey.Length == 0)
        {
            Bad(row, "owner_key", RowProblem.Missing, "");
        }

        if (row.OwnerName.Length == 0)
        {
            Bad(row, "owner_name", RowProblem.Missing, "");
        }

        return row.OwnerKey.Length == 0 || row.OwnerName.Length == 0 ? null : KnownOwner(row);
    }

    private RollOwner KnownOwner(RollRow row)
    {
        if (!_byKey.TryGetValue(row.OwnerKey, out var owner))
        {
            owner = new RollOwner(row) { Phone = row.Phone };
            _byKey.Add(row.OwnerKey, owner);
            Owners.Add(owner);
            return owner;
        }

        if (owner.Name != row.OwnerName)
        {
            Bad(row, "owner_name", RowProblem.OwnerNameDiffers, row.OwnerName);
        }

        owner.Phone = owner.Phone.Length == 0 ? row.Phone : owner.Phone;
        return owner;
    }

    private void NoOwner(RollRow row, bool votes)
    {
        if (row.OwnerKey.Length > 0)
        {
            Bad(row, "owner_key", RowProblem.UnsoldWithOwner, row.OwnerKey);
        }

        if (row.OwnerName.Length > 0)
        {
            Bad(row, "owner_name", RowProblem.UnsoldWithOwner, row.OwnerName);
        }

        if (votes)
        {
            Bad(row, "votes", RowProblem.UnsoldWithOwner, row.Votes);
        }
    }

    private bool HasAddress(RollRow row)
    {
        if (row.Building.Length == 0)
        {
            Bad(row, "building", RowProblem.Missing, "");
        }

        if (row.Room.Length == 0)
        {
            Bad(row, "room", RowProblem.Missing, "");
        }

        return row.Building.Length > 0 && row.Room.Length > 0;
    }

    private RollHousehold HouseholdOf(RollRow row)
    {
        var key = RollText.KeyOf(row.Building, row.Unit, row.Room);
        if (!_byAddress.TryGetValue(key, out var household))
        {
            household = new RollHousehold(key, row);
            _byAddress.Add(key, household);
            Households.Add(household);
        }

        return household;
    }

    private void MustAgree(RollRow row, RollHousehold household, long? area, AreaSource? source, bool? unsold)
    {
        if (Differs(area, household.AreaCm2))
        {
            Bad(row, "area", RowProblem.DiffersFromEarlierLine, row.Area);
        }

        if (Differs(source, household.Source))
        {
            Bad(row, "area_source", RowProblem.DiffersFromEarlierLine, row.AreaSource);
        }

        if (Differs(unsold, household.Unsold))
        {
            Bad(row, "unsold", RowProblem.DiffersFromEarlierLine, row.Unsold);
        }
    }

    // What cannot be read is told as such, not as a difference too.
    private static bool Differs<T>(T? here, T? earlier)
        where T : struct => here is not null && earlier is not null && !here.Value.Equals(earlier.Value);

    private void AddOwner(RollRow row, RollHousehold household, RollOwner? owner, bool votes)
    {
        if (owner is null ? !ReferenceEquals(household.Row, row) : household.Owners.Contains(owner))
        {
            Bad(row, owner is null ? "room" : "owner_key", RowProblem.Repeated, owner?.Key ?? row.Room);
            return;
        }

        if (owner is not null)
        {
            household.Owners.Add(owner);
        }

        if (votes && household.Voter is not null)
        {
            Bad(row, "votes", RowProblem.SeveralVote, row.Votes);
            return;
        }

        household.Voter = votes ? owner : household.Voter;
    }

    private void Bad(RollRow row, string field, RowProblem problem, string value) =>
        _badRows.Add(new BadRow { Line = row.Line, Field = field, Problem = problem, Value = value });
}

/// <summary>A household as the file has it.</summary>
internal sealed class RollHousehold(string key, RollRow row)
{
    public string Key { get; } = key;

    public RollRow Row { get; } = row;

    public long? AreaCm2 { get; set; }

    public AreaSource? Source { get; set; }

    public bool? Unsold { get; set; }

    public List<RollOwner> Owners { get; } = [];

    /// <summary>The owner marked as voting, or null.</summary>
    public RollOwner? Voter { get; set; }
}

/// <summary>An owner as the file has it.</summary>
internal sealed class RollOwner(RollRow row)
{
    public RollRow Row { get; } = row;

    public string Key => Row.OwnerKey;

    public string Name => Row.OwnerName;

    public string Phone { get; set; } = "";
}
