using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The form in which a proposal is written and edited.</summary>
public static class ProposalForm
{
    /// <summary>Writes a new draft, born in a topic or by itself.</summary>
    public static void Create(Workspace workspace, string topic, string title)
    {
        var server = workspace.Server;
        workspace.Navigator.Open(new FormPresenter(workspace, "proposals_new", FieldsOf(workspace, new Proposal { Title = title, Category = Category.Parking }),
            async (form, cancellation) =>
            {
                var request = new CreateProposalRequest
                {
                    Parent = workspace.Visitor.Community,
                    Title = form["title"],
                    Request = form["request"],
                    Place = form["place"],
                    Text = form["text"],
                    Category = Enum.Parse<Category>(form["category"]),
                    CostFen = Fields.ParseYuan(form["cost_fen"]) ?? 0,
                    Topic = topic,
                };
                var proposal = await server.Proposals.CreateProposalAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
                return () =>
                {
                    workspace.Navigator.Back();
                    workspace.Navigator.Open(new ProposalPresenter(workspace, proposal.Name));
                };
            })
        { SendLabel = "command_save_draft", Introduction = words => words["proposal_new_text"] });
    }

    /// <summary>Edits one's own; the etag keeps another edit from being overwritten.</summary>
    public static void Edit(Workspace workspace, Proposal proposal)
    {
        var server = workspace.Server;
        var isPublished = proposal.State == Proposal.Types.State.Published;
        workspace.Navigator.Open(new FormPresenter(workspace, "proposal_edit", FieldsOf(workspace, proposal), async (form, cancellation) =>
        {
            var request = new UpdateProposalRequest
            {
                Name = proposal.Name,
                Title = form["title"],
                Request = form["request"],
                Place = form["place"],
                Text = form["text"],
                Category = Enum.Parse<Category>(form["category"]),
                CostFen = Fields.ParseYuan(form["cost_fen"]) ?? 0,
                Etag = proposal.Etag,
            };
            await server.Proposals.UpdateProposalAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return workspace.Navigator.Back;
        })
        { SendLabel = "command_save", Introduction = words => words[isPublished ? "proposal_edit_published_text" : "proposal_edit_text"] });
    }

    private static ImmutableArray<Field> FieldsOf(Workspace workspace, Proposal proposal) =>
    [
        new Field("title", "field_title") { Value = proposal.Title, IsRequired = true, MaxLength = 80 },
        Fields.LongText("request", "field_request", 500) with { Value = proposal.Request, Hint = "hint_request" },
        Fields.Choice("category", "field_category", proposal.Category),
        new Field("place", "field_place") { Value = proposal.Place, MaxLength = 100 },
        new Field("cost_fen", "field_cost_fen") { Value = proposal.CostFen == 0 ? "" : $"{proposal.CostFen / 100}.{proposal.CostFen % 100:00}",
            Check = CheckCost },
        Fields.LongText("text", "field_why", 8000, isRequired: false) with { Value = proposal.Text },
    ];

    private static string? CheckCost(string text) => Fields.ParseYuan(text) is null ? "form_not_money" : null;
}
