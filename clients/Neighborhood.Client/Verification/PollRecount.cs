using System.Globalization;
using Google.Protobuf;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Client.Verification;

/// <summary>What a recount found.</summary>
/// <param name="Fault">The first thing that does not hold; null where everything does.</param>
/// <param name="Found">What stood there: an ordinal, a number, an option or a hash.</param>
/// <param name="Tally">What was counted, as far as it came: persons and area of each option.</param>
public sealed record RecountResult(RecountFault? Fault, string Found, IReadOnlyList<OptionTally> Tally)
{
    /// <summary>Whether the result is what the ballots say.</summary>
    public bool Holds => Fault is null;
}

/// <summary>
/// Counts an open poll again and trusts nobody: the ballots' entries have to be the whole chain to which the close committed, each published opening has to
/// be of a ballot that counts and to match its commitment, and the tally has to be the one that was declared. The method is that of docs/verification.md.
/// </summary>
public static class PollRecount
{
    /// <summary>Counts again.</summary>
    /// <param name="poll">The decided poll, with its result.</param>
    /// <param name="ballots">The stored bytes of its ballots' entries, in the order of the ledger.</param>
    /// <param name="openings">What <c>ListOpenings</c> gives.</param>
    /// <param name="roll">What <c>ListRoll</c> gives: for how many persons and what area each ballot counts.</param>
    public static RecountResult Check(Poll poll, IEnumerable<ByteString> ballots, IEnumerable<BallotOpening> openings, IEnumerable<RollEntry> roll)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(ballots);
        ArgumentNullException.ThrowIfNull(openings);
        ArgumentNullException.ThrowIfNull(roll);
        var chain = new List<BallotCast>();
        var entries = roll.DistinctBy(entry => entry.Voter).ToDictionary(entry => entry.Voter, StringComparer.Ordinal);
        return Chain(poll, ballots, chain) ?? Count(poll, chain, [.. openings], entries);
    }

    /// <summary>Follows the chain from the first ballot to the one that the close names.</summary>
    private static RecountResult? Chain(Poll poll, IEnumerable<ByteString> ballots, List<BallotCast> chain)
    {
        var last = ByteString.Empty;
        foreach (var bytes in ballots)
        {
            var ordinal = chain.Count + 1;
            if (BallotOf(bytes) is not { } ballot || Name(poll, "polls", ballot.Poll) != poll.Name)
            {
                return Fault(RecountFault.NotABallot, Text(ordinal));
            }

            if (ballot.Ordinal != ordinal || ballot.PreviousLeaf != last)
            {
                return Fault(RecountFault.ChainBroken, Text(ballot.Ordinal));
            }

            chain.Add(ballot);
            last = ByteString.CopyFrom(MerkleHash.Leaf(bytes.Span));
        }

        var result = poll.Result ?? new Result();
        return chain.Count != result.BallotCount || last != result.LastBallotLeaf ? Fault(RecountFault.BallotsMissing, Text(chain.Count)) : null;
    }

    private static RecountResult Count(
        Poll poll, List<BallotCast> chain, IReadOnlyList<BallotOpening> openings, Dictionary<string, RollEntry> roll)
    {
        var replaced = chain.Select(ballot => ballot.Replaces).ToHashSet();
        var counted = chain.Where(ballot => !replaced.Contains(ballot.Ordinal)).ToDictionary(ballot => ballot.Ordinal);
        var tally = poll.Options.DistinctBy(option => option.Id)
            .ToDictionary(option => option.Id, option => new OptionTally { Option = option.Id }, StringComparer.Ordinal);
        foreach (var opening in openings)
        {
            var voter = Name(poll, "residents", opening.Voter);
            if (!counted.Remove(opening.Ordinal, out var ballot) || ballot.Voter != opening.Voter)
            {
                return Fault(RecountFault.OpeningOfNoBallot, Text(opening.Ordinal));
            }

            if (!Opens(LedgerOf(poll), ballot, opening))
            {
                return Fault(RecountFault.CommitmentDiffers, Text(opening.Ordinal));
            }

            if (!roll.TryGetValue(voter, out var row) || !tally.TryGetValue(OptionOf(opening), out var option))
            {
                return Fault(RecountFault.NotOnRoll, voter);
            }

            option.Headcount += row.Headcount;
            option.AreaCm2 += row.AreaCm2;
        }

        if (counted.Count > 0)
        {
            return Fault(RecountFault.OpeningMissing, Text(counted.Keys.Min()));
        }

        var differs = tally.Values.FirstOrDefault(option => !Declared(poll, option));
        return new RecountResult(differs is null ? null : RecountFault.TallyDiffers, differs?.Option ?? "", [.. tally.Values]);
    }

    private static bool Opens(string ledger, BallotCast ballot, BallotOpening opening) =>
        opening.Salt.Length == BallotCommitment.SaltSize
        && ballot.Commitment.Span.SequenceEqual(
            BallotCommitment.Compute(ledger, ballot.Poll, ballot.Voter, opening.Choice.Span, opening.Salt.Span));

    private static bool Declared(Poll poll, OptionTally counted)
    {
        var declared = poll.Result?.Tally.FirstOrDefault(option => option.Option == counted.Option) ?? new OptionTally();
        return declared.Headcount == counted.Headcount && (poll.RulePack?.Electorate != Electorate.Owners || declared.AreaCm2 == counted.AreaCm2);
    }

    private static BallotCast? BallotOf(ByteString bytes) => Read(Entry.Parser, bytes)?.Fact?.BallotCast;

    private static string OptionOf(BallotOpening opening) => Read(Choice.Parser, opening.Choice)?.Option ?? "";

    private static T? Read<T>(MessageParser<T> parser, ByteString bytes)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static RecountResult Fault(RecountFault fault, string found) => new(fault, found, []);

    private static string LedgerOf(Poll poll) => string.Join('/', poll.Name.Split('/').Take(2));

    private static string Name(Poll poll, string collection, long id) => $"{LedgerOf(poll)}/{collection}/{Text(id)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
