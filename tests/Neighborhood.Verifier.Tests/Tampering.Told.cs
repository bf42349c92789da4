using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier.Tests;

/// <content>Hands at the outcomes of a bundle that opens no ballot.</content>
internal sealed partial record Tampering
{
    private static IEnumerable<Tampering> OfTold() =>
    [
        // Who is elected, where the numbers say it.
        Closed("a winner is no option", BundleFault.OutcomeWinners, "council", outcome => outcome.Winners[0] = "kiwi"),
        Closed("a winner of a single choice is another", BundleFault.OutcomeWinners, "colour", outcome => outcome.Winners[0] = "lime"),
        Closed("the other one of a tie has won", BundleFault.OutcomeWinners, "colour", outcome =>
            outcome.Winners[0] = outcome.Winners[0] == "pear" ? "plum" : "pear"),
        Closed("a vote goes over from the winner", BundleFault.OutcomeWinners, "colour", outcome =>
        {
            outcome.Support.Single(option => option.Option == outcome.Winners[0]).Headcount--;
            outcome.Support[3].Headcount++;
        }),
        Closed("an approval is taken for another", BundleFault.OutcomeWinners, "why", outcome => outcome.Winners[0] = "lime"),
        Closed("the order of election is another", BundleFault.OutcomeWinners, "grades", outcome => Turn(outcome.Winners)),
        Closed("a seat stays empty", BundleFault.OutcomeWinners, "grades", outcome => outcome.Winners.RemoveAt(2)),
        Closed("a sum of scores is raised", BundleFault.OutcomeWinners, "grades", outcome => outcome.Totals.Totals[1] += 2),
        Closed("whoever is level with leaving things as they are has won", BundleFault.OutcomeWinners, "keep", outcome => outcome.Winners.Add("fig")),
        Closed("nobody has won in spite of a majority", BundleFault.OutcomeWinners, "half", outcome => outcome.Winners.Clear()),
        Closed("somebody has won without the majority of all", BundleFault.OutcomeWinners, "all", outcome => outcome.Winners.Add("pear")),
        Closed("yes won where no did", BundleFault.OutcomeWinners, "agree", outcome => outcome.Winners[0] = outcome.Winners[0] == "yes" ? "no" : "yes"),

        // Who may be elected, where they do not.
        Closed("there are more winners than seats", BundleFault.OutcomeWinners, "council", outcome =>
        {
            outcome.Winners.Add(outcome.Reserves[0]);
            outcome.Reserves.RemoveAt(0);
        }),
        Closed("a run-off has two winners", BundleFault.OutcomeWinners, "chair", outcome => outcome.Winners.Add("lime")),
        Closed("what is bought costs more than there is", BundleFault.OutcomeWinners, "fund", outcome =>
            outcome.Winners.Add(Ids(outcome).Except(outcome.Winners))),
        Closed("there are more reserves than places for them", BundleFault.OutcomeReserves, "colour", outcome => outcome.Reserves.Add("lime")),
        Closed("somebody elected is a reserve", BundleFault.OutcomeReserves, "council", outcome => outcome.Reserves[0] = outcome.Winners[1]),
        Closed("a question passed that has no winner", BundleFault.OutcomePassed, "chair", outcome =>
        {
            outcome.Winners.Clear();
            outcome.Passed = true;
        }),

        // What the rule says to it.
        Closed("a question that failed is told as passed", BundleFault.OutcomePassed, "colour", outcome => outcome.Passed ^= true),
        Closed("more heads consent to a winner", BundleFault.OutcomeSupport, "colour", outcome => Consent(outcome, "consent-headcount").Held ^= true),
        Closed("more heads consent to a ranked winner", BundleFault.OutcomeSupport, "council", outcome => Consent(outcome, "consent-headcount").Held ^= true),
        Closed("a clause of a winner is left out", BundleFault.OutcomeSupport, "chair", outcome =>
            outcome.Support.Single(option => option.Option == outcome.Winners[0]).Findings.RemoveAt(0)),
        Closed("a loser has the consent of a winner", BundleFault.OutcomeSupport, "colour", outcome =>
            outcome.Support[3].Findings.Add(Consent(outcome, "consent-headcount"))),
        Closed("the area of an option is told", BundleFault.OutcomeSupport, "colour", outcome => outcome.Support[0].AreaCm2 = 1_000_000),
        Closed("the area that consents to a winner is told", BundleFault.OutcomeSupport, "colour", outcome =>
            Consent(outcome, "consent-area").Have = 2_000_000),

        // What its ballots may say together.
        Closed("a blank ballot too many is told", BundleFault.OutcomeVoters, "pairs", outcome => outcome.Blank = 7),
        Closed("an option has more heads than voted", BundleFault.OutcomeSupport, "pairs", outcome => outcome.Support[3].Headcount = 7),
        Closed("yes and no do not add up", BundleFault.OutcomeSupport, "agree", outcome => outcome.Support[1].Headcount++),
        Closed("the votes are more than voters", BundleFault.OutcomeSupport, "colour", outcome => outcome.Support[3].Headcount++),
        Closed("the votes are fewer than voters", BundleFault.OutcomeSupport, "half", outcome => outcome.Support[1].Headcount--),
        Closed("the approvals are more than there may be", BundleFault.OutcomeSupport, "why", outcome => outcome.Support[0].Headcount++),
        Closed("the approvals are fewer than there have to be", BundleFault.OutcomeSupport, "why", outcome => outcome.Support[1].Headcount--),
        Closed("the knapsacks hold more than fits", BundleFault.OutcomeSupport, "sack", outcome =>
            (outcome.Support[2].Headcount, outcome.Support[3].Headcount) = (5, 5)),
        Closed("a sum of scores is above what they may be", BundleFault.OutcomeCount, "grades", outcome => outcome.Totals.Totals[0] = 11),
        Closed("a sum of scores is below what they may be", BundleFault.OutcomeCount, "grades", outcome => outcome.Totals.Totals[0] = 1),

        // How it came to that.
        Closed("a tie is not told", BundleFault.OutcomeTies, "colour", outcome => outcome.Ties.Clear()),
        Closed("a tie over the last seat is not told", BundleFault.OutcomeTies, "grades", outcome => outcome.Ties.Clear()),
        Closed("a tie was broken by something else", BundleFault.OutcomeTies, "colour", outcome => outcome.Ties[0].By = CountTie.Types.By.Order),
        Closed("a total is raised", BundleFault.OutcomeCount, "colour", outcome => outcome.Totals.Totals[0]++),
        Closed("fewer ballots had a say", BundleFault.OutcomeCount, "why", outcome => outcome.Totals.Ballots--),
        Closed("a majority needs less", BundleFault.OutcomeCount, "half", outcome => outcome.Majority.Needed--),
        Closed("a majority is taken of fewer", BundleFault.OutcomeCount, "all", outcome => outcome.Majority.Base--),
        Closed("a majority lacks nothing", BundleFault.OutcomeCount, "all", outcome => outcome.Majority.Missing = 0),
        Closed("totals are left out", BundleFault.OutcomeCount, "colour", Abridge),
        Closed("a majority is left out", BundleFault.OutcomeCount, "half", Abridge),
        Closed("sums of scores are left out", BundleFault.OutcomeCount, "grades", Abridge),
        Closed("rounds are left out and nobody says so", BundleFault.OutcomeCount, "chair", outcome => outcome.ClearCount()),
        Closed("rounds are there although they are said to be left out", BundleFault.OutcomeCount, "chair", outcome => outcome.Abridged = true),
        Closed("the count is of another method", BundleFault.OutcomeCount, "chair", outcome => outcome.Totals = new TotalsCount()),

        // What was bought greedily, by points or by who chose it.
        Closed("another project is bought", BundleFault.OutcomeWinners, "sack", outcome => outcome.Winners[0] = "lime"),
        Closed("projects are bought in another order", BundleFault.OutcomeWinners, "points", outcome => Turn(outcome.Winners)),
        Closed("a project has more votes than voters", BundleFault.OutcomeCount, "sack", outcome => outcome.Greedy.Turns[0].Score++),
        Closed("a project has fewer points than voters", BundleFault.OutcomeCount, "points", outcome => outcome.Greedy.Turns[1].Score = 4),
        Closed("there are more points than were given out", BundleFault.OutcomeCount, "points", outcome => outcome.Greedy.Turns[0].Score = 26),
        Closed("the money left is another", BundleFault.OutcomeCount, "points", outcome => outcome.Greedy.Turns[1].LeftFen--),
        Closed("a project did not fit that was never considered", BundleFault.OutcomeCount, "points", outcome =>
            outcome.Greedy.Turns[^1].Fate = GreedyCount.Types.Fate.DoesNotFit),
        Closed("a turn is left out", BundleFault.OutcomeCount, "sack", outcome => outcome.Greedy.Turns.RemoveAt(3)),
        Closed("turns are left out", BundleFault.OutcomeCount, "sack", Abridge),

        // Where the numbers are withheld.
        Withheld("more won than there are seats", BundleFault.OutcomeWinners, "colour", outcome => outcome.Winners.Add("lime")),
        Withheld("yes won where no did", BundleFault.OutcomeWinners, "agree", outcome => outcome.Winners[0] = outcome.Winners[0] == "yes" ? "no" : "yes"),
        Withheld("a question that passed is told as failed", BundleFault.OutcomePassed, "chair", outcome => outcome.Passed ^= true),

        // Where the openings of an open poll were erased.
        Erased("an option has more area than voted", BundleFault.OutcomeSupport, "colour", outcome => outcome.Support[3].AreaCm2 = 7_000_000),
        Erased("the area that consents to a winner is another", BundleFault.OutcomeSupport, "colour", outcome => Consent(outcome, "consent-area").Have++),
        Erased("the heads that consent are taken of fewer", BundleFault.OutcomeSupport, "council", outcome => Consent(outcome, "consent-headcount").Base--),
    ];

    private static IEnumerable<string> Ids(QuestionOutcome outcome) => outcome.Support.Select(option => option.Option);

    /// <summary>What a clause of the rule says to the first winner.</summary>
    private static ClauseOutcome Consent(QuestionOutcome outcome, string clause) =>
        outcome.Support.Single(option => option.Option == outcome.Winners[0]).Findings.Single(finding => finding.Clause == clause);

    private static void Abridge(QuestionOutcome outcome)
    {
        outcome.ClearCount();
        outcome.Abridged = true;
    }

    /// <summary>A bundle that opens nothing, of a rule that withholds nothing.</summary>
    private static Tampering Closed(string name, BundleFault fault, string question, Action<QuestionOutcome> change) =>
        Unopened($"public: {name}", fault, question, change, new ForgedPoll().Pack);

    private static Tampering Withheld(string name, BundleFault fault, string question, Action<QuestionOutcome> change) =>
        Unopened($"public and withheld: {name}", fault, question, change, Survey);

    private static Tampering Erased(string name, BundleFault fault, string question, Action<QuestionOutcome> change) =>
        Unopened($"public and erased: {name}", fault, question, change, OfYesAndNo, isErased: true);

    private static Tampering Unopened(
        string name, BundleFault fault, string question, Action<QuestionOutcome> change, RulePack pack, bool isErased = false)
    {
        return new(name, fault, Make);

        (List<string>, BundleExpectation) Make()
        {
            using var poll = AskedPoll.Unopened(pack, isErased, Change).Made();
            return (poll.Lines(), Knows(poll));
        }

        void Change(Entry entry) => Result(entry, result => change(result.Outcomes.Single(outcome => outcome.Question == question)));
    }
}
