using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Proposals, folded from facts.</summary>
public sealed class ProposalsState
{
    private readonly Dictionary<long, (State State, long Text, long DecidedBy)> _proposals = [];

    /// <summary>The state of a proposal; unspecified where there is none.</summary>
    public State StateOf(long proposal) => _proposals.GetValueOrDefault(proposal).State;

    /// <summary>The entry whose text is the proposal's present one; 0 where there is none.</summary>
    public long TextOf(long proposal) => _proposals.GetValueOrDefault(proposal).Text;

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.ProposalDrafted:
                _proposals[entry.Sequence] = (State.Draft, entry.Sequence, 0);
                break;
            case Fact.KindOneofCase.ProposalEdited:
                _proposals[fact.ProposalEdited.Proposal] = _proposals[fact.ProposalEdited.Proposal] with { Text = entry.Sequence };
                break;
            case Fact.KindOneofCase.ProposalRevised:
                _proposals[fact.ProposalRevised.Proposal] = _proposals[fact.ProposalRevised.Proposal] with { Text = entry.Sequence };
                break;
            case Fact.KindOneofCase.ProposalPublished:
                Move(fact.ProposalPublished.Proposal, State.Published);
                break;
            case Fact.KindOneofCase.ProposalTabled:
                Move(fact.ProposalTabled.Proposal, State.Tabled);
                break;
            case Fact.KindOneofCase.ProposalWithdrawn:
                Move(fact.ProposalWithdrawn.Proposal, State.Withdrawn);
                break;
            case Fact.KindOneofCase.ProposalDecided:
                Move(fact.ProposalDecided.Proposal, fact.ProposalDecided.Adopted ? State.Adopted : State.Rejected, fact.ProposalDecided.Poll);
                break;
        }
    }

    /// <summary>A poll that is declared void decided nothing, so the proposal it had decided is on the table again.</summary>
    internal void ApplyPoll(Entry entry)
    {
        if (entry.Fact.KindCase != Fact.KindOneofCase.PollVoided)
        {
            return;
        }

        foreach (var proposal in _proposals.Where(pair => pair.Value.DecidedBy == entry.Fact.PollVoided.Poll).Select(pair => pair.Key).ToList())
        {
            Move(proposal, State.Tabled);
        }
    }

    private void Move(long proposal, State state, long decidedBy = 0) =>
        _proposals[proposal] = _proposals[proposal] with { State = state, DecidedBy = decidedBy };
}
