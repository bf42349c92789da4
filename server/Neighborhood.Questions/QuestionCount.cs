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
        return count.BySums(box.Sums) ?? count.ByBallots(box);
    }

    /// <summary>Counts by what was told, where the ballots are not; null where the method asks each of them.</summary>
    /// <param name="question">The question.</param>
    /// <param name="told">The outcome as it was told, with who voted and who marked each option.</param>
    /// <param name="sums">The numbers given to each option, added up, as in <see cref="QuestionBox.Sums"/>.</param>
    /// <param name="announcementLeaf">What lots are drawn with.</param>
    /// <param name="entitled">All persons who might have voted.</param>
    public static QuestionOutcome? OfTold(Question question, QuestionOutcome told, long[] sums, ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        var numbers = new QuestionOutcome { Question = question.Id, Voters = told.Voters, Blank = told.Blank, Support = { told.Support } };
        return new QuestionCount(question, numbers, announcementLeaf, entitled).BySums(sums);
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
    private QuestionOutcome? BySums(long[] sums) => _outcome.Voters == _outcome.Blank ? _outcome : _question.Method switch
    {
        CountingMethod.Plurality or CountingMethod.Approval or CountingMethod.Score => Highest(sums),
        CountingMethod.MajorityOfVoting => MajorityOf(sums, _outcome.Voters),
        CountingMethod.MajorityOfEntitled => MajorityOf(sums, _entitled),
        CountingMethod.Greedy => GreedyOutcome(sums, stops: false),
        CountingMethod.GreedyStopping => GreedyOutcome(sums, stops: true),
        _ => null,
    };

    private QuestionOutcome ByBallots(QuestionBox box) => _question.Method switch
    {
        CountingMethod.InstantRunoff => Runoff(InstantRunoff.Count(box.Rankings(_candidates), Ties())),
        CountingMethod.TransferableVote => Transfers(TransferableVote.Count(box.Rankings(_candidates), _question.Seats, Ties())),
        CountingMethod.Schulze => Pairs(box, DefeatStrength.WinningVotes),
        CountingMethod.SchulzeMargins => Pairs(box, DefeatStrength.Margins),
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

    private QuestionOutcome Highest(long[] totals)
    {
        var count = HighestTotals.Elect(totals, _outcome.Voters - _outcome.Blank, _question.Seats, Ties(), StatusQuo());
        _outcome.Totals = new TotalsCount { Totals = { count.Totals }, Ballots = count.Ballots };
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome MajorityOf(long[] votes, long whole)
    {
        var count = Majority.Of(votes, whole);
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

    // Greedy asks for scores alone: one ballot that gives every project its sum comes to the same.
    private QuestionOutcome GreedyOutcome(long[] sums, bool stops)
    {
        var election = Election(Profile.Of(_candidates, [new Counted<Marks>(Marks.Of([.. Enumerable.Range(0, sums.Length)], sums), 1)]));
        var count = Greedy.Count(election, stops, Greedy.Rule(election));
        _outcome.Greedy = OutcomeTables.Of(count);
        return Outcome(count.Winners, count.Ties);
    }

    private QuestionOutcome Shares(QuestionBox box)
    {
        var election = Election(box.Marks(_candidates));
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

    private BudgetElection Election(Profile<Marks> ballots) => new(
        [.. _candidates.Zip(_question.Options, (candidate, option) => new Project(candidate.Id, candidate.Name, option.CostFen))],
        _question.BudgetFen,
        FenOfYuan,
        _question.Kind switch
        {
            BallotKind.BudgetPoints => BudgetVote.Points,
            BallotKind.BudgetRanking => BudgetVote.Ranking,
            _ => BudgetVote.Approval,
        },
        ballots);
}
