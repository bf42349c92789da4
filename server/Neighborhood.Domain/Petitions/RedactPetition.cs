using Neighborhood.Domain.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Petitions;

/// <summary>Removes the reasons of a petition for good. The question stays: people signed its words.</summary>
public sealed class RedactPetition : ICommand<CommunityState, RedactPetitionRequest, Petition>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RedactPetitionRequest request)
    {
        if (context.State.Petition(request.Name) is not { } petition)
        {
            return Refusal.NotFound("name");
        }

        var me = context.Me().Id;
        if (petition.Opened.ByResident != me && !context.Has(PostView.Moderators))
        {
            return new Refusal(ErrorReason.AuthorRequired);
        }

        if (Says.Something("reason", request.Reason) is { } blank)
        {
            return blank;
        }

        if (petition.IsRedacted)
        {
            return new Refusal(ErrorReason.NothingChanged);
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Reason });
        var decision = Decision.Of(new Fact { PetitionRedacted = new() { Petition = petition.Id, ByResident = me, Reason = commitment } }, words);
        decision.SideErasures.Add(petition.Id);
        return decision;
    }

    /// <inheritdoc/>
    public Reading<Petition> Answer(QueryContext<CommunityState> context, RedactPetitionRequest request, IReadOnlyList<Entry> made) =>
        PetitionView.Of(context, context.State.Petition(request.Name)!);
}
