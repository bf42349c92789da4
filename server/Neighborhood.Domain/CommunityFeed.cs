using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Domain;

/// <summary>What watchers of a community are told of each entry: what happened to which resource, never the words and never a choice.</summary>
public static class CommunityFeed
{
    /// <summary>The event of an entry that was applied, or null where nobody is told.</summary>
    public static FeedEvent? EventOf(CommunityState state, Entry entry)
    {
        var fact = entry.Fact;
        return fact.KindCase switch
        {
            FactKind.CommunityUpdated or FactKind.RoleGranted or FactKind.RoleRevoked => Event(Kind.CommunityChanged, Names.Community(state.Id)),
            // Told to staff, but everybody's watch looks again whether it may go on: that of whoever left ends here.
            FactKind.ResidenceEnded or FactKind.ResidentErased => Event(Kind.CommunityChanged, Names.Community(state.Id)) with { StaffOnly = true },
            FactKind.TopicCreated => Event(Kind.TopicCreated, Topic(entry.Sequence)),
            FactKind.TopicSummarized => Event(Kind.TopicChanged, Topic(fact.TopicSummarized.Topic)),
            FactKind.TopicClosed => Event(Kind.TopicChanged, Topic(fact.TopicClosed.Topic)),
            FactKind.TopicReopened => Event(Kind.TopicChanged, Topic(fact.TopicReopened.Topic)),
            FactKind.TopicPinned => Event(Kind.TopicChanged, Topic(fact.TopicPinned.Topic)),
            FactKind.PostCreated => Event(Kind.PostCreated, Names.Of(state.Id, "topics", fact.PostCreated.Topic, "posts", entry.Sequence)),
            FactKind.PostEdited => Event(Kind.PostChanged, Post(fact.PostEdited.Post)),
            FactKind.PostRedacted => Event(Kind.PostChanged, Post(fact.PostRedacted.Post)),
            FactKind.PostHidden => Event(Kind.PostChanged, Post(fact.PostHidden.Post)),
            FactKind.PostRestored => Event(Kind.PostChanged, Post(fact.PostRestored.Post)),
            FactKind.PostReported => Event(Kind.ReportFiled, Post(fact.PostReported.Post)) with { StaffOnly = true },
            FactKind.ProposalPublished => Event(Kind.ProposalPublished, Proposal(fact.ProposalPublished.Proposal)),
            FactKind.ProposalRevised => Event(Kind.ProposalChanged, Proposal(fact.ProposalRevised.Proposal)),
            FactKind.ProposalClarified => Event(Kind.ProposalChanged, Proposal(fact.ProposalClarified.Proposal)),
            // Nobody else ever heard of a draft; ledgers of before have this fact for discarded ones too.
            FactKind.ProposalWithdrawn when state.Proposals.Find(fact.ProposalWithdrawn.Proposal) is { Published: not 0 } =>
                Event(Kind.ProposalChanged, Proposal(fact.ProposalWithdrawn.Proposal)),
            FactKind.ProposalEndorsed => Event(Kind.ProposalEndorsed, Proposal(fact.ProposalEndorsed.Proposal)),
            FactKind.EndorsementWithdrawn => Event(Kind.ProposalEndorsed, Proposal(fact.EndorsementWithdrawn.Proposal)),
            FactKind.ProposalTabled => Event(Kind.ProposalTabled, Proposal(fact.ProposalTabled.Proposal)),
            FactKind.ProposalDecided => Event(Kind.ProposalDecided, Proposal(fact.ProposalDecided.Proposal)),
            FactKind.PollAnnounced => Event(Kind.PollAnnounced, Poll(entry.Sequence)),
            FactKind.PollExtended => Event(Kind.PollChanged, Poll(fact.PollExtended.Poll)),
            FactKind.PollCancelled => Event(Kind.PollChanged, Poll(fact.PollCancelled.Poll)),
            FactKind.PollVoided => Event(Kind.PollChanged, Poll(fact.PollVoided.Poll)),
            FactKind.EvidenceExtended => Event(Kind.PollChanged, Poll(fact.EvidenceExtended.Poll)),
            FactKind.NoticePosted => Event(Kind.PollChanged, Poll(fact.NoticePosted.Poll)),
            FactKind.ScrutineerNamed => Event(Kind.PollChanged, Poll(fact.ScrutineerNamed.Poll)),
            FactKind.ScrutineerRemoved => Event(Kind.PollChanged, Poll(fact.ScrutineerRemoved.Poll)),
            FactKind.BallotStruck => Event(Kind.PollChanged, Poll(fact.BallotStruck.Poll)),
            FactKind.PaperCountFinished => Event(Kind.PollChanged, Poll(fact.PaperCountFinished.Poll)),
            FactKind.PollOpened => Event(Kind.PollOpened, Poll(fact.PollOpened.Poll)),
            FactKind.PollClosed => Event(Kind.PollClosed, Poll(fact.PollClosed.Poll)),
            FactKind.ResultDeclared => Event(Kind.PollDecided, Poll(fact.ResultDeclared.Poll)),
            FactKind.PetitionOpened => Event(Kind.PetitionOpened, Petition(entry.Sequence)),
            FactKind.PetitionSigned => Event(Kind.PetitionChanged, Petition(fact.PetitionSigned.Petition)),
            FactKind.PetitionSignatureWithdrawn => Event(Kind.PetitionChanged, Petition(fact.PetitionSignatureWithdrawn.Petition)),
            FactKind.PetitionReached => Event(Kind.PetitionReached, Petition(fact.PetitionReached.Petition)),
            FactKind.PetitionDeadlinePassed => Event(Kind.PetitionChanged, Petition(fact.PetitionDeadlinePassed.Petition)),
            FactKind.PetitionRedacted => Event(Kind.PetitionChanged, Petition(fact.PetitionRedacted.Petition)),
            FactKind.PetitionExtended => Event(Kind.PetitionChanged, Petition(fact.PetitionExtended.Petition)),
            FactKind.MenuPublished => Event(Kind.MenuPublished, Menu(fact.MenuPublished.Menu)),
            FactKind.ItemAnnounced => Event(Kind.MenuChanged, Menu(fact.ItemAnnounced.Menu)),
            FactKind.ItemPutToVote => Event(Kind.MenuChanged, Menu(fact.ItemPutToVote.Menu)),
            FactKind.ItemDecided => Event(Kind.MenuChanged, Menu(fact.ItemDecided.Menu)),
            FactKind.ItemReleased => Event(Kind.MenuChanged, Menu(fact.ItemReleased.Menu)),
            FactKind.ItemProgressed => Event(Kind.MenuChanged, Menu(fact.ItemProgressed.Menu)),
            FactKind.ItemWithdrawn => Event(Kind.MenuChanged, Menu(fact.ItemWithdrawn.Menu)),
            FactKind.BallotCast => Turnout(state, fact.BallotCast.Poll, entry.Sequence, entry.TimeMicros),
            _ => null,
        };

        FeedEvent Event(Kind kind, string resource) => new(
            new WatchResponse { Sequence = entry.Sequence, Time = Times.Timestamp(entry.TimeMicros), Kind = kind, Resource = resource },
            StaffOnly: false, Coalesced: false);
        string Topic(long id) => Names.Of(state.Id, "topics", id);
        string Post(long id) => Names.Of(state.Id, "topics", state.Discussions.TopicOf(id), "posts", id);
        string Proposal(long id) => Names.Of(state.Id, "proposals", id);
        string Petition(long id) => Names.Of(state.Id, "petitions", id);
        string Menu(long id) => Names.Of(state.Id, "menus", id);
        string Poll(long id) => Names.Of(state.Id, "polls", id);
    }

    /// <summary>The present turnout of every open poll.</summary>
    public static IEnumerable<FeedEvent> Turnouts(CommunityState state) =>
        state.Polls.Open.Select(poll => Turnout(state, poll, 0, state.Polls.LastBallotMicros(poll)));

    private static FeedEvent Turnout(CommunityState state, long poll, long sequence, long micros)
    {
        var (headcount, area) = state.Polls.Voted(poll);
        return new FeedEvent(
            new WatchResponse
            {
                Sequence = sequence,
                Time = Times.Timestamp(micros),
                Kind = Kind.PollTurnout,
                Resource = Names.Of(state.Id, "polls", poll),
                VotedHeadcount = headcount,
                VotedAreaCm2 = area,
            },
            StaffOnly: false,
            Coalesced: true);
    }
}
