using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>The owners who take part in the play, each by one channel: seventeen of every twenty-four on the roll.</summary>
/// <param name="Online">Who votes online, signed by the own device.</param>
/// <param name="Principal">Who is voted for by a proxy.</param>
/// <param name="OnPaper">Who votes on paper.</param>
internal sealed record Electors(IReadOnlyList<string> Online, string Principal, IReadOnlyList<string> OnPaper)
{
    private const int Papers = 2, Least = 6;

    /// <summary>How many there are.</summary>
    public int Count => Online.Count + 1 + OnPaper.Count;

    /// <summary>Those of an example, people with an account first.</summary>
    public static Electors Of(Seed seed, IReadOnlyList<RollRow> rows)
    {
        var owners = rows.Where(row => row.OwnerName.Length > 0 && row.Votes is not "否" and not "no").Select(row => row.OwnerName).Distinct().ToList();
        var order = seed.People.Select(person => person.Name).Where(owners.Contains).Concat(owners).Distinct().ToList();
        var taking = order.Take(order.Count * 17 / 24).ToList();
        Narration.Must(taking.Count >= Least, "the roll names enough owners for a vote");
        var online = taking[..^(Papers + 1)];
        return new Electors(online, taking[online.Count], taking[^Papers..]);
    }

    /// <summary>What somebody online chooses: most yes, some no, the last one abstains.</summary>
    public string ChoiceOf(int place) => place == Online.Count - 1 ? "abstain" : place % 4 == 1 || place == 10 ? "no" : "yes";

    /// <summary>How many choose what, over all channels: proxy and papers say yes.</summary>
    public IReadOnlyDictionary<string, long> Tally() => Online.Select((_, place) => ChoiceOf(place)).Concat(Enumerable.Repeat("yes", Papers + 1))
        .CountBy(choice => choice).ToDictionary(choice => choice.Key, choice => (long)choice.Value);
}
