using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Terminal.Demo;

/// <summary>Proposals, from the draft to the council's table.</summary>
internal sealed class SeedProposals(SeedScene scene)
{
    public async Task LoadAsync()
    {
        var topics = await SeedTalk.ListAsync(scene).ConfigureAwait(false);
        foreach (var wanted in Enumerable.Reverse(scene.Seed.Proposals))
        {
            await LoadAsync(wanted, wanted.Topic.Length == 0 ? "" : topics[wanted.Topic].Name).ConfigureAwait(false);
        }
    }

    private async Task LoadAsync(SeedProposal wanted, string topic)
    {
        var author = scene.Neighbours[wanted.By].Proposals;
        var proposal = await FindAsync(wanted).ConfigureAwait(false) ?? await DraftAsync(wanted, topic).ConfigureAwait(false);
        if (!wanted.Draft && proposal.State == State.Draft)
        {
            proposal = await author.PublishProposalAsync(
                new PublishProposalRequest { Name = proposal.Name }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("publish");
        }

        foreach (var text in wanted.Clarifications.Skip(proposal.Clarifications.Count))
        {
            await author.ClarifyProposalAsync(
                new ClarifyProposalRequest { Name = proposal.Name, Text = text }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("clarify");
        }

        foreach (var name in wanted.EndorsedBy)
        {
            await EndorseAsync(scene.Neighbours[name].Proposals, proposal.Name).ConfigureAwait(false);
        }

        if (wanted.Withdraw.Length > 0 && proposal.State == State.Published)
        {
            var request = new WithdrawProposalRequest { Name = proposal.Name, Reason = wanted.Withdraw }.WithId();
            await author.WithdrawProposalAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("withdraw");
        }
    }

    private async Task<Proposal?> FindAsync(SeedProposal wanted) =>
        await scene.Neighbours[wanted.By].Proposals.ListAllProposalsAsync(
            new ListProposalsRequest { Parent = scene.Community, Mine = true, PageSize = 100 }, scene.Cancel)
            .FirstOrDefaultAsync(proposal => proposal.Title == wanted.Title, scene.Cancel).ConfigureAwait(false);

    private async Task<Proposal> DraftAsync(SeedProposal wanted, string topic)
    {
        var request = new CreateProposalRequest
        {
            Parent = scene.Community,
            Title = wanted.Title,
            Request = wanted.Request,
            Place = wanted.Place,
            Text = wanted.Text.Trim(),
            Category = Choices.Find<Category>(wanted.Category)!.Value,
            CostFen = wanted.CostYuan * 100,
            Topic = topic,
        };
        var made = await scene.Neighbours[wanted.By].Proposals.CreateProposalAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("proposal");
        return made;
    }

    /// <summary>The endorsement that reaches the threshold puts it on the table, and those that come later are not needed any more.</summary>
    private async Task EndorseAsync(Proposals.ProposalsClient neighbour, string name)
    {
        var seen = await neighbour.GetProposalAsync(new GetProposalRequest { Name = name }, cancellationToken: scene.Cancel).ConfigureAwait(false);
        if (seen.EndorsedByMe || seen.State != State.Published)
        {
            return;
        }

        await neighbour.EndorseProposalAsync(new EndorseProposalRequest { Name = name }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("endorse");
    }
}
