using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Electorate = Neighborhood.Rules.Statutes.Electorate;

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
    /// <summary>The questions that its ballots answer; none of a poll of yes or no. Not to be changed.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>What lots are drawn with.</summary>
    public required ByteString AnnouncementLeaf { get; init; }

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
            {
                Questions = closed.Announced.Questions,
                AnnouncementLeaf = closed.AnnouncementLeaf,
            }
            : null;
}

/// <summary>A counted poll, bound to the chain of ballots and the strikes it was counted from.</summary>
/// <param name="Poll">The poll.</param>
/// <param name="BallotCount">Ballots in the chain.</param>
/// <param name="LastLeaf">Leaf hash of the last.</param>
/// <param name="StruckCount">Ballots that were struck.</param>
/// <param name="Tally">The ballots by yes, no and abstain; of a poll that asks questions all of them take part without either.</param>
public sealed record CountedPoll(long Poll, long BallotCount, ByteString LastLeaf, int StruckCount, Tally Tally)
{
    /// <summary>The questions, in order; none of a poll of yes or no.</summary>
    internal IReadOnlyList<CountedQuestion> Questions { get; init; } = [];
}
