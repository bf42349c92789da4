using CsCheck;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats.Tests.Counting;

/// <summary>What holds of ranked counts whatever the ballots.</summary>
public sealed class RankedPropertyTests
{
    private const int Size = 4;
    private static readonly List<Candidate> Four = [.. Enumerable.Range(0, Size).Select(place => new Candidate($"{place}", $"{place}"))];

    private static readonly Gen<Profile<Ranking>> Profiles =
        from ballots in Gen.Select(Gen.Shuffle(Enumerable.Range(0, Size).ToArray()), Gen.Int[0, Size], Gen.Int[1, 5]).Array[1, 12]
        select Profile.Of(Four, ballots.Select(one => new Counted<Ranking>(Ranking.Of(one.Item1.AsSpan(0, one.Item2)), one.Item3)));

    [Fact]
    public void Every_vote_of_every_stage_is_somebodys_or_lost() => Gen.Select(Profiles, Gen.Int[1, 3]).Sample((profile, seats) =>
    {
        var count = TransferableVote.Count(profile, seats, TieRule.ById(Four));
        Assert.All(count.Stages, stage => Assert.Equal(
            count.Valid, stage.Votes.Aggregate(stage.NonTransferable, (sum, votes) => sum + votes)));
        Assert.Equal(seats, count.Winners.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, Size), count.Winners.Concat(count.Reserves).Order());
    });

    [Fact]
    public void A_run_off_keeps_every_ballot_in_every_round() => Profiles.Sample(profile =>
    {
        var count = InstantRunoff.Count(profile, TieRule.ById(Four));
        Assert.All(count.Rounds, round => Assert.Equal(profile.Total, round.Active + round.Exhausted));
        Assert.All(count.Rounds, round => Assert.Equal(round.Active, round.Votes.Sum(votes => votes ?? 0)));
    });

    [Fact]
    public void Whoever_wins_every_pair_wins_by_Schulze() => Profiles.Sample(profile =>
    {
        foreach (var strength in Enum.GetValues<DefeatStrength>())
        {
            var count = Schulze.Count(profile, strength, Unranked.Last, 1, TieRule.ById(Four));
            Assert.True(count.CondorcetWinner is not { } winner || count.Winners[0] == winner);
        }
    });

    [Fact]
    public void A_better_rank_never_makes_a_Schulze_winner_lose() => Profiles.Sample(profile =>
    {
        var winner = Schulze.Count(profile, DefeatStrength.WinningVotes, Unranked.Last, 1, TieRule.ById(Four)).Ranking[0];
        if (winner is not [var alone])
        {
            return;
        }

        var raised = Profile.Of(Four, profile.Ballots.Select(one => new Counted<Ranking>(Raised(one.Ballot, alone), one.Count)));
        Assert.Contains(alone, Schulze.Count(raised, DefeatStrength.WinningVotes, Unranked.Last, 1, TieRule.ById(Four)).Ranking[0]);
    });

    [Fact]
    public void The_written_rule_gives_one_of_the_tied_outcomes() => Profiles.Sample(profile =>
    {
        var runoff = TiedOutcomes.Of(ties => [InstantRunoff.Count(profile, ties).Winner]);
        Assert.Contains(runoff.Winners, winners => winners[0] == InstantRunoff.Count(profile, TieRule.ById(Four)).Winner);
        var transfer = TiedOutcomes.Of(ties => TransferableVote.Count(profile, 2, ties).Winners);
        var elected = TransferableVote.Count(profile, 2, TieRule.ById(Four)).Winners.Order().ToList();
        Assert.Contains(transfer.Winners, winners => winners.SequenceEqual(elected));
    });

    private static Ranking Raised(Ranking ballot, int candidate) =>
        Ranking.Of([candidate, .. Enumerable.Range(0, ballot.Count).Select(place => ballot[place]).Where(one => one != candidate)]);
}
