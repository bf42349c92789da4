using System.Collections.Immutable;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proposals;

/// <summary>Proposals, folded from facts. The lists are kept in order, so that a page costs the page.</summary>
public sealed class ProposalsState
{
    private readonly Dictionary<long, ProposalInfo> _proposals = [];
    private readonly Dictionary<long, ImmutableSortedSet<ProposalPlace>> _byAuthor = [];
    private readonly Dictionary<long, long> _proposalOfPoll = [];

    /// <summary>All that were ever published, newest publication first.</summary>
    public ImmutableSortedSet<ProposalPlace> Published { get; private set; } = [];

    /// <summary>Who drafted proposals within the hour.</summary>
    public HourlyCounts RecentDrafts { get; } = new();

    /// <summary>Who edited proposals within the hour.</summary>
    public HourlyCounts RecentEdits { get; } = new();

    /// <summary>A proposal, or null. Drafts too: see <see cref="ProposalInfo.IsVisibleTo"/>.</summary>
    public ProposalInfo? Find(long id) => _proposals.GetValueOrDefault(id);

    /// <summary>The state of a proposal; unspecified where there is none.</summary>
    public Proposal.Types.State StateOf(long proposal) => Find(proposal)?.State ?? Proposal.Types.State.Unspecified;

    /// <summary>The entry whose text is the proposal's present one; 0 where there is none.</summary>
    public long TextOf(long proposal) => Find(proposal)?.Current.Sequence ?? 0;

    /// <summary>Somebody's own proposals, drafts included, newest first.</summary>
    public ImmutableSortedSet<ProposalPlace> By(long author) => _byAuthor.GetValueOrDefault(author, []);

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.ProposalDrafted:
                Draft(entry, fact.ProposalDrafted);
                break;
            case Fact.KindOneofCase.ProposalEdited:
                Change(fact.ProposalEdited.Proposal, before => WithVersion(before, entry, fact.ProposalEdited.Terms));
                RecentEdits.Add(_proposals[fact.ProposalEdited.Proposal].Author, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ProposalPublished:
                Publish(entry, fact.ProposalPublished.Proposal);
                break;
            case Fact.KindOneofCase.ProposalRevised:
                Change(fact.ProposalRevised.Proposal, before => Revise(WithVersion(before, entry, fact.ProposalRevised.Terms), fact.ProposalRevised));
                RecentEdits.Add(_proposals[fact.ProposalRevised.Proposal].Author, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ProposalClarified:
                Change(fact.ProposalClarified.Proposal,
                    before => before with { Clarifications = before.Clarifications.Add(new(entry.Sequence, entry.TimeMicros)) });
                break;
            case Fact.KindOneofCase.ProposalEndorsed:
                Change(fact.ProposalEndorsed.Proposal, before => Endorse(before, fact.ProposalEndorsed));
                break;
            case Fact.KindOneofCase.EndorsementWithdrawn:
                Change(fact.EndorsementWithdrawn.Proposal, before => Unendorse(before, fact.EndorsementWithdrawn.Resident));
                break;
            case Fact.KindOneofCase.ProposalTabled:
                Change(fact.ProposalTabled.Proposal,
                    before => before with { State = Proposal.Types.State.Tabled, NeededWhenTabled = fact.ProposalTabled.Needed });
                break;
            case Fact.KindOneofCase.ProposalDecided:
                var verdict = fact.ProposalDecided.Adopted ? Proposal.Types.State.Adopted : Proposal.Types.State.Rejected;
                Change(fact.ProposalDecided.Proposal, before => before with { State = verdict, DecidedBy = fact.ProposalDecided.Poll });
                break;
            case Fact.KindOneofCase.ProposalWithdrawn:
                Change(fact.ProposalWithdrawn.Proposal, before => before with { State = Proposal.Types.State.Withdrawn });
                break;
            case Fact.KindOneofCase.ProposalDraftDiscarded:
                Change(fact.ProposalDraftDiscarded.Proposal, before => before with { State = Proposal.Types.State.Withdrawn });
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    /// <summary>A poll that is declared void decided nothing, so the proposal it had decided is on the table again.</summary>
    internal void ApplyPoll(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.PollAnnounced when fact.PollAnnounced.Proposal != 0:
                _proposalOfPoll[entry.Sequence] = fact.PollAnnounced.Proposal;
                Change(fact.PollAnnounced.Proposal, before => before with { Polls = before.Polls.Add(entry.Sequence) });
                break;
            case Fact.KindOneofCase.PollVoided:
                BackOnTable(fact.PollVoided.Poll);
                break;
            case Fact.KindOneofCase.BallotStruck:
                // The poll is counted again, and decides it then.
                BackOnTable(fact.BallotStruck.Poll);
                break;
        }
    }

    private void BackOnTable(long poll)
    {
        if (_proposalOfPoll.TryGetValue(poll, out var proposal))
        {
            Change(proposal, before => before.DecidedBy != poll ? before : before with { State = Proposal.Types.State.Tabled, DecidedBy = 0 });
        }
    }

    private void Draft(Entry entry, ProposalDrafted drafted)
    {
        var proposal = new ProposalInfo(entry.Sequence, drafted.Author, drafted.Topic, entry.TimeMicros) { Versions = [] };
        _proposals[proposal.Id] = WithVersion(proposal, entry, drafted.Terms);
        _byAuthor[proposal.Author] = By(proposal.Author).Add(new(proposal.Id, proposal.Id));
        RecentDrafts.Add(proposal.Author, proposal.CreatedMicros);
    }

    private void Publish(Entry entry, long id)
    {
        var proposal = _proposals[id];
        var place = new ProposalPlace(entry.Sequence, id);
        Published = Published.Add(place);
        _byAuthor[proposal.Author] = By(proposal.Author).Remove(new(id, id)).Add(place);
        _proposals[id] = proposal with
        {
            State = Proposal.Types.State.Published,
            Published = entry.Sequence,
            PublishedMicros = entry.TimeMicros,
            DraftVersions = proposal.Versions.Length,
        };
    }

    private static ProposalInfo WithVersion(ProposalInfo before, Entry entry, ProposalTerms terms) => before with
    {
        Versions = before.Versions.Add(new(before.Versions.Length + 1, entry.Sequence, entry.TimeMicros, terms.Category, terms.CostFen)),
    };

    private static ProposalInfo Revise(ProposalInfo proposal, ProposalRevised revised)
    {
        var changed = proposal.ChangedSince;
        var told = revised.EndorsementsCleared ? changed.Keys.Concat(proposal.Endorsements.Keys) : changed.Keys;
        foreach (var resident in told.ToList())
        {
            changed = changed.SetItem(resident, [.. changed.GetValueOrDefault(resident, []).Union(revised.ChangedFields)]);
        }

        return revised.EndorsementsCleared
            ? proposal with { ChangedSince = changed, Endorsements = proposal.Endorsements.Clear(), EndorsingHouseholds = [] }
            : proposal with { ChangedSince = changed };
    }

    private static ProposalInfo Endorse(ProposalInfo before, ProposalEndorsed endorsed) => before with
    {
        Endorsements = before.Endorsements.Add(endorsed.Resident, endorsed.Household),
        EndorsingHouseholds = before.EndorsingHouseholds.Add(endorsed.Household),
        ChangedSince = before.ChangedSince.Remove(endorsed.Resident),
    };

    private static ProposalInfo Unendorse(ProposalInfo before, long resident) => before with
    {
        Endorsements = before.Endorsements.Remove(resident),
        EndorsingHouseholds = before.EndorsingHouseholds.Remove(before.Endorsements[resident]),
    };

    private void Change(long id, Func<ProposalInfo, ProposalInfo> change) => _proposals[id] = change(_proposals[id]);
}
