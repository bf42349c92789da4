using Neighborhood.Domain.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proposals;

/// <summary>Makes a draft that only its author sees.</summary>
public sealed class CreateProposal : ICommand<CommunityState, CreateProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CreateProposalRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (ProposalRules.MustBeSound(request.Title, request.Request, request.Category, request.CostFen) is { } unsound)
        {
            return unsound;
        }

        var topic = context.State.Topic(request.Topic)?.Id ?? 0;
        if (request.Topic.Length > 0 && topic == 0)
        {
            return Refusal.NotFound("topic");
        }

        var author = context.Me().Id;
        if (context.State.Proposals.RecentDrafts.Check(author, context.NowMicros, context.State.Settings.ProposalsPerHourOrDefault()) is { } tooFast)
        {
            return tooFast;
        }

        var (commitment, words) = context.Commit(
            new WrittenText { Title = request.Title, Request = request.Request, Place = request.Place, Text = request.Text });
        var terms = new ProposalTerms { Text = commitment, Category = request.Category, CostFen = request.CostFen };
        return Decision.Of(new Fact { ProposalDrafted = new() { Author = author, Terms = terms, Topic = topic } }, words);
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, CreateProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.State.Proposals.Find(made[0].Sequence)!);
}
