using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A verdict that explains itself: what was chosen, and each clause with its numbers and what it lacks.</summary>
public static class ResultText
{
    /// <summary>The result of a poll.</summary>
    public static void Show(PageWriter page, Poll poll, Result result, Words words, Moments moments)
    {
        var electorate = poll.RulePack?.Electorate ?? Electorate.Residents;
        if (result.Provisional)
        {
            page.Tell(Provisional(result, words, moments), Tone.Warning, indent: 1);
        }

        if (result.Outcomes.Count == 0)
        {
            Tally(page, poll, result.Tally, "poll_tally", words);
        }

        if (result.Withheld)
        {
            page.Tell(words["poll_withheld"], Tone.Warning, indent: 2);
        }

        if (result.SilentTally.Count > 0)
        {
            Tally(page, poll, result.SilentTally, "poll_silent_tally", words);
            page.Tell(words.IsChinese ? result.SilentArticle : result.SilentArticleEn, Tone.Muted, indent: 2);
            page.Tell(words[result.PassedByReturned ? "poll_passed_by_returned" : "poll_failed_by_returned"], Tone.Warning, indent: 2);
        }

        page.Heading(" " + words["poll_verdict"]);
        page.Tell(words[VerdictOf(result)], result.Passed ? Tone.Good : Tone.Bad, indent: 2);
        foreach (var clause in result.Clauses)
        {
            Clause(page, clause, electorate, result.Withheld, words);
        }

        foreach (var struck in poll.StruckBallots)
        {
            page.Tell(Say(struck, words), Tone.Warning, indent: 2);
        }

        page.Tell(words.Say("poll_verdict_entries", result.BallotCount, result.CloseSequence, result.Sequence), Tone.Muted, indent: 2);
    }

    // Of questions the rule says whether enough took part; what each came to is its own.
    private static string VerdictOf(Result result) => (result.Outcomes.Count > 0, result.Passed) switch
    {
        (true, true) => "poll_verdict_counted",
        (true, false) => "poll_verdict_too_few",
        (false, true) => "poll_verdict_passed",
        (false, false) => "poll_verdict_failed",
    };

    /// <summary>That a result may still change, and until when objections are taken.</summary>
    public static string Provisional(Result result, Words words, Moments moments) => words.Say("poll_provisional", moments.At(result.ProvisionalUntil));

    /// <summary>Which ballot does not count, whose it was and why.</summary>
    public static string Say(StruckBallot struck, Words words) =>
        words.Say("poll_struck", struck.Ordinal, ListText.NameOf(struck.Voter, words), words.Of(struck.Reason), struck.Sequence);

    private static void Tally(PageWriter page, Poll poll, IReadOnlyList<OptionTally> tally, string heading, Words words)
    {
        page.Heading(" " + words[heading]);
        var electorate = poll.RulePack?.Electorate ?? Electorate.Residents;
        var heads = tally.Sum(option => option.Headcount);
        var area = tally.Sum(option => option.AreaCm2);
        var meters = new List<Meter>();
        foreach (var option in tally)
        {
            var label = PollText.LabelOf(poll, option.Option, words);
            var tone = ToneOf(option.Option);
            meters.Add(new Meter(label, option.Headcount, heads, Amounts.Count(option.Headcount), Amounts.Count(heads), tone));
            if (electorate == Electorate.Owners)
            {
                meters.Add(new Meter("  " + words["unit_area"], option.AreaCm2, area, Amounts.Area(option.AreaCm2), Amounts.Area(area), tone));
            }
        }

        Meter.Show(page, [.. meters]);
    }

    /// <summary>What a clause demands, in words: 参与表决的面积不少于全体的 2/3. A clause of a newer kind speaks by its own text.</summary>
    public static string Demand(RuleClause clause, Electorate electorate, Words words)
    {
        var key = $"clause_{clause.Kind}_{clause.Dimension}";
        if (words.Find(key) is null)
        {
            return TextOf(clause, words);
        }

        if (clause.Numerator == clause.Denominator && clause.Base == RuleClause.Types.Base.All)
        {
            return words[$"clause_{clause.Kind}_whole"];
        }

        var how = words[clause.Strict ? "clause_more_than" : "clause_at_least"];
        return words.Say(key, how, $"{clause.Numerator}/{clause.Denominator}", words[TurnoutText.UnitOf(electorate)], words.Of(clause.Base));
    }

    /// <summary>The article it rests on.</summary>
    public static string ArticleOf(RuleClause clause, Words words) => words.IsChinese || clause.ArticleEn.Length == 0 ? clause.Article : clause.ArticleEn;

    /// <summary>What the article says.</summary>
    public static string TextOf(RuleClause clause, Words words) => words.IsChinese || clause.TextEn.Length == 0 ? clause.Text : clause.TextEn;

    /// <summary>How much is missing: 还差 3 户, or 还差 120.00 m².</summary>
    public static string Shortfall(ClauseResult clause, Electorate electorate, Words words) => clause.Clause.Dimension == Dimension.Area
        ? words.Say("clause_short", Amounts.Area(clause.Shortfall))
        : words.Say("clause_short", words.Say(CounterOf(electorate), Amounts.Count(clause.Shortfall)));

    /// <summary>The numbers of a clause, and what it lacks.</summary>
    public static string Numbers(ClauseResult result, Electorate electorate, Words words)
    {
        var numbers = words.Say("clause_numbers", Amount(result.Have, result.Clause.Dimension), Amount(result.Base, result.Clause.Dimension),
            Amounts.Share(result.Have, result.Base));
        return result.Held ? numbers : numbers + words["clause_comma"] + Shortfall(result, electorate, words);
    }

    private static void Clause(PageWriter page, ClauseResult result, Electorate electorate, bool isWithheld, Words words)
    {
        var mark = result.Held ? "✓ " : "✗ ";
        page.Tell(mark + Demand(result.Clause, electorate, words), result.Held ? Tone.Good : Tone.Bad, indent: 2);
        if (!isWithheld || result.Clause.Kind == RuleClause.Types.Kind.Participation)
        {
            page.Tell(Numbers(result, electorate, words), result.Held ? Tone.Muted : Tone.Warning, indent: 4);
        }

        page.Tell($"{ArticleOf(result.Clause, words)} {TextOf(result.Clause, words)}", Tone.Muted, indent: 4);
    }

    private static string Amount(long amount, Dimension dimension) => dimension == Dimension.Area ? Amounts.Area(amount) : Amounts.Count(amount);

    /// <summary>The key of a number of voters: 3 户, 3 人 or 3 席.</summary>
    public static string CounterOf(Electorate electorate) => electorate switch
    {
        Electorate.Owners => "counter_owners",
        Electorate.Seats => "counter_seats",
        _ => "counter_residents",
    };

    /// <summary>The tone of an option.</summary>
    public static Tone ToneOf(string option) => option switch
    {
        "yes" => Tone.Good,
        "no" => Tone.Bad,
        _ => Tone.Muted,
    };
}
