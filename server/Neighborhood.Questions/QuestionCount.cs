using System.Globalization;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>Counts the answers to one question by its method, and writes down the explanation.</summary>
public sealed class QuestionCount
{
    private const long FenOfYuan = 100;

    private readonly QuestionBox _box;
    private readonly Question _question;
    private readonly long _entitled;
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly QuestionOutcome _outcome;

    private QuestionCount(QuestionBox box, ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        (_box, _question, _entitled) = (box, box.Question, entitled);
        _candidates = CandidatesOf(_question, announcementLeaf);
        _outcome = new QuestionOutcome { Question = _question.Id, Voters = box.Voters, Blank = box.Blank, Support = { box.Support } };
    }

    /// <summary>Counts.</summary>
    /// <param name="box">The answers.</param>
    /// <param name="announcementLeaf">What lots are drawn with.</param>
    /// <param name="entitled">All persons who might have voted.</param>
    public static QuestionOutcome Of(QuestionBox box, ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        var count = new QuestionCount(box, announcementLeaf, entitled);
        // Where nobody chose anything nobody is chosen, by lot least of all.
        return box.Voters == box.Blank ? count._outcome : count.Counted();
    }

    /// <summary>
    /// The options as candidates of a count. Counts break their last ties by the candidates' ids, so an option's place in the tie-break of its question
    /// is its id.
    /// </summary>
    public static IReadOnlyList<Candidate> CandidatesOf(Question question, ReadOnlySpan<byte> announcementLeaf)
    {
        var ids = question.Options.Select(option => option.Id).ToList();
        var order = question.TieBreak == TieBreak.ByOrder ? [.. Enumerable.Range(0, ids.Count)] : Lot.Draw(announcementLeaf, question.Id, ids);
        return [.. ids.Select((id, place) => new Candidate(order[place].ToString("D4", CultureInfo.InvariantCulture), id))];
    }

    private QuestionOutcome Counted() => _question.Method switch
    {
        CountingMethod.Plurality => Highest(Plurality.Count(_box.Rankings(_candidates), _question.Seats, Ties(), StatusQuo())),
        CountingMethod.MajorityOfVoting => MajorityOf(Rules.Counting.MajorityOf.Voting),
        CountingMethod.MajorityOfEntitled => MajorityOf(Rules.Counting.MajorityOf.Entitled),
        CountingMethod.Approval => Highest(Approval.Count(_box.Marks(_candidates), _question.Seats, Ties(), StatusQuo())),
        CountingMethod.Score => Highest(Scoring.Count(_box.Marks(_candidates), _question.Seats, Ties(), StatusQuo())),
        CountingMethod.InstantRunoff => Runoff(InstantRunoff.Count(_box.Rankings(_candidates), Ties())),
        CountingMethod.TransferableVote => Transfers(TransferableVote.Count(_box.Rankings(_candidates), _question.Seats, Ties())),
        CountingMethod.Schulze => Pairs(DefeatStrength.WinningVotes),
        CountingMethod.SchulzeMargins => Pairs(DefeatStrength.Margins),
        CountingMethod.Greedy => GreedyOutcome(stops: false),
        CountingMethod.GreedyStopping => GreedyOutcome(stops: true),
        CountingMethod.EqualShares => Shares(),
        _ => _outcome,
    };

    private TieRule Ties() => TieRule.ById(_candidates);

    private int? StatusQuo() => _question.Options.Index().Where(option => option.Item.IsStatusQuo).Select(option => (int?)option.Index).FirstOrDefault();

    private QuestionOutcome Outcome(IEnumerable<int> winners, IEnumerable<Tie> ties)
    {
        _outcome.Winners.AddRange(winners.Select(IdOf));
        _outcome.Ties.AddRange(ties.Select(tie => OutcomeTables.Of(tie, _question.TieBreak)));
        return _outcome;
    }

    private string IdOf(int place) => _question.Options[place].Id;

    private QuestionOutcome Highest(HighestTotals count)
    {
        _outcome.Totals = new TotalsCount { Totals = { count.Totals }, Ballots = count.Ballots };
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome MajorityOf(MajorityOf whose)
    {
        var count = Majority.Count(_box.Rankings(_candidates), whose, _entitled);
        _outcome.Majority = new MajorityCount { Votes = { count.Votes }, Base = count.Base, Needed = count.Needed, Missing = count.Missing };
        return Outcome(count.Winner is { } winner ? [winner] : [], []);
    }

    private QuestionOutcome Runoff(InstantRunoff count)
    {
        _outcome.Runoff = OutcomeTables.Of(count);
        return Outcome([count.Winner], count.Ties);
    }

    private QuestionOutcome Transfers(TransferableVote count)
    {
        _outcome.Transfers = OutcomeTables.Of(count);
        _outcome.Reserves.AddRange(count.Reserves.Take(_question.Reserve).Select(IdOf));
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome Pairs(DefeatStrength strength)
    {
        var count = Schulze.Count(_box.Rankings(_candidates), strength, Unranked.Last, _question.Seats, Ties(), StatusQuo());
        _outcome.Pairwise = OutcomeTables.Of(count);
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome GreedyOutcome(bool stops)
    {
        var election = Election();
        var count = Greedy.Count(election, stops, Greedy.Rule(election));
        _outcome.Greedy = OutcomeTables.Of(count);
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome Shares()
    {
        var election = Election();
        var count = EqualShares.Count(election, RulesOf(_question), () => EqualShares.Rule(election));
        _outcome.Shares = OutcomeTables.Of(count);
        _outcome.Shares.Greedy = OutcomeTables.Of(Greedy.Count(election, stops: false, Greedy.Rule(election)));
        return Outcome(count.Winners, count.Ties);
    }

    // Each completion stops as its published results do, and as `neighborhood count` counts it.
    private static EqualSharesRules RulesOf(Question question) => new()
    {
        Utility = question.Utility switch
        {
            Utility.Cardinality => EqualSharesUtility.Cardinality,
            Utility.Points => EqualSharesUtility.Points,
            _ => EqualSharesUtility.Cost,
        },
        Completion = question.Completion switch
        {
            Completion.Add1 => EqualSharesCompletion.Add1,
            Completion.Add1Greedy => EqualSharesCompletion.Add1ThenGreedy,
            Completion.Greedy => EqualSharesCompletion.Greedy,
            _ => EqualSharesCompletion.None,
        },
        StopsWhenExhausted = question.Completion == Completion.Add1Greedy,
    };

    private BudgetElection Election() => new(
        [.. _candidates.Zip(_question.Options, (candidate, option) => new Project(candidate.Id, candidate.Name, option.CostFen))],
        _question.BudgetFen,
        FenOfYuan,
        _question.Kind switch
        {
            BallotKind.BudgetPoints => BudgetVote.Points,
            BallotKind.BudgetRanking => BudgetVote.Ranking,
            _ => BudgetVote.Approval,
        },
        _box.Marks(_candidates));
}
