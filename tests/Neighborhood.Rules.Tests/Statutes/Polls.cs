using CsCheck;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

/// <summary>Packs and random polls that several tests share.</summary>
internal static class Polls
{
    /// <summary>Owners with their areas, and what each does: a choice, or null where the ballot is not returned.</summary>
    public static readonly Gen<(long Area, BallotChoice? Choice)[]> Owners =
        Gen.Select(
            Gen.Long[1, 5_000_000],
            Gen.OneOf<BallotChoice?>(BallotChoice.Yes, BallotChoice.Yes, BallotChoice.No, BallotChoice.Abstain, null)).Array[1, 40];

    public static readonly Gen<RulePack> Packs = Gen.OneOf<RulePack>([.. RulePacks.All]);

    public static RulePack Pack(string id) => RulePacks.Find(id) ?? throw new InvalidOperationException($"No pack {id}.");

    public static Tally Count((long Area, BallotChoice? Choice)[] owners) => owners
        .Where(owner => owner.Choice is not null)
        .Aggregate(
            Tally.Empty(new Electorate(owners.Sum(owner => owner.Area), owners.Length)),
            (tally, owner) => tally.Plus(owner.Choice.GetValueOrDefault(), owner.Area));

    /// <summary>A poll counted by heads alone.</summary>
    public static Tally Heads(long total, long yes, long no, long abstain, long presentWithoutBallot = 0) =>
        new(new Electorate(0, total), new OptionTally(0, yes), new OptionTally(0, no), new OptionTally(0, abstain))
        {
            PresentWithoutBallot = presentWithoutBallot,
        };

    public static ClauseResult Clause(this Verdict verdict, string id) => verdict.Clauses.Single(result => result.Clause.Id == id);
}
