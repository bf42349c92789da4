using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Counts a closed poll. It is fed the entries of the ballots that count with what stands beside them, in the order of the sheet and in batches of
/// any size, and trusts neither: each choice must open the commitment that stands in the ledger.
/// </summary>
public sealed class BallotCounter(CountSheet sheet)
{
    private readonly long[] _areas = new long[3];
    private readonly long[] _heads = new long[3];
    private readonly ChoiceForm _form = ChoiceForm.Of(sheet.Questions);
    private readonly AnswerBoxes _boxes = new(sheet.Questions);
    private int _next;

    /// <summary>Counts the next ballot of the sheet.</summary>
    /// <exception cref="BallotCountException">It is another ballot than the sheet's next, or its opening does not open it.</exception>
    public void Add(Entry ballot, SideItem opening)
    {
        if (_next == sheet.Rows.Count)
        {
            throw new BallotCountException($"Poll {sheet.Poll}: entry {ballot.Sequence} is one ballot too many.");
        }

        var row = sheet.Rows[_next++];
        var cast = ballot.Fact?.BallotCast;
        if (ballot.Sequence != row.Sequence || cast is null || cast.Poll != sheet.Poll || cast.Voter != row.Voter || cast.Ordinal != row.Ordinal)
        {
            throw new BallotCountException($"Poll {sheet.Poll}: entry {ballot.Sequence} is not ballot {row.Ordinal}, which is entry {row.Sequence}.");
        }

        Tally(row, cast, opening);
    }

    /// <summary>The tally, once every ballot of the sheet was counted.</summary>
    /// <exception cref="BallotCountException">Ballots are missing.</exception>
    public CountedPoll Finish() => _next == sheet.Rows.Count
        ? new CountedPoll(
            sheet.Poll, sheet.BallotCount, sheet.LastLeaf, sheet.StruckCount,
            new Tally(sheet.Electorate, Of(BallotChoice.Yes), Of(BallotChoice.No), Of(BallotChoice.Abstain)))
        {
            Questions = _boxes.Count(sheet.AnnouncementLeaf.Span, sheet.Electorate.TotalHeadcount),
        }
        : throw new BallotCountException($"Poll {sheet.Poll}: {sheet.Rows.Count - _next} ballots were not counted.");

    private void Tally(RollRow row, BallotCast cast, SideItem opening)
    {
        Span<byte> commitment = stackalloc byte[BallotCommitment.Size];
        var isOpened = opening.Salt.Length == BallotCommitment.SaltSize;
        if (isOpened)
        {
            BallotCommitment.Compute(sheet.Ledger, sheet.Poll, row.Voter, opening.Data.Span, opening.Salt.Span, commitment);
            isOpened = commitment.SequenceEqual(cast.Commitment.Span);
        }

        if (!isOpened || _form.Read(opening.Data) is not { } opened)
        {
            // Which ballot, never what it says.
            throw new BallotCountException($"Poll {sheet.Poll}: ballot {row.Ordinal}, entry {row.Sequence}, is not opened by what stands beside it.");
        }

        _boxes.Add(opened, row.Heads, row.AreaCm2);

        var choice = PollOptions.ChoiceOf(opened.Option) ?? BallotChoice.Abstain;
        _areas[(int)choice] = checked(_areas[(int)choice] + row.AreaCm2);
        _heads[(int)choice] += row.Heads;
    }

    private OptionTally Of(BallotChoice choice) => new(_areas[(int)choice], _heads[(int)choice]);
}

/// <summary>A poll cannot be counted from what was read: the storage is damaged, or was altered. Nothing is declared.</summary>
public sealed class BallotCountException(string message) : Exception(message);
