using Google.Protobuf.Collections;
using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Electorate = Neighborhood.Rules.Statutes.Electorate;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier;

/// <summary>An outcome that no opened ballot stands behind: what has to follow from the numbers it tells itself.</summary>
internal sealed class ToldOutcome(RulePack pack, Question question, QuestionOutcome told, bool isValid)
{
    /// <summary>The outcome as it would have to be, of a result that is withheld.</summary>
    public QuestionOutcome Brief()
    {
        CheckElected();
        var brief = OutcomeVerdict.Brief(told);
        brief.Question = question.Id;
        if (question.Kind == BallotKind.YesNo)
        {
            brief.Passed &= isValid;
            brief.Winners.Clear();
            brief.Winners.Add(brief.Passed ? PollOptions.Yes : PollOptions.No);
            return brief;
        }

        brief.Passed = OutcomeVerdict.Passes(pack, brief, isValid) && (told.Passed || pack.Electorate != ElectorateKind.Owners);
        return brief;
    }

    /// <summary>The outcome as it would have to be, where its numbers are told; what only ballots could show is taken as told.</summary>
    /// <param name="isConfidential">Whether areas are left out.</param>
    /// <param name="announcementLeaf">What lots are drawn with.</param>
    /// <param name="electorate">All who might have voted.</param>
    /// <param name="turnout">Who voted.</param>
    public QuestionOutcome Whole(bool isConfidential, byte[] announcementLeaf, Electorate electorate, Count turnout)
    {
        CheckElected();
        CheckNumbers(turnout);
        var bare = Bare();
        if (question.Kind == BallotKind.YesNo)
        {
            return OutcomeVerdict.Of(pack, isConfidential: false, electorate, Decided(bare, turnout), isValid: true);
        }

        CheckMarks();
        var derived = QuestionCount.OfTold(question, bare, Sums(), announcementLeaf, electorate.TotalHeadcount);
        Broken.Unless(derived is not null || told.CountCase == (told.Abridged ? QuestionOutcome.CountOneofCase.None : Explained), BundleFault.OutcomeCount);
        var counted = new CountedQuestion(question.Kind, derived ?? bare, IsAlike: false, turnout.VotedArea, BlankAreaCm2: 0);
        var whole = OutcomeVerdict.Of(pack, isConfidential: false, electorate, counted, isValid);
        TakeAreas(whole, isConfidential);
        whole.Passed = OutcomeVerdict.Passes(pack, whole, isValid);
        if (isConfidential)
        {
            OutcomeVerdict.Hide(whole);
        }

        return whole;
    }

    /// <summary>The explanation of a method that asks each ballot.</summary>
    private QuestionOutcome.CountOneofCase Explained => question.Method switch
    {
        CountingMethod.InstantRunoff => QuestionOutcome.CountOneofCase.Runoff,
        CountingMethod.TransferableVote => QuestionOutcome.CountOneofCase.Transfers,
        CountingMethod.Schulze or CountingMethod.SchulzeMargins => QuestionOutcome.CountOneofCase.Pairwise,
        _ => QuestionOutcome.CountOneofCase.Shares,
    };

    /// <summary>What is told, before the rule has its say.</summary>
    private QuestionOutcome Bare()
    {
        var bare = new QuestionOutcome(told) { Question = question.Id };
        bare.Findings.Clear();
        foreach (var option in bare.Support)
        {
            option.Findings.Clear();
        }

        return bare;
    }

    private CountedQuestion Decided(QuestionOutcome bare, Count turnout)
    {
        var blankArea = turnout.VotedArea - told.Support.Aggregate((Int128)0, (sum, option) => sum + option.AreaCm2);
        Broken.Unless(MarksOf(_ => 1) + told.Blank == turnout.VotedHeads && blankArea >= 0, BundleFault.OutcomeSupport);
        bare.Winners.Clear();
        return new CountedQuestion(question.Kind, bare, IsAlike: false, turnout.VotedArea, (long)blankArea);
    }

    /// <summary>Areas of a confidential poll are hidden, and that of the blank ballots is never told: what needs them stays as it was said.</summary>
    private void TakeAreas(QuestionOutcome whole, bool isConfidential)
    {
        var clauses = pack.Clauses.Where(clause => clause.Kind == ClauseKind.Consent).ToList();
        foreach (var (option, said) in whole.Support.Zip(told.Support))
        {
            foreach (var ((clause, finding), known) in clauses.Zip(option.Findings).Zip(said.Findings))
            {
                if (clause.Dimension == ClauseDimension.Area && (isConfidential || clause.Base == ClauseBase.YesNo))
                {
                    (finding.Held, finding.Base, finding.Shortfall) = (known.Held, known.Base, known.Shortfall);
                }
            }
        }
    }

    private void CheckElected()
    {
        var isBudget = QuestionTraits.IsBudget(question.Kind);
        var mostWinners = isBudget ? question.Options.Count : Math.Max(1, question.Seats);
        Broken.Unless(AreOptions(told.Winners) && told.Winners.Count <= mostWinners, BundleFault.OutcomeWinners);
        var cost = question.Options.Where(option => told.Winners.Contains(option.Id)).Sum(option => option.CostFen);
        Broken.Unless(cost <= question.BudgetFen, BundleFault.OutcomeWinners);
        Broken.Unless(AreOptions(told.Reserves) && told.Reserves.Count <= question.Reserve, BundleFault.OutcomeReserves);
        Broken.Unless(!told.Reserves.Intersect(told.Winners).Any(), BundleFault.OutcomeReserves);
    }

    private bool AreOptions(RepeatedField<string> ids) =>
        ids.Distinct().Count() == ids.Count && ids.All(id => question.Options.Any(option => option.Id == id));

    private void CheckNumbers(Count turnout)
    {
        Broken.UnlessSame(turnout.VotedHeads, told.Voters, BundleFault.OutcomeVoters);
        Broken.Unless(told.Blank >= 0 && told.Blank <= told.Voters, BundleFault.OutcomeVoters);
        Broken.Unless(told.Support.Select(option => option.Option).SequenceEqual(question.Options.Select(option => option.Id)), BundleFault.OutcomeSupport);
        Broken.Unless(
            told.Support.All(option => option.Headcount >= 0 && option.Headcount <= told.Voters - told.Blank
                && option.AreaCm2 >= 0 && option.AreaCm2 <= turnout.VotedArea),
            BundleFault.OutcomeSupport);
    }

    /// <summary>What the form of a ballot allows all of them together.</summary>
    private void CheckMarks()
    {
        var ballots = (Int128)told.Voters - told.Blank;
        var form = new QuestionForm(question);
        Broken.Unless(MarksOf(_ => 1) >= form.LeastMarks * ballots && MarksOf(_ => 1) <= form.MostMarks * ballots, BundleFault.OutcomeSupport);
        var isPaid = question.Kind != BallotKind.BudgetKnapsack || MarksOf(option => option.CostFen) <= question.BudgetFen * ballots;
        Broken.Unless(isPaid, BundleFault.OutcomeSupport);
    }

    /// <summary>The numbers given to each option, added up, as far as the method asks for them; between those that its heads may give.</summary>
    private long[] Sums()
    {
        long[] heads = [.. told.Support.Select(option => option.Headcount)];
        long[] sums = question.Method switch
        {
            _ when told.Voters == told.Blank => heads,
            CountingMethod.Score => [.. told.Totals?.Totals ?? []],
            CountingMethod.Greedy or CountingMethod.GreedyStopping => [.. told.Greedy?.Turns.OrderBy(turn => turn.Option).Select(turn => turn.Score) ?? []],
            _ => heads,
        };
        var most = question.Kind switch
        {
            BallotKind.Score => question.MaxScore,
            BallotKind.BudgetPoints => question.MaxPointsEach,
            BallotKind.BudgetRanking => question.MaxChoices,
            _ => 1,
        };
        var areSums = sums.Length == heads.Length && sums.Zip(heads).All(sum => sum.First >= sum.Second && sum.First <= (Int128)sum.Second * most);
        Broken.Unless(areSums, BundleFault.OutcomeCount);
        var points = sums.Aggregate((Int128)0, (all, sum) => all + sum);
        Broken.Unless(question.Kind != BallotKind.BudgetPoints || points <= ((Int128)told.Voters - told.Blank) * question.Points, BundleFault.OutcomeCount);
        return sums;
    }

    /// <summary>The heads who marked options, each times what the option weighs.</summary>
    private Int128 MarksOf(Func<QuestionOption, long> weight) =>
        question.Options.Zip(told.Support).Aggregate((Int128)0, (sum, option) => sum + ((Int128)option.Second.Headcount * weight(option.First)));
}
