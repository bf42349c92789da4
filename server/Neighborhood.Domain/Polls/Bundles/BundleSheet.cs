using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls.Bundles;

/// <summary>
/// What making the audit bundle of a decided poll needs, taken out of the mailbox, so that it holds up nobody. Of the roll of a
/// poll that is decided nothing changes any more but which ballots are struck, and of those the bundle shows the entries.
/// </summary>
/// <param name="Kind">Who it is for.</param>
/// <param name="Ledger">communities/{community}</param>
/// <param name="Poll">The poll.</param>
/// <param name="Rule">The bytes of the rule that it is decided by.</param>
/// <param name="Roll">The sealed roll, with the ballot that counts for each row.</param>
/// <param name="OpenSequence">The entry that sealed the roll; the seed of its salts stands beside it.</param>
/// <param name="HeadSizes">Sizes of the tree at which the bundle shows a signed head, besides the newest; in any order.</param>
public sealed record BundleSheet(
    BundleKind Kind, string Ledger, long Poll, ReadOnlyMemory<byte> Rule, PollRoll Roll, long OpenSequence, IReadOnlyList<long> HeadSizes)
{
    /// <summary>The residents who handed ballots in for others, and the authorisations they named: what <see cref="Note"/> saw.</summary>
    private readonly HashSet<long> _proxies = [];
    private readonly HashSet<long> _authorizations = [];

    /// <summary>Whether the rule lets somebody vote for another; then <see cref="Note"/> is to see every ballot before the bundle is made.</summary>
    public bool HasProxies { get; init; }

    /// <summary>Notes by whose hand a ballot of the poll was cast, so that the bundle shows the authorisation and the device.</summary>
    public void Note(Entry entry)
    {
        if (entry.Fact.BallotCast is { CastBy: not 0 } cast && cast.Poll == Poll)
        {
            _proxies.Add(cast.CastBy);
            _authorizations.Add(cast.Authorization);
        }
    }

    /// <summary>Whether the ballots that count are opened.</summary>
    public bool HasOpenings => Kind is BundleKind.BundleOpen or BundleKind.BundleScrutineer;

    /// <summary>Whether an entry stands in the bundle; of all others it has hashes.</summary>
    public bool Shows(Entry entry)
    {
        var fact = entry.Fact;
        return fact.KindCase switch
        {
            Fact.KindOneofCase.PollAnnounced => entry.Sequence == Poll,
            Fact.KindOneofCase.PollExtended => fact.PollExtended.Poll == Poll,
            Fact.KindOneofCase.PollOpened => fact.PollOpened.Poll == Poll,
            Fact.KindOneofCase.BallotCast => fact.BallotCast.Poll == Poll,
            Fact.KindOneofCase.PollClosed => fact.PollClosed.Poll == Poll,
            Fact.KindOneofCase.BallotStruck => fact.BallotStruck.Poll == Poll,
            Fact.KindOneofCase.ResultDeclared => fact.ResultDeclared.Poll == Poll,
            Fact.KindOneofCase.PollVoided => fact.PollVoided.Poll == Poll,
            Fact.KindOneofCase.PaperIssued => fact.PaperIssued.Poll == Poll,
            Fact.KindOneofCase.PaperReturned => fact.PaperReturned.Poll == Poll,
            Fact.KindOneofCase.PaperEntered => fact.PaperEntered.Poll == Poll,
            Fact.KindOneofCase.PaperEntryVoided => fact.PaperEntryVoided.Poll == Poll,
            Fact.KindOneofCase.PaperSpoiled => fact.PaperSpoiled.Poll == Poll,
            Fact.KindOneofCase.PaperCountFinished => fact.PaperCountFinished.Poll == Poll,
            Fact.KindOneofCase.EvidenceErased => fact.EvidenceErased.Poll == Poll,
            Fact.KindOneofCase.DeviceRegistered => Signs(fact.DeviceRegistered.Resident),
            Fact.KindOneofCase.DeviceRevoked => Signs(fact.DeviceRevoked.Resident),
            Fact.KindOneofCase.ProxyAuthorized => _authorizations.Contains(entry.Sequence),
            Fact.KindOneofCase.ProxyRevoked => _authorizations.Contains(fact.ProxyRevoked.Authorization),
            Fact.KindOneofCase.ScrutineerNamed => fact.ScrutineerNamed.Poll == Poll,
            Fact.KindOneofCase.ScrutineerRemoved => fact.ScrutineerRemoved.Poll == Poll,
            _ => false,
        };
    }

    private bool Signs(long resident) => Roll.IndexOf(resident) >= 0 || _proxies.Contains(resident);

    /// <summary>Whether a ballot is opened in this bundle: it counts, or did before it was struck, and openings are for whoever gets it.</summary>
    public bool Opens(Entry ballot) =>
        HasOpenings && Roll.IndexOf(ballot.Fact.BallotCast.Voter) is >= 0 and var index && Roll[index].Sequence == ballot.Sequence;
}
