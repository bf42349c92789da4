using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Discussions;
using Neighborhood.Domain.Petitions;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proposals;
using Neighborhood.Domain.Proxies;
using Neighborhood.Domain.Renovation;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain;

/// <summary>The fold of a community's ledger: one part per capability.</summary>
public sealed class CommunityState : ILedgerState
{
    /// <summary>The community's id; empty before its founding.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Its number in the directory, with which its printed codes begin.</summary>
    public long Number { get; private set; }

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its settings, as given; see <see cref="CommunitySettings"/> for what they mean.</summary>
    public Settings Settings { get; private set; } = new();

    /// <summary>Ledger time of the founding in microseconds.</summary>
    public long FoundedMicros { get; private set; }

    /// <summary>The entry that last changed title or settings: the etag.</summary>
    public long Version { get; private set; }

    /// <summary>People and homes.</summary>
    public ResidentsState Residents { get; } = new();

    /// <summary>Names and addresses.</summary>
    public CommunityVault Vault { get; } = new();

    /// <summary>Topics and posts.</summary>
    public DiscussionsState Discussions { get; } = new();

    /// <summary>Proposals.</summary>
    public ProposalsState Proposals { get; } = new();

    /// <summary>The rules that polls are announced under.</summary>
    public RuleBook Rules { get; } = new();

    /// <summary>Polls.</summary>
    public PollsState Polls { get; } = new();

    /// <summary>Petitions.</summary>
    public PetitionsState Petitions { get; } = new();

    /// <summary>Proxies that were given.</summary>
    public ProxiesState Proxies { get; } = new();

    /// <summary>Renovation menus.</summary>
    public RenovationState Renovation { get; } = new();

    /// <summary>Devices that sign.</summary>
    public DevicesState Devices { get; } = new();

    /// <summary>The caller as a resident who is present, or null.</summary>
    public ResidentInfo? Me(Caller caller) => Residents.ByAccount(caller.Account) is { IsPresent: true } me ? me : null;

    /// <summary>The caller's roles here.</summary>
    public Roles RolesOf(Caller caller) =>
        (Me(caller)?.Roles ?? Roles.None) | Roles.Anyone |
            (caller.Account != 0 ? Roles.SignedIn : Roles.None) | (caller.IsOperator ? Roles.Operator : Roles.None);

    /// <summary>A person as others see one.</summary>
    public Person Person(long resident) => Vault.Person(Id, resident);

    /// <inheritdoc/>
    public Refusal? Authorize(Caller caller, string rpc) => Id.Length == 0 ? Refusal.NotFound("name") : AccessTable.Check(rpc, RolesOf(caller));

    /// <inheritdoc/>
    public void Apply(Entry entry, ReadOnlySpan<byte> leafHash)
    {
        // The kinds of a capability are numbered in one block (see ledger.proto).
        switch ((int)entry.Fact.KindCase)
        {
            case 10 or 11:
                break;
            case (int)Fact.KindOneofCase.CommunityFounded:
                Found(entry);
                Residents.Apply(entry);
                break;
            case (int)Fact.KindOneofCase.CommunityUpdated:
                Title = entry.Fact.CommunityUpdated.Title;
                Settings = entry.Fact.CommunityUpdated.Settings;
                Version = entry.Sequence;
                break;
            case 12 or (>= 22 and < 40) or 121 or 122:
                Residents.Apply(entry);
                break;
            case >= 40 and < 60:
                Discussions.Apply(entry);
                break;
            case >= 60 and < 80:
                Discussions.ApplyProposal(entry);
                Proposals.Apply(entry);
                break;
            case (>= 80 and < 100) or (>= 110 and <= 120):
                Proposals.ApplyPoll(entry);
                Petitions.ApplyPoll(entry);
                Polls.Apply(this, entry, leafHash);
                break;
            case >= 100 and < 105:
                Devices.Apply(entry);
                break;
            case >= 105 and < 110:
                Proxies.Apply(entry);
                break;
            case 130 or 131:
                Rules.Apply(entry);
                break;
            case 123 or 133 or 151:
                Polls.Apply(this, entry, leafHash);
                break;
            case (>= 134 and < 140) or 150:
                Petitions.Apply(entry);
                break;
            case >= 140 and < 150:
                Renovation.Apply(entry);
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    /// <inheritdoc/>
    public bool IsTally(Entry entry) => PollsState.IsOnlineBallot(entry);

    /// <inheritdoc/>
    public void NoteDurable(long size) => Polls.NoteDurable(size);

    /// <inheritdoc/>
    public void PutVault(string key, ReadOnlySpan<byte> record) => Vault.Put(key, record);

    /// <inheritdoc/>
    public void EraseVault(string key) => Vault.Erase(key);

    /// <inheritdoc/>
    public long? NextDueMicros => new[] { Polls.NextDueMicros, Residents.NextReleaseMicros, Petitions.NextDueMicros }.Min();

    /// <inheritdoc/>
    public Decision DecideDue(long dueMicros, long nextSequence, Entropy entropy)
    {
        if (Residents.NextReleaseMicros <= dueMicros)
        {
            return EvidenceHold.DecideDue(this, dueMicros);
        }

        return Petitions.NextDueMicros <= dueMicros
            ? PetitionClock.Decide(Petitions.NextDue)
            : Polls.DecideDue(this, dueMicros, nextSequence, entropy);
    }

    /// <inheritdoc/>
    public Decision? DecideOutage(long fromMicros, long untilMicros, long nextSequence) =>
        PetitionClock.DecideOutage(Petitions.All.Values, Polls.DecideOutage(fromMicros, untilMicros, nextSequence), fromMicros, untilMicros, nextSequence);

    /// <inheritdoc/>
    public FeedEvent? EventOf(Entry entry) => CommunityFeed.EventOf(this, entry);

    /// <inheritdoc/>
    public IEnumerable<FeedEvent> CoalescedNow() => CommunityFeed.Turnouts(this);

    /// <inheritdoc/>
    public bool MayRead(Caller caller, Entry entry)
    {
        if (Me(caller) is not { } me)
        {
            return false;
        }

        return EntryVisibility.Of(entry.Fact) switch
        {
            Visibility.Community => true,
            Visibility.Parties => me.Roles.HasFlag(Roles.Staff) || entry.Account == caller.Account || EntryVisibility.PartiesOf(entry.Fact).Contains(me.Id),
            _ => me.Roles.HasFlag(Roles.Staff),
        };
    }

    private void Found(Entry entry)
    {
        var founded = entry.Fact.CommunityFounded;
        Id = founded.CommunityId;
        Number = founded.Number;
        Title = founded.Title;
        Settings = founded.Settings ?? new Settings();
        FoundedMicros = entry.TimeMicros;
        Version = entry.Sequence;
    }
}
