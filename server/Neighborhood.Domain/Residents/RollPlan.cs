using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Kind = Neighborhood.V1.RollChange.Types.Kind;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// What a roll would change: the rows compared with the roll as it is. Owners are the present residents with the same owner key, or new ones;
/// households are those with the same address, or new ones.
/// </summary>
internal sealed class RollPlan
{
    /// <summary>Most bytes of the fact, so that it fits into one entry of a segment with room to spare.</summary>
    public const int MaxFactBytes = 1_040_000;

    private static readonly ByteString NoCommitment = ByteString.CopyFrom(new byte[Rules.Proofs.TextCommitment.Size]);

    private readonly CommunityState _state;
    private readonly Dictionary<string, long> _residentByKey = [];
    private readonly Dictionary<string, long> _householdByKey = [];
    private readonly Dictionary<string, long> _ownerIds = [];
    private readonly List<(long Id, RollOwner Owner)> _newOwners = [];
    private readonly List<(long Id, RollOwner Owner)> _changedOwners = [];
    private readonly List<(HouseholdRow Row, RollHousehold? Added)> _households = [];
    private long _nextHousehold;

    private RollPlan(CommunityState state)
    {
        _state = state;
        _nextHousehold = state.Residents.NextHousehold;
        foreach (var (id, record) in state.Vault.Residents.Where(resident => resident.Value.OwnerKey.Length > 0))
        {
            if (state.Residents.Find(id) is { IsPresent: true })
            {
                _residentByKey[record.OwnerKey] = id;
            }
        }

        foreach (var (id, record) in state.Vault.Households)
        {
            _householdByKey[RollText.KeyOf(record.Building, record.Unit, record.Room)] = id;
        }
    }

    /// <summary>Every change, in the order of the file.</summary>
    public List<RollChange> Changes { get; } = [];

    /// <summary>Households that stay as they are.</summary>
    public int UnchangedCount { get; private set; }

    /// <summary>Whether the fact would be too large for one entry.</summary>
    public bool IsTooLarge => new Fact { RollImported = ToFact(null, null) }.CalculateSize() > MaxFactBytes;

    public static RollPlan Of(CommunityState state, RollReading roll)
    {
        var plan = new RollPlan(state);
        plan.MatchOwners(roll);
        foreach (var household in roll.Households)
        {
            plan.Compare(household);
        }

        return plan;
    }

    /// <summary>Binds rows, changes and the roll's version, so that exactly what was looked at is applied.</summary>
    public string Etag(IEnumerable<RollRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bound = new ImportRollRequest { Rows = { rows } };
        hash.AppendData(bound.ToByteArray());
        hash.AppendData(new ImportRollResponse { Changes = { Changes } }.ToByteArray());
        hash.AppendData(BitConverter.GetBytes(_state.Residents.RollVersion));
        hash.AppendData(BitConverter.GetBytes(_state.Residents.NextResident));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>One fact, and the vault's records; nothing at all where nothing changes.</summary>
    public Decision Decide(Entropy entropy)
    {
        var decision = new Decision();
        if (Changes.Count == 0)
        {
            return decision;
        }

        decision.Add(new Fact { RollImported = ToFact(decision, entropy) });
        foreach (var (id, owner) in _changedOwners)
        {
            var record = _state.Vault.Resident(id)!.Clone();
            record.DisplayName = owner.Name;
            record.Phone = owner.Phone.Length > 0 ? owner.Phone : record.Phone;
            decision.Put(CommunityVault.ResidentKey(id), record);
        }

        return decision;
    }

    // Without a decision the commitments are blank: the size is the same.
    private RollImported ToFact(Decision? decision, Entropy? entropy)
    {
        var fact = new RollImported();
        foreach (var (id, owner) in _newOwners)
        {
            var (record, commitment) = entropy is null
                ? (null, NoCommitment)
                : Sealed.Resident(new ResidentRecord { DisplayName = owner.Name, Phone = owner.Phone, OwnerKey = owner.Key }, entropy);
            fact.Owners.Add(new OwnerRow { Resident = id, Commitment = commitment });
            decision?.Put(CommunityVault.ResidentKey(id), record!);
        }

        foreach (var (row, added) in _households)
        {
            var entered = row.Clone();
            fact.Households.Add(entered);
            if (added is null)
            {
                continue;
            }

            var address = new HouseholdRecord { Building = added.Row.Building, Unit = added.Row.Unit, Room = added.Row.Room };
            var (record, commitment) = entropy is null ? (null, NoCommitment) : Sealed.Household(address, entropy);
            entered.Commitment = commitment;
            decision?.Put(CommunityVault.HouseholdKey(row.Household), record!);
        }

        return fact;
    }

    private void MatchOwners(RollReading roll)
    {
        var next = _state.Residents.NextResident;
        foreach (var owner in roll.Owners)
        {
            if (_residentByKey.TryGetValue(owner.Key, out var id))
            {
                _ownerIds[owner.Key] = id;
                CompareOwner(id, owner);
                continue;
            }

            _ownerIds[owner.Key] = next;
            _newOwners.Add((next++, owner));
        }
    }

    private void CompareOwner(long id, RollOwner owner)
    {
        var before = _state.Vault.Resident(id)!;
        var isRenamed = before.DisplayName != owner.Name;
        var hasNewPhone = owner.Phone.Length > 0 && before.Phone != owner.Phone;
        if (isRenamed)
        {
            Change(Kind.OwnerRenamed, owner.Row, before.DisplayName, owner.Name);
        }

        if (hasNewPhone)
        {
            Change(Kind.PhoneChanged, owner.Row, before.Phone, owner.Phone);
        }

        if (isRenamed || hasNewPhone)
        {
            _changedOwners.Add((id, owner));
        }
    }

    private void Compare(RollHousehold household)
    {
        var before = _householdByKey.TryGetValue(household.Key, out var known) ? _state.Residents.Households[known] : null;
        ImmutableArray<long> owners = [.. household.Owners.Select(owner => _ownerIds[owner.Key]).Order()];
        var row = new HouseholdRow
        {
            Household = before?.Id ?? _nextHousehold++,
            AreaCm2 = household.AreaCm2!.Value,
            AreaSource = household.Source!.Value,
            Unsold = household.Unsold!.Value,
            Owners = { owners },
            VotingOwner = VoterOf(household, owners, before),
        };
        if (before is null)
        {
            _households.Add((row, household));
            Change(Kind.Added, household.Row, "", Join(RollText.Area(row.AreaCm2), NamesOf(household.Owners)));
            return;
        }

        var changesBefore = Changes.Count;
        CompareFigures(household, before, row);
        CompareOwners(household, before, row);
        if (Changes.Count == changesBefore)
        {
            UnchangedCount++;
            return;
        }

        _households.Add((row, null));
    }

    private void CompareFigures(RollHousehold household, HouseholdInfo before, HouseholdRow row)
    {
        if (before.AreaCm2 != row.AreaCm2)
        {
            Change(Kind.AreaChanged, household.Row, RollText.Area(before.AreaCm2), RollText.Area(row.AreaCm2));
        }

        if (before.AreaSource != row.AreaSource)
        {
            Change(Kind.SourceChanged, household.Row, before.AreaSource.ToString(), row.AreaSource.ToString());
        }
    }

    private void CompareOwners(RollHousehold household, HouseholdInfo before, HouseholdRow row)
    {
        var haveChanged = before.Unsold != row.Unsold || !before.Owners.SequenceEqual(row.Owners);
        if (haveChanged)
        {
            var kind = before.Unsold && !row.Unsold ? Kind.SoldByDeveloper : Kind.OwnersChanged;
            Change(kind, household.Row, Join([.. before.Owners.Select(NameOf)]), NamesOf(household.Owners));
        }

        // A new owner who is the only one votes as a matter of course.
        if (before.VotingOwner != row.VotingOwner && !(haveChanged && row.Owners.Count < 2))
        {
            var voter = household.Owners.FirstOrDefault(owner => _ownerIds[owner.Key] == row.VotingOwner)?.Name ?? "";
            Change(Kind.VoterChanged, household.Row, NameOf(before.VotingOwner), voter);
        }
    }

    // A file that marks nobody says nothing about who votes, so whom the co-owners named stays named.
    private long VoterOf(RollHousehold household, ImmutableArray<long> owners, HouseholdInfo? before)
    {
        if (owners.Length == 1)
        {
            return owners[0];
        }

        if (household.Voter is { } marked)
        {
            return _ownerIds[marked.Key];
        }

        return before is not null && owners.Contains(before.VotingOwner) ? before.VotingOwner : 0;
    }

    private string NameOf(long resident) => _state.Vault.Resident(resident)?.DisplayName ?? "";

    private static string NamesOf(IEnumerable<RollOwner> owners) => Join([.. owners.Select(owner => owner.Name)]);

    private static string Join(params string[] parts) => string.Join("、", parts.Where(part => part.Length > 0));

    private void Change(Kind kind, RollRow row, string before, string after) => Changes.Add(new RollChange
    {
        Kind = kind,
        Line = row.Line,
        Building = row.Building,
        Unit = row.Unit,
        Room = row.Room,
        Before = before,
        After = after,
    });
}
