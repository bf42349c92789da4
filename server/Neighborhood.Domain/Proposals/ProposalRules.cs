using Neighborhood.Domain.Core;
using Neighborhood.V1;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>What several operations on proposals ask.</summary>
public static class ProposalRules
{
    /// <summary>A refusal for whoever did not make it.</summary>
    public static Refusal? MustBeAuthor(QueryContext<CommunityState> context, ProposalInfo proposal) =>
        proposal.Author == context.Me().Id ? null : new Refusal(ErrorReason.AuthorRequired);

    /// <summary>A refusal where the verb does not apply in the present state.</summary>
    public static Refusal? MustBeIn(ProposalInfo proposal, params ReadOnlySpan<State> states) =>
        states.Contains(proposal.State) ? null : Refusal.WrongState(proposal.State);

    /// <summary>A refusal where the fields do not make a proposal.</summary>
    public static Refusal? MustBeSound(string title, string request, Category category, long costFen)
    {
        if ((Says.Something("title", title) ?? Says.Something("request", request)) is { } blank)
        {
            return blank;
        }

        if (category == Category.Unspecified || !Enum.IsDefined(category))
        {
            return Refusal.BadField("category", FieldProblem.UnknownValue);
        }

        return costFen is < 0 or > DomainLimits.CostFen
            ? Refusal.BadField("cost_fen", FieldProblem.OutOfRange, ("min", 0), ("max", DomainLimits.CostFen))
            : null;
    }
}
