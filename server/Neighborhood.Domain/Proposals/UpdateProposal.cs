using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>
/// Changes one's own draft or published proposal. What is endorsed must not change under the endorsers: after publication a change of
/// anything but the explanation clears the endorsements.
/// </summary>
/// <param name="current">The words of the present version, loaded before the decision; empty where there is no such proposal.</param>
/// <param name="currentSequence">The entry they were loaded from, see <see cref="CurrentText"/>; the decision checks that it is still the present one.</param>
public sealed class UpdateProposal(WrittenText current, long currentSequence) : ICommand<CommunityState, UpdateProposalRequest, Proposal>
{
    /// <summary>The entry whose words the constructor wants; 0 where the caller may know of no such proposal.</summary>
    public static long CurrentText(QueryContext<CommunityState> context, UpdateProposalRequest request) =>
        context.Proposal(request.Name)?.Current.Sequence ?? 0;

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, UpdateProposalRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        if (MayNot(context, proposal, request) is { } refusal)
        {
            return refusal;
        }

        var changed = ChangedFields(proposal.Current, request);
        if (changed.Count == 0)
        {
            return new Refusal(ErrorReason.NothingChanged);
        }

        var (commitment, words) = context.Commit(
            new WrittenText { Title = request.Title, Request = request.Request, Place = request.Place, Text = request.Text });
        return Decision.Of(Change(proposal, changed, new() { Text = commitment, Category = request.Category, CostFen = request.CostFen }), words);
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, UpdateProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);

    private Refusal? MayNot(CommandContext<CommunityState> context, ProposalInfo proposal, UpdateProposalRequest request)
    {
        var refusal = ProposalRules.MustBeAuthor(context, proposal)
            ?? ProposalRules.MustBeSound(request.Title, request.Request, request.Category, request.CostFen)
            ?? ProposalRules.MustBeIn(proposal, State.Draft, State.Published)
            ?? Etag.Check(request.Etag, proposal.Current.Sequence);
        if (refusal is not null)
        {
            return refusal;
        }

        if (currentSequence != proposal.Current.Sequence)
        {
            return new Refusal(ErrorReason.EtagMismatch, "etag");
        }

        return proposal.Versions.Length < DomainLimits.Versions
            ? context.State.Proposals.RecentEdits.Check(proposal.Author, context.NowMicros, context.State.Settings.EditsPerHourOrDefault())
            : Refusal.With(ErrorReason.LimitExceeded, "limit", DomainLimits.Versions);
    }

    private List<string> ChangedFields(ProposalVersion version, UpdateProposalRequest request)
    {
        (string Field, bool Changed)[] fields =
        [
            ("title", request.Title != current.Title),
            ("request", request.Request != current.Request),
            ("place", request.Place != current.Place),
            ("text", request.Text != current.Text),
            ("category", request.Category != version.Category),
            ("cost_fen", request.CostFen != version.CostFen),
        ];
        return [.. fields.Where(field => field.Changed).Select(field => field.Field)];
    }

    private static Fact Change(ProposalInfo proposal, List<string> changed, ProposalTerms terms)
    {
        if (proposal.State == State.Draft)
        {
            return new Fact { ProposalEdited = new() { Proposal = proposal.Id, Terms = terms } };
        }

        var clears = proposal.Endorsements.Count > 0 && changed.Any(field => field != "text");
        return new Fact { ProposalRevised = new() { Proposal = proposal.Id, Terms = terms, ChangedFields = { changed }, EndorsementsCleared = clears } };
    }
}
