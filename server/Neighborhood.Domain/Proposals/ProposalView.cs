using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Proposals;

/// <summary>A proposal as its readers see it.</summary>
public static class ProposalView
{
    /// <summary>The reading of a proposal that the caller may know of.</summary>
    public static Reading<Proposal> Of(QueryContext<CommunityState> context, ProposalInfo proposal)
    {
        var state = context.State;
        var me = context.Me().Id;
        var view = new Proposal
        {
            Name = Names.Of(state.Id, "proposals", proposal.Id),
            Category = proposal.Current.Category,
            CostFen = proposal.Current.CostFen,
            Author = state.Person(proposal.Author),
            State = proposal.State,
            Topic = Names.Of(state.Id, "topics", proposal.Topic),
            Polls = { proposal.Polls.Select(poll => Names.Of(state.Id, "polls", poll)) },
            EndorsementCount = proposal.Endorsements.Count,
            EndorsementsNeeded = proposal.NeededWhenTabled > 0 ? proposal.NeededWhenTabled : state.EndorsementsNeeded(),
            EndorsedByMe = proposal.Endorsements.ContainsKey(me),
            Revision = proposal.Current.Number,
            Etag = Etag.Of(proposal.Current.Sequence),
            CreateTime = Times.Timestamp(proposal.CreatedMicros),
            PublishTime = Times.TimestampOrNull(proposal.PublishedMicros),
            ChangedSinceMyEndorsement = { proposal.ChangedSince.GetValueOrDefault(me, []) },
        };
        return Reading.Of([proposal.Current.Sequence, .. proposal.Clarifications.Select(text => text.Sequence)],
            texts => WithWords(view.Clone(), proposal, texts));
    }

    /// <summary>How many households must endorse a proposal now.</summary>
    public static int EndorsementsNeeded(this CommunityState state) => state.Settings.EndorsementsNeeded(state.Residents.Households.Count);

    private static Proposal WithWords(Proposal view, ProposalInfo proposal, ITexts texts)
    {
        var words = texts.TextOf(proposal.Current.Sequence);
        view.Title = words.Title;
        view.Request = words.Request;
        view.Place = words.Place;
        view.Text = words.Text;
        // Nobody proposes without a title, so a proposal that has none lost it.
        view.Redacted = words.Title.Length == 0;
        view.Clarifications.Add(proposal.Clarifications.Select(
            text => new Clarification { Text = texts.TextOf(text.Sequence).Text, Time = Times.Timestamp(text.TimeMicros) }));
        return view;
    }
}
