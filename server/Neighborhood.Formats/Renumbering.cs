using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>Ballots among fewer candidates.</summary>
internal static class Renumbering
{
    /// <summary>A file with some of its candidates only, in their order.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kept">The candidates that stay.</param>
    /// <param name="meant">Whom a ballot means by a candidate; one who does not stay is passed over.</param>
    public static ElectionFile Of(ElectionFile file, IReadOnlyList<int> kept, Func<int, int> meant)
    {
        var places = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        var candidates = kept.Select(place => file.Candidates[place]).ToList();
        return file with
        {
            Candidates = candidates,
            Withdrawn = [],
            Rankings = file.Rankings is { } rankings ? Of(rankings, candidates, RenumberedRanking) : null,
            Marks = file.Marks is { } marks ? Of(marks, candidates, RenumberedMarks) : null,
        };

        Ranking RenumberedRanking(Ranking ballot) => Ranking.OfRanks(ballot.Ranks
            .Select(rank => (IReadOnlyList<int>)[.. rank.Select(meant).Where(places.ContainsKey).Select(place => places[place]).Distinct()]));

        Marks RenumberedMarks(Marks ballot)
        {
            var on = Enumerable.Range(0, ballot.Count)
                .Select(at => (Candidate: meant(ballot.Candidates[at]), Mark: ballot.MarkAt(at)))
                .Where(one => places.ContainsKey(one.Candidate))
                .ToList();
            return Marks.Of([.. on.Select(one => places[one.Candidate])], [.. on.Select(one => one.Mark)]);
        }
    }

    private static Profile<TBallot> Of<TBallot>(Profile<TBallot> profile, IReadOnlyList<Candidate> candidates, Func<TBallot, TBallot> renumbered)
        where TBallot : IEquatable<TBallot> =>
        Profile.Of(candidates, profile.Ballots.Select(one => new Counted<TBallot>(renumbered(one.Ballot), one.Count)));
}
