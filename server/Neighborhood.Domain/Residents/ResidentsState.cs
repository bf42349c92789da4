using System.Collections.Immutable;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>The people and homes of a community, folded from facts.</summary>
public sealed class ResidentsState
{
    private readonly Dictionary<long, long> _residentByAccount = [];
    private readonly SortedDictionary<long, ResidentInfo> _residents = [];
    private readonly SortedDictionary<long, HouseholdInfo> _households = [];
    private readonly SortedDictionary<long, InvitationInfo> _invitations = [];
    private readonly Dictionary<long, long> _newestInvitation = [];
    private readonly Dictionary<string, long> _invitationByCode = [];
    private readonly SortedSet<(long Micros, long Resident)> _held = [];

    /// <summary>All residents, past ones included, by id.</summary>
    public IReadOnlyDictionary<long, ResidentInfo> All => _residents;

    /// <summary>All households, by id.</summary>
    public IReadOnlyDictionary<long, HouseholdInfo> Households => _households;

    /// <summary>All invitations, by id.</summary>
    public IReadOnlyDictionary<long, InvitationInfo> Invitations => _invitations;

    /// <summary>The total exclusive area in square centimetres.</summary>
    public long TotalAreaCm2 { get; private set; }

    /// <summary>How many residents are present.</summary>
    public int PresentCount { get; private set; }

    /// <summary>How many hold the staff role.</summary>
    public int StaffCount { get; private set; }

    /// <summary>When the next record that is held as evidence is due, in microseconds, or null.</summary>
    public long? NextReleaseMicros => _held.Count == 0 ? null : _held.Min.Micros;

    /// <summary>Whose record that is.</summary>
    internal long NextReleased => _held.Min.Resident;

    /// <summary>The newest entry of the directory that was taken over; what the relay resumes from.</summary>
    public long DirectoryCursor { get; private set; }

    /// <summary>The id the next resident gets.</summary>
    public long NextResident { get; private set; } = 1;

    /// <summary>The id the next household gets.</summary>
    public long NextHousehold { get; private set; } = 1;

    /// <summary>How often the roll has changed: the etag of a preview.</summary>
    public long RollVersion { get; private set; }

    /// <summary>The resident that an account is here, or null for an outsider.</summary>
    public ResidentInfo? ByAccount(long account) =>
        account != 0 && _residentByAccount.TryGetValue(account, out var id) ? _residents[id] : null;

    /// <summary>A resident, or null.</summary>
    public ResidentInfo? Find(long id) => _residents.GetValueOrDefault(id);

    /// <summary>The one invitation of a resident that may still be unused: issuing another revokes it.</summary>
    public InvitationInfo? UnusedInvitationOf(long resident) =>
        _newestInvitation.TryGetValue(resident, out var id) && _invitations[id] is { Revoked: false, Redeemed: false } invitation ? invitation : null;

    /// <summary>The invitation whose code has this SHA-256, or null.</summary>
    public InvitationInfo? ByCodeHash(ReadOnlySpan<byte> hash) =>
        _invitationByCode.TryGetValue(Convert.ToHexString(hash), out var id) ? _invitations[id] : null;

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.CommunityFounded:
                DirectoryCursor = fact.CommunityFounded.SourceSequence;
                break;
            case Fact.KindOneofCase.RelayRefused:
                DirectoryCursor = fact.RelayRefused.SourceSequence;
                break;
            case Fact.KindOneofCase.RollImported:
                Apply(fact.RollImported);
                break;
            case Fact.KindOneofCase.VotingOwnerNamed:
                var named = fact.VotingOwnerNamed;
                _households[named.Household] = _households[named.Household] with { VotingOwner = named.VotingOwner };
                RollVersion++;
                break;
            case Fact.KindOneofCase.ResidentRecorded:
                Add(new ResidentInfo(fact.ResidentRecorded.Resident) { Household = fact.ResidentRecorded.Household });
                break;
            case Fact.KindOneofCase.ResidentJoined:
                Apply(fact.ResidentJoined, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ResidenceEnded:
                End(fact.ResidenceEnded.Resident, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ResidentErased:
                Change(fact.ResidentErased.Resident, resident => resident with { Erased = true });
                DirectoryCursor = Math.Max(DirectoryCursor, fact.ResidentErased.SourceSequence);
                break;
            case Fact.KindOneofCase.EvidenceHeld:
                Hold(fact.EvidenceHeld.Resident, fact.EvidenceHeld.UntilMicros);
                break;
            case Fact.KindOneofCase.EvidenceReleased:
                Hold(fact.EvidenceReleased.Resident, untilMicros: 0);
                break;
            case Fact.KindOneofCase.InvitationIssued:
                Apply(fact.InvitationIssued, entry);
                break;
            case Fact.KindOneofCase.InvitationRevoked:
                _invitations[fact.InvitationRevoked.Invitation] = _invitations[fact.InvitationRevoked.Invitation] with { Revoked = true };
                break;
            case Fact.KindOneofCase.StaffAppointed:
                break;
            case Fact.KindOneofCase.RoleGranted:
                SetGranted(fact.RoleGranted.Resident, granted => granted | AccessTable.Of(fact.RoleGranted.Role));
                break;
            case Fact.KindOneofCase.RoleRevoked:
                SetGranted(fact.RoleRevoked.Resident, granted => granted & ~AccessTable.Of(fact.RoleRevoked.Role));
                break;
            case Fact.KindOneofCase.RecoveryNoted:
                Change(fact.RecoveryNoted.Resident, resident => resident with { RecoveryMicros = entry.TimeMicros });
                break;
            case Fact.KindOneofCase.VotingHoldSet:
                Change(ByAccount(fact.VotingHoldSet.Account)!.Id, resident => resident with
                {
                    VotingHoldUntilMicros = fact.VotingHoldSet.UntilMicros,
                    HoldSequence = entry.Sequence,
                });
                DirectoryCursor = fact.VotingHoldSet.SourceSequence;
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    private void Hold(long id, long untilMicros)
    {
        _held.Remove((_residents[id].HeldUntilMicros, id));
        Change(id, resident => resident with { HeldUntilMicros = untilMicros });
        if (untilMicros > 0)
        {
            _held.Add((untilMicros, id));
        }
    }

    private void Apply(RollImported imported)
    {
        foreach (var owner in imported.Owners)
        {
            Add(new ResidentInfo(owner.Resident));
        }

        // Put back once an owner and not once a home: one owner may have tens of thousands.
        var changed = new Dictionary<long, SortedSet<long>>();
        foreach (var row in imported.Households)
        {
            var before = _households.GetValueOrDefault(row.Household);
            var household = new HouseholdInfo(row.Household, row.AreaCm2, row.AreaSource, row.Unsold, [.. row.Owners], row.VotingOwner);
            _households[row.Household] = household;
            TotalAreaCm2 += household.AreaCm2 - (before?.AreaCm2 ?? 0);
            NextHousehold = Math.Max(NextHousehold, row.Household + 1);
            foreach (var owner in (before?.Owners ?? []).Except(household.Owners))
            {
                OwnedBy(owner).Remove(row.Household);
            }

            foreach (var owner in household.Owners.Except(before?.Owners ?? []))
            {
                OwnedBy(owner).Add(row.Household);
            }
        }

        foreach (var (owner, owned) in changed)
        {
            Change(owner, resident => resident with { Owned = [.. owned] });
        }

        RollVersion++;

        SortedSet<long> OwnedBy(long owner) =>
            changed.TryGetValue(owner, out var owned) ? owned : changed[owner] = [.. _residents[owner].Owned];
    }

    private void Apply(InvitationIssued issued, Entry entry)
    {
        _invitations[entry.Sequence] = new InvitationInfo(entry.Sequence, issued.Resident, entry.TimeMicros, issued.ExpiresMicros, issued.ByResident);
        _newestInvitation[issued.Resident] = entry.Sequence;
        _invitationByCode[Convert.ToHexString(issued.CodeHash.Span)] = entry.Sequence;
    }

    private void Apply(ResidentJoined joined, long timeMicros)
    {
        DirectoryCursor = joined.SourceSequence;
        _residentByAccount[joined.Account] = joined.Resident;
        _invitations[joined.Invitation] = _invitations[joined.Invitation] with { Redeemed = true };
        Change(joined.Resident, resident => resident with
        {
            Account = joined.Account,
            JoinedMicros = timeMicros,
            VotingHoldUntilMicros = joined.HoldUntilMicros,
        });
    }

    private void Add(ResidentInfo resident)
    {
        _residents.Add(resident.Id, resident);
        NextResident = Math.Max(NextResident, resident.Id + 1);
        PresentCount++;
    }

    private void End(long id, long timeMicros)
    {
        SetGranted(id, _ => Roles.None);
        Change(id, resident => resident with { EndedMicros = timeMicros });
        PresentCount--;
    }

    private void SetGranted(long id, Func<Roles, Roles> change)
    {
        var before = _residents[id];
        var granted = change(before.Granted);
        StaffCount += (granted.HasFlag(Roles.Staff) ? 1 : 0) - (before.Granted.HasFlag(Roles.Staff) ? 1 : 0);
        _residents[id] = before with { Granted = granted };
    }

    private void Change(long id, Func<ResidentInfo, ResidentInfo> change) => _residents[id] = change(_residents[id]);
}
