using Google.Protobuf;
using Neighborhood.Rules.Statutes;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier.Tests;

/// <content>Hands at a poll that asks questions.</content>
internal sealed partial record Tampering
{
    /// <summary>Those of a poll that asks questions.</summary>
    public static IEnumerable<Tampering> OfQuestions() =>
    [
        Told("a question has another winner", BundleFault.OutcomeWinners, "council", outcome => outcome.Winners[0] = "lime"),
        Told("the order of election is another", BundleFault.OutcomeWinners, "council", outcome => Turn(outcome.Winners)),
        Told("a winner of a single choice is another", BundleFault.OutcomeWinners, "colour", outcome => outcome.Winners[0] = "lime"),
        Told("reserves change places", BundleFault.OutcomeReserves, "council", outcome => Turn(outcome.Reserves)),
        Told("a reserve is left out", BundleFault.OutcomeReserves, "council", outcome => outcome.Reserves.RemoveAt(1)),
        Told("a question that failed is told as passed", BundleFault.OutcomePassed, "colour", outcome => outcome.Passed ^= true),
        Told("a blank answer counts as a choice", BundleFault.OutcomeVoters, "chair", outcome =>
        {
            outcome.Blank--;
            outcome.Support[0].Headcount++;
        }),
        Told("more people voted", BundleFault.OutcomeVoters, "pairs", outcome => outcome.Voters++),
        Told("more people marked an option", BundleFault.OutcomeSupport, "fund", outcome => outcome.Support[1].Headcount++),
        Told("an option has more area", BundleFault.OutcomeSupport, "council", outcome => outcome.Support[2].AreaCm2++),
        Told("a winner has the consent of more", BundleFault.OutcomeSupport, "council", outcome =>
            outcome.Support.First(option => option.Findings.Count > 0).Findings[0].Held ^= true),
        Told("a clause of yes and no is another", BundleFault.OutcomeFindings, "agree", outcome => outcome.Findings[0].Have++),
        Told("a tie was broken the other way", BundleFault.OutcomeTies, "colour", outcome => outcome.Ties[0].Taken[0] ^= 1),
        Told("a tie was broken by something else", BundleFault.OutcomeTies, "colour", outcome => outcome.Ties[0].By = CountTie.Types.By.Order),
        Told("a tie is not told", BundleFault.OutcomeTies, "colour", outcome => outcome.Ties.Clear()),
        Told("the votes of a round are others", BundleFault.OutcomeCount, "chair", outcome => outcome.Runoff.Rounds[1].Votes[0]++),
        Told("somebody else left in a round", BundleFault.OutcomeCount, "chair", outcome => outcome.Runoff.Rounds[0].Left[0] ^= 1),
        Told("a fraction of a stage is another", BundleFault.OutcomeCount, "council", outcome => outcome.Transfers.Stages[^1].Votes[1] = "17/3"),
        Told("the quota is lower", BundleFault.OutcomeCount, "council", outcome => outcome.Transfers.Quota--),
        Told("a cell of the matrix is another", BundleFault.OutcomeCount, "pairs", outcome => outcome.Pairwise.Preferences[1]++),
        Told("a path is stronger", BundleFault.OutcomeCount, "pairs", outcome => outcome.Pairwise.Strengths[1]++),
        Told("a path leads over another option", BundleFault.OutcomeCount, "pairs", outcome => outcome.Pairwise.Before[1] = 3),
        Told("somebody is called the winner of all pairs", BundleFault.OutcomeCount, "pairs", outcome => outcome.Pairwise.CondorcetWinner ^= 1),
        Told("a project was paid for at another price", BundleFault.OutcomeCount, "fund", outcome => outcome.Shares.Purchases[0].Rho = "1/9"),
        Told("another number paid in full", BundleFault.OutcomeCount, "fund", outcome => outcome.Shares.Purchases[0].InFull++),
        Told("what a project lacked is another", BundleFault.OutcomeCount, "fund", outcome => outcome.Shares.Shortfalls[0].MissingFen = "1"),
        Told("the shares grew in fewer steps", BundleFault.OutcomeCount, "fund", outcome => outcome.Shares.Steps--),
        Told("the comparison with greedy is another", BundleFault.OutcomeCount, "fund", outcome => outcome.Shares.Greedy.Turns[0].Score++),
        Told("a project that did not fit is told otherwise", BundleFault.OutcomeCount, "sack", outcome =>
            outcome.Greedy.Turns.First(turn => turn.Fate != GreedyCount.Types.Fate.Selected).Fate = GreedyCount.Types.Fate.NotConsidered),
        Told("the money left is another", BundleFault.OutcomeCount, "points", outcome => outcome.Greedy.Turns[1].LeftFen--),
        Told("the explanation is left out", BundleFault.OutcomeCount, "pairs", outcome => outcome.ClearCount()),
        Told("the explanation is there although it is said to be left out", BundleFault.OutcomeCount, "pairs", outcome => outcome.Abridged = true),
        Told("the outcome is of another poll's question", BundleFault.OutcomeQuestion, "pairs", outcome => outcome.Question = "parks"),
        Asked("an outcome is dropped", BundleFault.OutcomeQuestion, entry => Result(entry, result => result.Outcomes.RemoveAt(3))),
        Asked("two outcomes change places", BundleFault.OutcomeQuestion, entry => Result(entry, result => Turn(result.Outcomes))),
        Asked("a poll that asks questions tells a tally", BundleFault.ResultTally, entry =>
            Result(entry, result => result.Tally.Add(new V1.OptionTally { Option = "yes" }))),
        Asked("the numbers are withheld from an open poll", BundleFault.ResultWithheld, entry => Result(entry, result => result.Withheld = true)),
        Asked("a poll that asks questions is valid without enough who took part", BundleFault.ResultVerdict, entry =>
            Result(entry, result => result.Passed ^= true)),

        // The announcement, after which everything else is made as before.
        Announced("a question is dropped", BundleFault.OpeningChoice, announced => announced.Questions.RemoveAt(1)),
        Announced("a question is asked twice", BundleFault.QuestionForm, announced => announced.Questions[1].Id = "council"),
        Announced("a project costs more", BundleFault.OutcomeWinners, announced => Of(announced, "fund").Options[0].CostFen = 9_000),
        Announced("a project costs nothing", BundleFault.QuestionForm, announced => Of(announced, "fund").Options[0].CostFen = 0),
        Announced("the method is another", BundleFault.OutcomeReserves, announced => Remade(
            Of(announced, "council"), question => (question.Method, question.Reserve) = (CountingMethod.Schulze, 0))),
        Announced("the method does not go with the ballots", BundleFault.QuestionForm, announced => Of(announced, "chair").Method = CountingMethod.Score),
        Announced("there are more seats", BundleFault.OutcomeWinners, announced => Of(announced, "council").Seats = 3),
        Announced("there are more seats than options", BundleFault.QuestionForm, announced => Of(announced, "council").Seats = 5),
        Announced("ties are broken by order and not by lot", BundleFault.OutcomeTies, announced => Of(announced, "colour").TieBreak = TieBreak.ByOrder),
        Announced("there is less money than was chosen for", BundleFault.OpeningChoice, announced => Of(announced, "sack").BudgetFen = 2_000),
        Announced("an option is renamed", BundleFault.OpeningChoice, announced => Of(announced, "colour").Options[0].Id = "peer"),

        // What is sealed, committed to as it should be.
        Sealed("a sealed ballot has a mark that its form does not know", choice => choice.Answers[3].Marks[0].Option = "kiwi"),
        Sealed("a sealed ballot ranks two at one place", choice => choice.Answers[0].Marks[1].Value = 1),
        Sealed("a sealed ballot is over the budget", choice => choice.Answers[5].Marks.Add(
            [new Mark { Option = "fig", Value = 1 }, new Mark { Option = "lime", Value = 1 }])),
        Sealed("a sealed ballot has too many points", choice => choice.Answers[6].Marks[0].Value = 6),
        Sealed("a sealed ballot chooses two of one", choice => choice.Answers[3].Marks.Add(new Mark { Option = "lime", Value = 1 })),
        Sealed("a sealed ballot answers another poll's question", choice => choice.Answers[3].Question = "colours"),
        Sealed("a sealed ballot answers a question twice", choice => choice.Answers[4].Question = "colour"),
        Sealed("a sealed ballot has its answers in another order", choice => Turn(choice.Answers)),
        Sealed("a sealed ballot has its marks in another order", choice => Turn(choice.Answers[4].Marks)),
        Sealed("a sealed ballot has a reason that nobody asked for", choice => choice.Answers[3].Reason = "好"),
        Sealed("a sealed ballot gives no reason where one is asked for", choice => choice.Answers[8].Reason = ""),
        Sealed("a sealed ballot gives a reason of white space alone", choice => choice.Answers[8].Reason = "\u3000 \u0085"),
        Sealed("a sealed ballot gives a reason that is too long", choice => choice.Answers[8].Reason = new string('a', 201)),
        Sealed("a sealed ballot approves too few", choice => choice.Answers[8].Marks.RemoveAt(0)),
        Sealed("a sealed ballot approves too many", choice => choice.Answers[8].Marks.Add(new Mark { Option = "lime", Value = 1 })),
        Sealed("a sealed ballot names an option beside its answers", choice => choice.Option = "yes"),
        Sealed("a sealed ballot leaves the value of a mark out", choice => choice.Answers[3].Marks[0].Value = 0),
        new("the padding of a sealed ballot is not of zeros", BundleFault.OpeningChoice, () => Poll(seal: (ordinal, bytes) =>
            ordinal == 1 ? Padded(bytes, choice => choice.Padding = ByteString.CopyFrom(Enumerable.Repeat((byte)1, choice.Padding.Length).ToArray())) : bytes)),
        new("a mark is altered in an opening", BundleFault.OpeningCommitment, () => Poll(opening: (ordinal, same) =>
            ordinal == 2 ? (Padded(same.Item1, choice => choice.Answers[3].Marks[0].Option = "fig"), same.Item2) : same)),

        // Bundles without openings.
        .. OfTold(),
    ];

    private static Tampering Told(string name, BundleFault fault, string question, Action<QuestionOutcome> change) =>
        Asked(name, fault, entry => Result(entry, result => change(result.Outcomes.Single(outcome => outcome.Question == question))));

    private static Tampering Asked(string name, BundleFault fault, Action<Entry> forge) => new(name, fault, () => Poll(forge));

    private static Tampering Announced(string name, BundleFault fault, Action<PollAnnounced> change) =>
        Asked($"announced otherwise: {name}", fault, entry => Announce(entry, change));

    private static Tampering Sealed(string name, Action<Choice> change) =>
        new(name, BundleFault.OpeningChoice, () => Poll(seal: (ordinal, bytes) => ordinal == 1 ? Padded(bytes, change) : bytes));

    private static (List<string>, BundleExpectation) Poll(
        Action<Entry>? forge = null, Func<long, byte[], byte[]>? seal = null, Func<long, (byte[], byte[]), (byte[], byte[])>? opening = null)
    {
        using var poll = new ForgedPoll
        {
            Questions = AskedPoll.Questions,
            Answers = AskedPoll.Answers,
            Forge = forge ?? (_ => { }),
            ForgeSealed = seal ?? ((_, bytes) => bytes),
            ForgeOpening = opening ?? ((_, same) => same),
        }.Made();
        return (poll.Lines(), Knows(poll));
    }

    /// <summary>The changed choice in as many bytes as before.</summary>
    private static byte[] Padded(byte[] bytes, Action<Choice> change)
    {
        var choice = Choice.Parser.ParseFrom(bytes);
        change(choice);
        var excess = choice.CalculateSize() - bytes.Length;
        var kept = choice.Padding.Span[Math.Min(choice.Padding.Length, Math.Max(0, excess))..];
        choice.Padding = ByteString.CopyFrom([.. kept, .. new byte[Math.Max(0, -excess)]]);
        return choice.ToByteArray();
    }

    private static Question Of(PollAnnounced announced, string question) => announced.Questions.Single(one => one.Id == question);

    private static void Remade(Question question, Action<Question> change) => change(question);

    private static void Turn<T>(IList<T> list) => (list[0], list[1]) = (list[1], list[0]);
}
