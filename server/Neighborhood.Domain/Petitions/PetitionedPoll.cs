using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>
/// A poll that a petition calls for asks its question on its matter, in nobody else's words. The council and staff announce polls; where they let the time
/// for a petition's pass, those who signed it may.
/// </summary>
internal static class PetitionedPoll
{
    /// <summary>The request with what the petition says, or why the caller may not announce it.</summary>
    public static (AnnouncePollRequest Asked, Refusal? Refusal) Of(QueryContext<CommunityState> context, AnnouncePollRequest request)
    {
        var isConvener = context.Has(Roles.Staff) || context.Has(Roles.CouncilMember);
        if (request.Petition.Length == 0)
        {
            return (request, isConvener ? null : new Refusal(ErrorReason.PetitionRequired, "petition"));
        }

        if (context.State.Petition(request.Petition) is not { } petition)
        {
            return (request, Refusal.NotFound("petition"));
        }

        if (petition.State != State.Reached)
        {
            return (request, Refusal.With(ErrorReason.WrongState, "state", petition.State, "petition"));
        }

        if ((isConvener ? null : MustBeOverdue(context, petition)) is { } early)
        {
            return (request, early);
        }

        return Contradiction(request, petition) is { } contradiction
            ? (request, contradiction)
            : (new AnnouncePollRequest(request) { Question = petition.Opened.Question, Matter = petition.Opened.Matter }, null);
    }

    private static Refusal? MustBeOverdue(QueryContext<CommunityState> context, PetitionInfo petition)
    {
        if (!petition.Signatures.ContainsKey(context.Me().Id))
        {
            return new Refusal(ErrorReason.NotSigned, "petition");
        }

        return petition.IsOverdue ? null : Refusal.With(
            ErrorReason.PetitionNotOverdue, "time_micros", petition.ConveneUntilMicros, "petition", petition.ConveneUntilMicros - context.NowMicros);
    }

    private static Refusal? Contradiction(AnnouncePollRequest request, PetitionInfo petition)
    {
        if (request.Question.Length > 0 && request.Question.Trim() != petition.Opened.Question)
        {
            return Refusal.BadField("question", FieldProblem.PetitionSaysOtherwise);
        }

        if (request.Matter.Length > 0 && request.Matter != petition.Opened.Matter)
        {
            return Refusal.BadField("matter", FieldProblem.PetitionSaysOtherwise);
        }

        if (request.Questions.Count > 0)
        {
            return Refusal.BadField("questions", FieldProblem.PetitionSaysOtherwise);
        }

        return request.Proposal.Length == 0 ? null : Refusal.BadField("proposal", FieldProblem.EitherPetitionOrProposal);
    }
}
