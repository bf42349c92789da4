using System.Globalization;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>Counts the answers to one question by its method, and writes down the explanation.</summary>
public sealed class QuestionCount
{
    private const long FenOfYuan = 100;

    private readonly Question _question;
    private readonly long _entitled;
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly QuestionOutcome _outcome;

    private QuestionCount(Question question, QuestionOutcome numbers, ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        (_question, _outcome, _entitled) = (question, numbers, entitled);
        _candidates = CandidatesOf(_question, announcementLeaf);
    }

    /// <summary>Counts.</summary>
    /// <param name="box">The answers.</param>
    /// <param name="announcementLeaf">What lots are drawn with.</param>
    /// <param name="entitled">All persons who might have voted.</param>
    public static QuestionOutcome Of(QuestionBox box, ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        var numbers = new QuestionOutcome { Question = box.Question.Id, Voters = box.Voters, Blank = box.Blank, Support = { box.Support } };
        var count = new QuestionCount(box.Question, numbers, announcementLeaf, entitled);
        return count.ByTotals(box.Sums) ?? count.ByBallots(box);
    }

    /// <summary>Counts by what was told, where the ballots are not; null where the method asks each of them.</summary>
    /// <param name="question">The question.</param>
    /// <param name="told">The outcome as it was told: who voted, how many marked each option, and of scores their sums.</param>
    /// <param name="announcementLeaf">What lots are drawn with.</param>
    /// <param name="entitled">All persons who might have voted.</param>
    public static QuestionOutcome? OfTold(Question question, QuestionOutcome told, ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        var numbers = new QuestionOutcome { Question = question.Id, Voters = told.Voters, Blank = told.Blank, Support = { told.Support } };
        return new QuestionCount(question, numbers, announcementLeaf, entitled).ByTotals([.. told.Totals?.Totals ?? []]);
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

    // Where nobody chose anything nobody is chosen, by lot least of all.
    private QuestionOutcome? ByTotals(long[] sums) => _outcome.Voters == _outcome.Blank ? _outcome : _question.Method switch
    {
        CountingMethod.Plurality or CountingMethod.Approval => Highest(Marked()),
        CountingMethod.Score => Highest(sums),
        CountingMethod.MajorityOfVoting => MajorityOf(_outcome.Voters),
        CountingMethod.MajorityOfEntitled => MajorityOf(_entitled),
        _ => null,
    };

    private QuestionOutcome ByBallots(QuestionBox box) => _question.Method switch
    {
        CountingMethod.InstantRunoff => Runoff(InstantRunoff.Count(box.Rankings(_candidates), Ties())),
        CountingMethod.TransferableVote => Transfers(TransferableVote.Count(box.Rankings(_candidates), _question.Seats, Ties())),
        CountingMethod.Schulze => Pairs(box, DefeatStrength.WinningVotes),
        CountingMethod.SchulzeMargins => Pairs(box, DefeatStrength.Margins),
        CountingMethod.Greedy => GreedyOutcome(box, stops: false),
        CountingMethod.GreedyStopping => GreedyOutcome(box, stops: true),
        CountingMethod.EqualShares => Shares(box),
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

    private long[] Marked() => [.. _outcome.Support.Select(option => option.Headcount)];

    private QuestionOutcome Highest(long[] totals)
    {
        var count = HighestTotals.Elect(totals, _outcome.Voters - _outcome.Blank, _question.Seats, Ties(), StatusQuo());
        _outcome.Totals = new TotalsCount { Totals = { count.Totals }, Ballots = count.Ballots };
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome MajorityOf(long whole)
    {
        var count = Majority.Of(Marked(), whole);
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

    private QuestionOutcome Pairs(QuestionBox box, DefeatStrength strength)
    {
        var count = Schulze.Count(box.Rankings(_candidates), strength, Unranked.Last, _question.Seats, Ties(), StatusQuo());
        _outcome.Pairwise = OutcomeTables.Of(count);
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome GreedyOutcome(QuestionBox box, bool stops)
    {
        var election = Election(box);
        var count = Greedy.Count(election, stops, Greedy.Rule(election));
        _outcome.Greedy = OutcomeTables.Of(count);
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome Shares(QuestionBox box)
    {
        var election = Election(box);
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

    private BudgetElection Election(QuestionBox box) => new(
        [.. _candidates.Zip(_question.Options, (candidate, option) => new Project(candidate.Id, candidate.Name, option.CostFen))],
        _question.BudgetFen,
        FenOfYuan,
        _question.Kind switch
        {
            BallotKind.BudgetPoints => BudgetVote.Points,
            BallotKind.BudgetRanking => BudgetVote.Ranking,
            _ => BudgetVote.Approval,
        },
        box.Marks(_candidates));
}
