using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Renovation;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>What the clock does to polls: it opens them, closes them, and puts both off.</summary>
internal static class PollClock
{
    // Official text is written once and stands in the ledger for ever, so it is in both languages.
    private const string ObjectionsReason =
        "名册异议尚未全部答复，开始和截止时间顺延一天。 Objections to the roll are unanswered: opening and close are put off by one day.";

    private const string NoticeReason =
        "通知尚未张贴，开始和截止时间顺延一天。 The notice has not been posted: opening and close are put off by one day.";

    private const string LateNoticeReason =
        "通知自张贴之日起算，开始和截止时间顺延到通知期满。 Notice runs from the posting: opening and close are put off until it is over.";

    private const string OutageReason =
        "服务器中断跨过了期限，期限按中断时长顺延。 The server was away across a deadline: it is extended by the length of the absence.";

    /// <summary>What happens to a poll whose time has come.</summary>
    public static Decision Decide(CommunityState state, PollInfo poll, Entropy entropy)
    {
        if (poll.State == State.Open)
        {
            return Close(poll);
        }

        if (poll.State is State.Decided or State.Voided)
        {
            return poll.DueMicros == poll.PublicationDueMicros
                ? Decision.Of(new Fact { PublicationOverdue = new() { Poll = poll.Id } })
                : PollEvidence.Erase(poll);
        }

        return Held(poll) ?? Open(state, poll, entropy);
    }

    /// <summary>Why the poll cannot open at its time, as the delay that follows; null where every gate is met.</summary>
    private static Decision? Held(PollInfo poll)
    {
        if (poll.HasUnanswered)
        {
            return PutOff(poll, PollLimits.ObjectionDelayMicros, ObjectionsReason);
        }

        var ends = PollGates.NoticeEndsMicros(poll);
        if (ends is null)
        {
            return PutOff(poll, PollLimits.ObjectionDelayMicros, NoticeReason);
        }

        return poll.IsRulePinned && ends > poll.OpensAtMicros ? PutOff(poll, ends.Value - poll.OpensAtMicros, LateNoticeReason) : null;
    }

    /// <summary>
    /// Every deadline of a poll within (from, until] moves by the length of the absence, so that as much time is left as there was. The close keeps its
    /// distance from an opening that moves, and a poll never opens while objections are taken.
    /// </summary>
    public static Decision? DecideOutage(IEnumerable<PollInfo> polls, long fromMicros, long untilMicros, long nextSequence)
    {
        var extended = polls.Select(poll => AfterOutage(poll, fromMicros, untilMicros, nextSequence)).OfType<PollExtended>().ToList();
        if (extended.Count == 0)
        {
            return null;
        }

        var decision = Decision.Of(new Fact { OutageNoted = new() { FromMicros = fromMicros, UntilMicros = untilMicros } });
        extended.ForEach(fact => decision.Add(new Fact { PollExtended = fact }));
        return decision;
    }

    private static PollExtended? AfterOutage(PollInfo poll, long from, long until, long outage)
    {
        var extended = new PollExtended
        {
            Poll = poll.Id,
            OpensAtMicros = poll.OpensAtMicros,
            ClosesAtMicros = poll.ClosesAtMicros,
            Reason = OutageReason,
            Outage = outage,
        };
        var unmoved = extended.Clone();
        switch (poll.State)
        {
            case State.Announced:
                extended.ObjectionsUntilMicros = MovedOrNone(poll.ObjectionsUntilMicros);
                extended.OpensAtMicros = Math.Max(Moved(poll.OpensAtMicros), extended.ObjectionsUntilMicros);
                extended.ClosesAtMicros += extended.OpensAtMicros - poll.OpensAtMicros;
                break;
            case State.Open:
                // The time to enter papers follows the close; by itself it moves once that is over.
                extended.ClosesAtMicros = Moved(poll.ClosesAtMicros);
                var isPaperTime = extended.ClosesAtMicros == poll.ClosesAtMicros && poll.Papers is { Uncounted: > 0 };
                extended.PaperEntryUntilMicros = isPaperTime ? MovedOrNone(poll.PaperEntryUntilMicros) : 0;
                break;
            case State.Closed or State.Decided:
                extended.VoterListUntilMicros = MovedOrNone(PollGates.VoterListEndsMicros(poll) ?? 0);
                extended.PublicationDueMicros = PollGates.IsPublished(poll) ? 0 : MovedOrNone(PollGates.PublicationDueMicros(poll) ?? 0);
                break;
        }

        return extended.Equals(unmoved) ? null : extended;

        long Moved(long deadline) => deadline > from && deadline <= until ? deadline + (until - from) : deadline;

        long MovedOrNone(long deadline) => Moved(deadline) == deadline ? 0 : Moved(deadline);
    }

    private static Decision PutOff(PollInfo poll, long byMicros, string reason) => Decision.Of(new Fact
    {
        PollExtended = new()
        {
            Poll = poll.Id,
            OpensAtMicros = poll.OpensAtMicros + byMicros,
            ClosesAtMicros = poll.ClosesAtMicros + byMicros,
            Reason = reason,
        },
    });

    private static Decision Open(CommunityState state, PollInfo poll, Entropy entropy)
    {
        var seed = entropy.Take32();
        var opened = new PollOpened
        {
            Poll = poll.Id,
            RollRoot = UnsafeByteOperations.UnsafeWrap(RootOf(Names.Community(state.Id), poll, seed)),
            EntitledHeadcount = poll.Roll.TotalHeadcount,
            EntitledAreaCm2 = poll.Roll.TotalAreaCm2,
            VoterCount = poll.Roll.Count,
        };
        return Decision.Of(new Fact { PollOpened = opened }, new SideItem { Data = UnsafeByteOperations.UnsafeWrap(seed) })
            .SealShares(state, poll);
    }

    private static byte[] RootOf(string ledger, PollInfo poll, byte[] seed)
    {
        var tree = new MerkleTree();
        for (var index = 0; index < poll.Roll.Count; index++)
        {
            var row = poll.Roll[index];
            tree.Append(MerkleHash.Leaf(RollCommitment.Row(ledger, poll.Id, row.Voter, row.AreaCm2, row.Heads, RollCommitment.Salt(seed, index))));
        }

        return tree.Root();
    }

    // The numbers of its papers go on record with the close at the latest.
    private static Decision Close(PollInfo poll)
    {
        var decision = new Decision();
        if (poll.Papers is { FinishSequence: 0 } papers)
        {
            decision.Add(new Fact { PaperCountFinished = papers.Finished(poll.Id) });
        }

        return decision.Add(new Fact
        {
            PollClosed = new()
            {
                Poll = poll.Id,
                BallotCount = poll.BallotCount,
                LastLeaf = poll.LastLeaf,
                VotedHeadcount = poll.VotedHeadcount,
                VotedAreaCm2 = poll.VotedAreaCm2,
            },
        });
    }
}
