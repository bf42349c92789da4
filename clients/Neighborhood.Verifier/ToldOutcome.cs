using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Electorate = Neighborhood.Rules.Statutes.Electorate;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier;

/// <summary>An outcome that no opened ballot stands behind: what has to follow from the numbers it tells itself.</summary>
internal sealed class ToldOutcome(Question question, QuestionOutcome told, bool isWithheld)
{
    /// <summary>The outcome as it would have to be; what only ballots could show is taken as told.</summary>
    public QuestionOutcome Followed(RulePack pack, Electorate electorate, Count turnout, bool isValid)
    {
        Broken.Unless(told.Question == question.Id, BundleFault.OutcomeQuestion);
        var isPossible = told.Winners.All(IsOption) && told.Winners.Distinct().Count() == told.Winners.Count;
        Broken.Unless(isPossible, BundleFault.OutcomeWinners);
        Broken.Unless(told.Reserves.All(IsOption) && told.Reserves.Distinct().Count() == told.Reserves.Count, BundleFault.OutcomeReserves);
        return isWithheld ? Brief(isValid) : Whole(pack, electorate, turnout, isValid);
    }

    private bool IsOption(string id) => question.Options.Any(option => option.Id == id);

    private QuestionOutcome Brief(bool isValid)
    {
        var brief = OutcomeVerdict.Brief(told);
        brief.Question = question.Id;
        brief.Passed &= isValid && (question.Kind == BallotKind.YesNo || brief.Winners.Count > 0);
        return brief;
    }

    private QuestionOutcome Whole(RulePack pack, Electorate electorate, Count turnout, bool isValid)
    {
        var whole = new QuestionOutcome(told) { Question = question.Id };
        if (question.Kind == BallotKind.YesNo)
        {
            return Decided(whole, pack, electorate, turnout);
        }

        var needsConsent = pack.Electorate == ElectorateKind.Owners;
        whole.Passed = isValid && told.Winners.Count > 0 && (!needsConsent || told.Support.All(option => option.Findings.All(finding => finding.Held)));
        Broken.Unless(told.Passed == whole.Passed, BundleFault.OutcomePassed);
        CheckNumbers(turnout);
        whole.Findings.Clear();
        return whole;
    }

    private QuestionOutcome Decided(QuestionOutcome whole, RulePack pack, Electorate electorate, Count turnout)
    {
        CheckNumbers(turnout);
        var blankArea = turnout.VotedArea - told.Support.Aggregate((Int128)0, (sum, option) => sum + option.AreaCm2);
        var heads = told.Support.Aggregate((Int128)told.Blank, (sum, option) => sum + option.Headcount);
        Broken.Unless(heads == turnout.VotedHeads && blankArea >= 0, BundleFault.OutcomeSupport);
        whole.Findings.Clear();
        whole.Winners.Clear();
        foreach (var option in whole.Support)
        {
            option.Findings.Clear();
        }

        var counted = new CountedQuestion(question.Kind, whole, IsAlike: false, turnout.VotedArea, (long)blankArea);
        return OutcomeVerdict.Of(pack, isConfidential: false, electorate, counted, isValid: true);
    }

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
}
