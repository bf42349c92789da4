using Neighborhood.Formats;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>What a count was asked to do.</summary>
/// <param name="Method">How.</param>
/// <param name="Seats">How many are elected.</param>
/// <param name="Utility">What a project is worth, under equal shares.</param>
/// <param name="Unranked">What a ballot says about those it does not rank, under Schulze.</param>
/// <param name="StatusQuo">The candidate that stands for leaving things as they are; null for none.</param>
public sealed record CountRequest(CountMethod Method, int Seats, EqualSharesUtility Utility, Unranked Unranked, int? StatusQuo);

/// <summary>Counts an election by any of the methods.</summary>
public sealed class Counter(ElectionFile file, CountRequest request, Phrases phrases)
{
    private const long MostWork = 20_000_000;
    private const int FewestRuns = 20;

    /// <summary>The methods that count money and projects.</summary>
    public static bool NeedsBudget(CountMethod method) => method >= CountMethod.Greedy;

    /// <summary>The methods that elect as many as asked for.</summary>
    public static bool HasSeats(CountMethod method) => method is not CountMethod.Irv && !NeedsBudget(method);

    /// <summary>Counts, ties broken by the written rules.</summary>
    public CountSheet Count() => Count(null);

    /// <summary>Every set of winners that another way of breaking ties gives.</summary>
    public TiedOutcomes Outcomes() => TiedOutcomes.Of(ties => Count(ties).Winners, MaxRuns);

    // A large election is counted fewer times, so that asking for its ties ends; never fewer than these.
    private int MaxRuns => Math.Clamp((int)(MostWork / (Math.Max(1L, Different) * file.Candidates.Count)), FewestRuns, CountingLimits.MaxTieRuns);

    private long Different => Math.Max(file.Rankings?.Ballots.Count ?? 0, file.Marks?.Ballots.Count ?? 0);

    private CountSheet Count(TieBreaker? ties) => request.Method switch
    {
        CountMethod.Greedy => GreedyCount(stops: false, ties),
        CountMethod.GreedyNoSkip => GreedyCount(stops: true, ties),
        CountMethod.EqualShares => SharesCount(EqualSharesCompletion.None, ties),
        CountMethod.EqualSharesAdd1 => SharesCount(EqualSharesCompletion.Add1, ties),
        CountMethod.EqualSharesAdd1Greedy => SharesCount(EqualSharesCompletion.Add1ThenGreedy, ties),
        CountMethod.Approval or CountMethod.Score => MarksCount(file.AsMarks(), ties),
        _ => RankingCount(file.AsRankings(), ties),
    };

    private CountSheet MarksCount(Profile<Marks> profile, TieBreaker? ties)
    {
        ties ??= TieRule.ByIdThroughout(profile.Candidates);
        var count = request.Method == CountMethod.Score
            ? Scoring.Count(profile, request.Seats, ties, request.StatusQuo)
            : Approval.Count(profile, request.Seats, ties, request.StatusQuo);
        return TotalsSheet.Of(request.Method, profile.Candidates, count, phrases);
    }

    private CountSheet RankingCount(Profile<Ranking> profile, TieBreaker? ties)
    {
        ties ??= TieRule.ByIdThroughout(profile.Candidates);
        return request.Method switch
        {
            CountMethod.Irv => RunoffSheet.Of(profile.Candidates, InstantRunoff.Count(profile, ties), phrases),
            CountMethod.Stv => TransferSheet.Of(profile.Candidates, TransferableVote.Count(profile, request.Seats, ties), phrases),
            CountMethod.Schulze => SchulzeCount(profile, DefeatStrength.WinningVotes, ties),
            CountMethod.SchulzeMargins => SchulzeCount(profile, DefeatStrength.Margins, ties),
            _ => TotalsSheet.Of(request.Method, profile.Candidates, Plurality.Count(profile, request.Seats, ties, request.StatusQuo), phrases),
        };
    }

    private CountSheet SchulzeCount(Profile<Ranking> profile, DefeatStrength strength, TieBreaker ties) => SchulzeSheet.Of(
        request.Method, profile.Candidates, Schulze.Count(profile, strength, request.Unranked, request.Seats, ties, request.StatusQuo), phrases);

    private CountSheet GreedyCount(bool stops, TieBreaker? ties) => GreedySheet.Of(
        request.Method, file.Budget!, Greedy.Count(file.Budget!, stops, ties ?? Greedy.Rule(file.Budget!)), isYuan: false, phrases);

    private CountSheet SharesCount(EqualSharesCompletion completion, TieBreaker? ties)
    {
        // Each completion stops as its published results do: Add1 as the official elections, Add1 then greedy as the tool that made it known ("Add1U").
        var rules = new EqualSharesRules
        {
            Utility = request.Utility,
            Completion = completion,
            StopsWhenExhausted = completion == EqualSharesCompletion.Add1ThenGreedy,
        };
        var count = EqualShares.Count(file.Budget!, rules, () => ties ?? EqualShares.Rule(file.Budget!));
        return EqualSharesSheet.Of(request.Method, file.Budget!, request.Utility, count, isYuan: false, phrases);
    }
}
