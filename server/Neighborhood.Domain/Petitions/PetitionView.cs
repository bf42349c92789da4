using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Petitions;

/// <summary>Petitions as the contract shows them, and how they are found by name.</summary>
internal static class PetitionView
{
    /// <summary>The petition of this name, or null.</summary>
    public static PetitionInfo? Petition(this CommunityState state, string name) =>
        state.Owns(name) ? state.Petitions.Find(Names.IdIn(name, "petitions")) : null;

    /// <summary>The petition as this caller sees it.</summary>
    public static Reading<Petition> Of(QueryContext<CommunityState> context, PetitionInfo petition)
    {
        var (state, opened) = (context.State, petition.Opened);
        var view = new Petition
        {
            Name = Names.Of(state.Id, "petitions", petition.Id),
            Question = opened.Question,
            Matter = opened.Matter,
            Of = opened.Of,
            State = petition.State,
            Numerator = opened.Numerator,
            Denominator = opened.Denominator,
            Base = opened.Base,
            Needed = opened.Needed,
            Have = petition.Have,
            SignedByMe = state.Me(context.Caller) is { } me && petition.Signatures.ContainsKey(me.Id),
            OpenedBy = state.Person(opened.ByResident),
            OpenTime = Times.Timestamp(petition.TimeMicros),
            ExpiresAt = Times.Timestamp(petition.ExpiresMicros),
            ReachTime = Times.TimestampOrNull(petition.ReachedMicros),
            ConveneUntil = Times.TimestampOrNull(petition.ConveneUntilMicros),
            Overdue = petition.IsOverdue,
            Poll = Names.Of(state.Id, "polls", petition.Poll),
            ArticleZh = opened.ArticleZh,
            ArticleEn = opened.ArticleEn,
            Redacted = petition.IsRedacted,
        };
        return Reading.Of([petition.Id], texts => new Petition(view) { Reasons = texts.TextOf(petition.Id).Text });
    }
}
