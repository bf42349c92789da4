using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>Makes the draft the next version. What it says is looked at again, because an item may have gone on since it was drafted.</summary>
public sealed class PublishMenu : ICommand<CommunityState, PublishMenuRequest, RenovationMenu>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, PublishMenuRequest request)
    {
        if (context.State.Menu(request.Name) is not { } menu)
        {
            return Refusal.NotFound("name");
        }

        if (menu.Draft is not { } draft)
        {
            return Refusal.WrongState("PUBLISHED");
        }

        if ((Etag.Check(request.Etag, menu.Changed) ?? MenuContent.Check(context, menu, draft.Items)) is { } unfit)
        {
            return unfit with { Field = unfit.Field == "etag" ? "etag" : "name" };
        }

        return Decision.Of(new Fact
        {
            MenuPublished = new()
            {
                Menu = menu.Id,
                Version = menu.Version + 1,
                Title = draft.Title,
                Items = { draft.Items },
                ByResident = context.Me().Id,
                Published = { draft.Items.Where(item => menu.Find(item.Number)?.Content.Equals(item) != true).Select(item => item.Number) },
            },
        });
    }

    /// <inheritdoc/>
    public Reading<RenovationMenu> Answer(QueryContext<CommunityState> context, PublishMenuRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, made[0].Fact.MenuPublished.Menu);
}
