using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Domain.Polls;

/// <summary>What counting a closed poll needs, copied out of the mailbox, so that the count holds up nobody.</summary>
/// <param name="Ledger">The name that commitments are made over.</param>
/// <param name="Poll">The poll.</param>
/// <param name="Electorate">All area and all persons.</param>
/// <param name="BallotCount">Ballots in the chain.</param>
/// <param name="LastLeaf">Leaf hash of the last.</param>
/// <param name="StruckCount">Ballots that were struck.</param>
/// <param name="Rows">The rows that voted, in the order of the chain: each with the sequence of the ballot that counts.</param>
public sealed record CountSheet(
    string Ledger, long Poll, Electorate Electorate, long BallotCount, ByteString LastLeaf, int StruckCount, IReadOnlyList<RollRow> Rows)
{
    /// <summary>The sheet of a poll that is closed and not counted, or null.</summary>
    public static CountSheet? Of(CommunityState state, long poll) =>
        state.Polls.Find(poll) is { State: V1.Poll.Types.State.Closed } closed
            ? new CountSheet(
                Names.Community(state.Id),
                poll,
                new Electorate(closed.Roll.TotalAreaCm2, closed.Roll.TotalHeadcount),
                closed.BallotCount,
                closed.LastLeaf,
                closed.Struck.Length,
                [.. closed.Roll.CountedBehind(0)])
            : null;
}

/// <summary>A counted poll, bound to the chain of ballots and the strikes it was counted from.</summary>
public sealed record CountedPoll(long Poll, long BallotCount, ByteString LastLeaf, int StruckCount, Tally Tally);
