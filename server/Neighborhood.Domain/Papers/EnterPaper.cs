using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using RollRow = Neighborhood.Domain.Polls.RollRow;

namespace Neighborhood.Domain.Papers;

/// <summary>
/// Enters what a paper says. The first entry is sealed; the second, by another person, must open its commitment with the same choice and makes the
/// ballot, under that very commitment. Nobody learns the first choice: the second person's is only tried against it.
/// </summary>
/// <param name="first">What stands beside the first entry, or nothing.</param>
/// <param name="sequence">The first entry it was loaded for, or 0.</param>
public sealed class EnterPaper(SideItem first, long sequence) : ICommand<CommunityState, EnterPaperRequest, Paper>
{
    /// <summary>The first entry that a second one needs, or 0.</summary>
    public static long FirstEntry(CommunityState state, EnterPaperRequest request) => state.Paper(request.Name).Paper?.Entry ?? 0;

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, EnterPaperRequest request)
    {
        if (context.State.Paper(request.Name) is not ({ } poll, { } paper))
        {
            return Refusal.NotFound("name");
        }

        if ((MustBeTimely(poll, paper, context.NowMicros) ?? MustBeOfThisPoll(poll, request.Announcement)) is { } refusal)
        {
            return refusal;
        }

        var index = poll.Roll.IndexOf(paper.Voter);
        if (index < 0)
        {
            return new Refusal(ErrorReason.NotOnRoll, "name");
        }

        var (choice, unfit) = poll.Form.Seal(request.Choice);
        if (unfit is not null)
        {
            return Refusal.Of(unfit);
        }

        var row = poll.Roll[index];
        if (PaperRefusals.Precedence(poll, row, paper, context.NowMicros) is { } overruled)
        {
            return overruled;
        }

        return paper.State == PaperState.Entered ? Second(context, poll, row, paper, choice) : First(context, poll, paper, choice);
    }

    /// <inheritdoc/>
    public Reading<Paper> Answer(QueryContext<CommunityState> context, EnterPaperRequest request, IReadOnlyList<Entry> made) =>
        PaperView.Answer(context, request.Name);

    private static Refusal? MustBeTimely(PollInfo poll, PaperInfo paper, long nowMicros)
    {
        if (!poll.TakesPapers(nowMicros))
        {
            return CastBallot.NotOpen(poll, nowMicros);
        }

        if (paper.State is PaperState.Counted or PaperState.Spoiled)
        {
            return PaperRefusals.WrongState(paper, "name");
        }

        return paper.IsReturned || poll.TakesBallots(nowMicros) ? null : new Refusal(ErrorReason.PaperNotReturned, "name");
    }

    private static Refusal? MustBeOfThisPoll(PollInfo poll, ByteString announcement) =>
        announcement.Length >= PaperLimits.AnnouncementMinBytes && poll.AnnouncementLeaf.Span.StartsWith(announcement.Span)
            ? null
            : new Refusal(ErrorReason.QuestionNotAnnounced, "announcement");

    private static Decision First(CommandContext<CommunityState> context, PollInfo poll, PaperInfo paper, byte[] choice)
    {
        var seal = BallotSeal.Unsigned(context, poll, paper.Voter, choice);
        var me = context.Me().Id;
        var decision = new Decision();
        if (!paper.IsReturned)
        {
            decision.Add(new Fact { PaperReturned = new() { Poll = poll.Id, Serials = { paper.Serial }, ByResident = me } });
        }

        var entered = new PaperEntered { Poll = poll.Id, Serial = paper.Serial, Voter = paper.Voter, Commitment = seal.Commitment, ByResident = me };
        return decision.Add(
            new Fact { PaperEntered = entered }, new SideItem { Salt = seal.Salt, Data = UnsafeByteOperations.UnsafeWrap(choice) });
    }

    private Decision Second(CommandContext<CommunityState> context, PollInfo poll, RollRow row, PaperInfo paper, byte[] choice)
    {
        if (paper.EnteredBy == context.Me().Id)
        {
            return new Refusal(ErrorReason.SecondPersonRequired, "name");
        }

        if (sequence != paper.Entry || first.Salt.Length != BallotCommitment.SaltSize)
        {
            return new Refusal(ErrorReason.EtagMismatch, "name");
        }

        var commitment = BallotCommitment.Compute(Names.Community(context.State.Id), poll.Id, paper.Voter, choice, first.Salt.Span);
        return commitment.AsSpan().SequenceEqual(paper.Commitment.Span)
            ? Ballot(poll, row, paper, new SideItem { Salt = first.Salt, Data = UnsafeByteOperations.UnsafeWrap(choice) }, context.NowMicros)
            : new Refusal(ErrorReason.EntryDiffers, poll.Form.Questions.Count == 0 ? "choice.option" : "choice.answers");
    }

    private static Decision Ballot(PollInfo poll, RollRow row, PaperInfo paper, SideItem opening, long nowMicros)
    {
        var cast = new BallotCast
        {
            Poll = poll.Id,
            Voter = paper.Voter,
            Commitment = paper.Commitment,
            Ordinal = poll.BallotCount + 1,
            PreviousLeaf = poll.LastLeaf,
            Replaces = row.Ordinal,
            Channel = BallotChannel.Paper,
            Paper = paper.Issued,
        };
        var finished = poll.Papers!.Finished(poll.Id);
        finished.Counted++;
        finished.Uncounted--;
        var decision = Decision.Of(new Fact { BallotCast = cast }, opening).Finishing(poll, nowMicros, finished);
        decision.SideErasures.Add(paper.Entry);
        return decision;
    }
}
