using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Screens;

/// <summary>Brings options into an order. Ranks are kept without gaps, from 1.</summary>
internal static class RankMarking
{
    public static Marked Append(AnswerState answer, int option, Words words)
    {
        if (TooMany(answer, option, words) is { } refusal)
        {
            return new Marked(answer, refusal);
        }

        var ranks = RanksOf(answer);
        ranks.Add([option]);
        return new Marked(With(answer, ranks));
    }

    public static Marked Remove(AnswerState answer, int option) => new(With(answer, Without(RanksOf(answer), option)));

    /// <summary>
    /// Puts an option at a rank: before whoever has it, or beside them where ranks may be shared. 0 takes it out of the order, and a rank behind the last
    /// one is the last.
    /// </summary>
    public static Marked Place(AnswerState answer, int option, long rank, Words words)
    {
        if (rank == 0)
        {
            return Remove(answer, option);
        }

        if (TooMany(answer, option, words) is { } refusal)
        {
            return new Marked(answer, refusal);
        }

        var ranks = RanksOf(answer);
        var place = (int)Math.Min(rank - 1, ranks.Count);
        if (answer.Question.TiesAllowed && place < ranks.Count)
        {
            ranks.ForEach(one => one.Remove(option));
            ranks[place].Add(option);
            ranks.RemoveAll(one => one.Count == 0);
            return new Marked(With(answer, ranks));
        }

        Without(ranks, option);
        ranks.Insert(Math.Min(place, ranks.Count), [option]);
        return new Marked(With(answer, ranks));
    }

    /// <summary>Takes the place of another option, which goes behind it.</summary>
    public static Marked Before(AnswerState answer, int option, int other, Words words)
    {
        if (answer.Values[other] == 0)
        {
            return answer.Values[option] == 0 ? Append(answer, option, words) : Remove(answer, option);
        }

        if (TooMany(answer, option, words) is { } refusal)
        {
            return new Marked(answer, refusal);
        }

        var ranks = RanksOf(answer);
        var isBehind = answer.Values[option] > 0 && answer.Values[option] < answer.Values[other];
        ranks = Without(ranks, option);
        var place = ranks.FindIndex(rank => rank.Contains(other));
        ranks.Insert(isBehind ? place + 1 : place, [option]);
        return new Marked(With(answer, ranks));
    }

    /// <summary>One rank ahead or behind. Where ranks may be shared, every second step shares the rank that is there.</summary>
    public static Marked Step(AnswerState answer, int option, bool isUp, Words words)
    {
        if (answer.Values[option] == 0)
        {
            return isUp ? Append(answer, option, words) : new Marked(answer, words["ballot_not_ranked"]);
        }

        var ranks = RanksOf(answer);
        var place = ranks.FindIndex(rank => rank.Contains(option));
        var next = isUp ? place - 1 : place + 1;
        if (ranks[place].Count > 1)
        {
            ranks[place].Remove(option);
            ranks.Insert(isUp ? place : place + 1, [option]);
            return new Marked(With(answer, ranks));
        }

        if (next < 0 || next >= ranks.Count)
        {
            return new Marked(answer, words[isUp ? "ballot_ranked_first" : "ballot_ranked_last"]);
        }

        if (answer.Question.TiesAllowed)
        {
            ranks[next].Add(option);
            ranks.RemoveAt(place);
            return new Marked(With(answer, ranks));
        }

        (ranks[place], ranks[next]) = (ranks[next], ranks[place]);
        return new Marked(With(answer, ranks));
    }

    private static string? TooMany(AnswerState answer, int option, Words words)
    {
        var most = Traits.MostOf(answer.Question);
        return answer.Values[option] == 0 && answer.Marked >= most ? words.Say("ballot_full", most) : null;
    }

    private static List<List<int>> RanksOf(AnswerState answer) =>
    [
        .. Enumerable.Range(0, answer.Values.Length).Where(option => answer.Values[option] > 0)
            .GroupBy(option => answer.Values[option])
            .OrderBy(rank => rank.Key)
            .Select(rank => rank.ToList()),
    ];

    private static List<List<int>> Without(List<List<int>> ranks, int option)
    {
        ranks.ForEach(rank => rank.Remove(option));
        ranks.RemoveAll(rank => rank.Count == 0);
        return ranks;
    }

    private static AnswerState With(AnswerState answer, List<List<int>> ranks)
    {
        var values = new long[answer.Values.Length];
        foreach (var (place, rank) in ranks.Index())
        {
            rank.ForEach(option => values[option] = place + 1);
        }

        return answer with { Values = [.. values] };
    }
}
