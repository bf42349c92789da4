using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>The fold of the directory's ledger: accounts, communities, who joined which, and what each community must take over.</summary>
public sealed class DirectoryState : ILedgerState
{
    private readonly SortedDictionary<long, AccountInfo> _accounts = [];
    private readonly Dictionary<string, CommunityInfo> _communities = [];
    private readonly List<CommunityInfo> _byNumber = [];
    private readonly Dictionary<string, SortedList<long, Fact>> _outboxes = [];
    private readonly HashSet<(string Community, long Invitation)> _redeemed = [];
    private readonly Dictionary<long, RecoveryInfo> _recoveries = [];
    private readonly Dictionary<string, long> _recoveryByCode = [];

    /// <summary>User names and password hashes.</summary>
    public DirectoryVault Vault { get; } = new();

    /// <summary>All accounts, erased ones included, by id.</summary>
    public IReadOnlyDictionary<long, AccountInfo> Accounts => _accounts;

    /// <summary>All communities in the order of their numbers: number n stands at n − 1.</summary>
    public IReadOnlyList<CommunityInfo> Communities => _byNumber;

    /// <summary>Whether an operator was ever made.</summary>
    public bool HasOperator { get; private set; }

    /// <summary>The id the next account gets.</summary>
    public long NextAccount => _accounts.Count + 1;

    /// <summary>An account that is not erased, or null.</summary>
    public AccountInfo? Account(long id) => _accounts.GetValueOrDefault(id) is { Erased: false } account ? account : null;

    /// <summary>The account where it is the caller's own, or the caller runs the server; null otherwise.</summary>
    public AccountInfo? AccountFor(Caller caller, long id) => id == caller.Account || caller.IsOperator ? Account(id) : null;

    /// <summary>A community by its id, or null.</summary>
    public CommunityInfo? Community(string id) => _communities.GetValueOrDefault(id);

    /// <summary>A community by the number that its codes begin with, or null.</summary>
    public CommunityInfo? CommunityNumbered(long number) => number >= 1 && number <= _byNumber.Count ? _byNumber[(int)number - 1] : null;

    /// <summary>The caller that an account is; nobody where it is erased or unknown.</summary>
    public Caller CallerOf(long account) => Account(account) is { } known ? new Caller(known.Id, known.IsOperator) : Caller.Anonymous;

    /// <summary>Whether an invitation of a community was used.</summary>
    public bool IsRedeemed(string community, long invitation) => _redeemed.Contains((community, invitation));

    /// <summary>The recovery whose code has this SHA-256 and was neither used nor replaced, or null.</summary>
    public RecoveryInfo? RecoveryBy(ReadOnlySpan<byte> codeHash) =>
        _recoveryByCode.TryGetValue(Convert.ToHexString(codeHash), out var account) ? _recoveries[account] : null;

    /// <summary>What a community must take over after a sequence, oldest first.</summary>
    public IReadOnlyList<OutboxItem> Outbox(string community, long afterSequence, int count)
    {
        var outbox = _outboxes.GetValueOrDefault(community) ?? [];
        var items = new List<OutboxItem>();
        for (var i = FirstAfter(outbox.Keys, afterSequence); i < outbox.Count && items.Count < count; i++)
        {
            var fact = outbox.Values[i];
            items.Add(new OutboxItem(outbox.Keys[i], fact, fact.CommunityRegistered is null ? null : Vault.Staged(community)));
        }

        return items;
    }

    /// <inheritdoc/>
    public void Apply(Entry entry, ReadOnlySpan<byte> leafHash)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.Restored or Fact.KindOneofCase.OutageNoted or Fact.KindOneofCase.PasswordChanged:
                break;
            case Fact.KindOneofCase.OperatorBootstrapped:
                HasOperator = true;
                _accounts.Add(fact.OperatorBootstrapped.Account, new(fact.OperatorBootstrapped.Account, entry.TimeMicros, IsOperator: true));
                break;
            case Fact.KindOneofCase.AccountCreated:
                _accounts.Add(fact.AccountCreated.Account, new(fact.AccountCreated.Account, entry.TimeMicros, IsOperator: false));
                break;
            case Fact.KindOneofCase.CommunityRegistered:
                Apply(fact.CommunityRegistered, entry);
                break;
            case Fact.KindOneofCase.InvitationRedeemed:
                Apply(fact.InvitationRedeemed, entry);
                break;
            case Fact.KindOneofCase.RecoveryStarted:
                Apply(fact.RecoveryStarted, entry);
                break;
            case Fact.KindOneofCase.AccountRecovered:
                ForgetRecovery(fact.AccountRecovered.Account);
                Change(fact.AccountRecovered.Account, account => account with { HoldUntilMicros = fact.AccountRecovered.HoldUntilMicros });
                Post(fact.AccountRecovered.Account, entry);
                break;
            case Fact.KindOneofCase.AccountErased:
                ForgetRecovery(fact.AccountErased.Account);
                Change(fact.AccountErased.Account, account => account with { Erased = true });
                Post(fact.AccountErased.Account, entry);
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    /// <inheritdoc/>
    public bool IsTally(Entry entry) => false;

    /// <inheritdoc/>
    public void NoteDurable(long size)
    {
    }

    /// <inheritdoc/>
    public void PutVault(string key, ReadOnlySpan<byte> record) => Vault.Put(key, record);

    /// <inheritdoc/>
    public void EraseVault(string key) => Vault.Erase(key);

    /// <inheritdoc/>
    public long? NextDueMicros => null;

    /// <inheritdoc/>
    public Decision DecideDue(long dueMicros, long nextSequence, Entropy entropy) => new();

    /// <inheritdoc/>
    public Decision? DecideOutage(long fromMicros, long untilMicros, long nextSequence) => null;

    /// <inheritdoc/>
    public FeedEvent? EventOf(Entry entry) => null;

    /// <inheritdoc/>
    public IEnumerable<FeedEvent> CoalescedNow() => [];

    /// <inheritdoc/>
    public bool MayRead(Caller caller, Entry entry) => Account(caller.Account) is { IsOperator: true };

    /// <inheritdoc/>
    /// <remarks>What takes a role in a community is judged by that community's ledger, before the directory hears of it.</remarks>
    public Refusal? Authorize(Caller caller, string rpc)
    {
        var allowed = AccessTable.Rows[rpc];
        if (allowed.HasFlag(Roles.Anyone))
        {
            return null;
        }

        if (Account(caller.Account) is not { } account)
        {
            return new Refusal(ErrorReason.Unauthenticated);
        }

        return (allowed & ~Roles.Operator) != 0 || account.IsOperator ? null : Refusal.With(ErrorReason.RoleRequired, "roles", allowed);
    }

    private void Apply(CommunityRegistered registered, Entry entry)
    {
        var community = new CommunityInfo(
            registered.CommunityId, registered.Number, registered.Title, registered.Settings ?? new Settings(), entry.TimeMicros);
        _communities.Add(community.Id, community);
        _byNumber.Add(community);
        _outboxes.Add(community.Id, []);
        _outboxes[community.Id].Add(entry.Sequence, entry.Fact);
    }

    private void Apply(InvitationRedeemed redeemed, Entry entry)
    {
        _redeemed.Add((redeemed.CommunityId, redeemed.Invitation));
        _outboxes[redeemed.CommunityId].Add(entry.Sequence, entry.Fact);
        Change(redeemed.Account, account => account.Communities.Contains(redeemed.CommunityId)
            ? account
            : account with { Communities = account.Communities.Add(redeemed.CommunityId) });
    }

    private void Apply(RecoveryStarted started, Entry entry)
    {
        ForgetRecovery(started.Account);
        var code = Convert.ToHexString(started.CodeHash.Span);
        _recoveries[started.Account] = new RecoveryInfo(entry.Sequence, started.Account, code, started.ExpiresMicros, started.HoldUntilMicros);
        _recoveryByCode[code] = started.Account;
        Change(started.Account, account => account with { RecoveryStartedMicros = entry.TimeMicros });
    }

    // An account has one recovery at a time, so the code in hand is always the newest one.
    private void ForgetRecovery(long account)
    {
        if (_recoveries.Remove(account, out var recovery))
        {
            _recoveryByCode.Remove(recovery.CodeHash);
        }
    }

    private void Post(long account, Entry entry)
    {
        foreach (var community in _accounts[account].Communities)
        {
            _outboxes[community].Add(entry.Sequence, entry.Fact);
        }
    }

    private void Change(long id, Func<AccountInfo, AccountInfo> change) => _accounts[id] = change(_accounts[id]);

    private static int FirstAfter(IList<long> ascending, long sequence)
    {
        var (low, high) = (0, ascending.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] > sequence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
