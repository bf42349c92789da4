using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Papers;

/// <summary>Papers as the contract shows them; never a choice.</summary>
internal static class PaperView
{
    /// <summary>The poll and its paper of this name; nulls where there is none.</summary>
    public static (PollInfo? Poll, PaperInfo? Paper) Paper(this CommunityState state, string name)
    {
        var (id, serial) = Names.IdsIn(name, "polls", "papers");
        var poll = state.Owns(name) ? state.Polls.Find(id) : null;
        return (poll, poll?.Papers?.Find(serial));
    }

    /// <summary>The paper of this name, as an answer.</summary>
    public static Reading<Paper> Answer(QueryContext<CommunityState> context, string name)
    {
        var (poll, paper) = context.State.Paper(name);
        return Reading.Of(Of(context, poll!, paper!));
    }

    /// <summary>The paper as this caller sees it.</summary>
    public static Paper Of(QueryContext<CommunityState> context, PollInfo poll, PaperInfo paper)
    {
        var state = context.State;
        var index = poll.Roll.IndexOf(paper.Voter);
        var row = index < 0 ? default : poll.Roll[index];
        return new Paper
        {
            Name = Names.Of(state.Id, "polls", poll.Id, "papers", paper.Serial),
            Serial = paper.Serial,
            State = paper.State,
            Voter = state.Person(paper.Voter),
            Addresses = { VoterAddresses.Of(state, paper.Voter) },
            AreaCm2 = row.AreaCm2,
            Headcount = row.Heads,
            ReturnTime = Times.TimestampOrNull(paper.ReturnedMicros),
            EnteredBy = paper.EnteredBy == 0 ? null : state.Person(paper.EnteredBy),
            SecondEntryByMe = paper.State == PaperState.Entered && paper.EnteredBy != context.State.Me(context.Caller)?.Id,
        };
    }

    /// <summary>The numbers of a poll's papers.</summary>
    public static PaperCount CountOf(PollInfo poll)
    {
        var papers = poll.Papers ?? new PollPapers();
        return new PaperCount
        {
            Issued = papers.All.Count,
            Returned = papers.Returned,
            Spoiled = papers.Spoiled,
            Counted = papers.Counted,
            Uncounted = papers.Uncounted,
            Outstanding = papers.Outstanding,
            EntryUntil = Times.Timestamp(poll.PaperEntryUntilMicros),
            Sequence = papers.FinishSequence,
            FinishTime = Times.TimestampOrNull(papers.FinishedMicros),
        };
    }
}
