using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Electorate = Neighborhood.Rules.Statutes.Electorate;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier;

/// <summary>Compares the outcomes of questions with what the ballots come to; where none is opened, with what their own numbers come to.</summary>
internal sealed class OutcomeCheck(RulePack pack, PollAnnounced announced, byte[] announcementLeaf, Electorate electorate, Count turnout)
{
    private bool IsConfidential => announced.Secrecy == Secrecy.Confidential;

    /// <summary>Whether the numbers may be told, or withheld, as they are.</summary>
    /// <param name="result">The declaration.</param>
    /// <param name="counted">The count; null where no ballot is opened.</param>
    public bool MayBe(ResultDeclared result, IReadOnlyList<CountedQuestion>? counted)
    {
        if (!IsConfidential || pack.WithholdBelow == 0)
        {
            return !result.Withheld;
        }

        return counted is null
            ? result.Withheld || !ToldTooMuch(result)
            : result.Withheld == counted.Any(one => OutcomeVerdict.IsWithheld(pack, electorate, one));
    }

    /// <summary>Goes on where every outcome is what it has to be, and gives them.</summary>
    /// <param name="result">The declaration.</param>
    /// <param name="counted">The count; null where no ballot is opened.</param>
    /// <param name="isValid">Whether enough took part.</param>
    public IReadOnlyList<QuestionOutcome> Run(ResultDeclared result, IReadOnlyList<CountedQuestion>? counted, bool isValid)
    {
        Broken.UnlessSame(announced.Questions.Count, result.Outcomes.Count, BundleFault.OutcomeQuestion);
        foreach (var (place, found) in result.Outcomes.Index())
        {
            Compare(counted is null ? Told(place, result, isValid) : Counted(counted[place], result.Withheld, isValid), found);
        }

        return result.Outcomes;
    }

    private QuestionOutcome Told(int place, ResultDeclared result, bool isValid)
    {
        Broken.Unless(result.Outcomes[place].Question == announced.Questions[place].Id, BundleFault.OutcomeQuestion);
        var told = new ToldOutcome(pack, announced.Questions[place], result.Outcomes[place], isValid);
        return result.Withheld ? told.Brief() : told.Whole(IsConfidential, announcementLeaf, electorate, turnout);
    }

    private QuestionOutcome Counted(CountedQuestion counted, bool isWithheld, bool isValid)
    {
        var outcome = OutcomeVerdict.Of(pack, IsConfidential, electorate, counted, isValid);
        return isWithheld ? OutcomeVerdict.Brief(outcome) : outcome;
    }

    private bool ToldTooMuch(ResultDeclared result) => turnout.VotedHeads > 0 && announced.Questions.Zip(result.Outcomes).Any(pair =>
        pair.First.Kind == BallotKind.YesNo
            ? pair.Second.Support.Count == pair.First.Options.Count
                && OutcomeVerdict.IsWithheld(pack, electorate, new CountedQuestion(BallotKind.YesNo, pair.Second, IsAlike: false, turnout.VotedArea, 0))
            : turnout.VotedHeads < QuestionLimits.OutcomeVotersMinCount);

    private static void Compare(QuestionOutcome expected, QuestionOutcome found)
    {
        // How often shares were spent is the business of the program that counted; a declaration that had no room for the explanation leaves it out.
        var same = new QuestionOutcome(expected);
        if (same.Shares is not null && found.Shares is not null)
        {
            same.Shares.Runs = found.Shares.Runs;
        }

        if (found.Abridged && found.CountCase == QuestionOutcome.CountOneofCase.None && OutcomeVerdict.MayAbridge(same))
        {
            same.ClearCount();
            same.Abridged = true;
        }

        if (MessageDifference.First(same, found) is { } difference)
        {
            var where = $"{expected.Question}.{difference.Path}";
            throw new Broken(FaultOf(difference.Field), $"{where} = {difference.Expected}", $"{where} = {difference.Found}");
        }
    }

    private static BundleFault FaultOf(int field) => field switch
    {
        QuestionOutcome.QuestionFieldNumber => BundleFault.OutcomeQuestion,
        QuestionOutcome.WinnersFieldNumber => BundleFault.OutcomeWinners,
        QuestionOutcome.ReservesFieldNumber => BundleFault.OutcomeReserves,
        QuestionOutcome.PassedFieldNumber => BundleFault.OutcomePassed,
        QuestionOutcome.VotersFieldNumber or QuestionOutcome.BlankFieldNumber => BundleFault.OutcomeVoters,
        QuestionOutcome.SupportFieldNumber => BundleFault.OutcomeSupport,
        QuestionOutcome.FindingsFieldNumber => BundleFault.OutcomeFindings,
        QuestionOutcome.TiesFieldNumber => BundleFault.OutcomeTies,
        _ => BundleFault.OutcomeCount,
    };
}
