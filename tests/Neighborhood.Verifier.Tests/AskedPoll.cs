using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier.Tests;

/// <summary>A poll of six that asks one question of most kinds, with ties, surpluses, rounds and blanks.</summary>
internal static class AskedPoll
{
    private static readonly string[] Ids = ["pear", "plum", "fig", "lime"];

    /// <summary>The questions. Projects cost 3,000, 4,000, 5,000 and 6,000 of 10,000 fen.</summary>
    public static IReadOnlyList<Question> Questions { get; } =
    [
        Ask("council", BallotKind.Ranked, CountingMethod.TransferableVote, question => (question.Seats, question.Reserve) = (2, 2)),
        Ask("chair", BallotKind.Ranked, CountingMethod.InstantRunoff),
        Ask("pairs", BallotKind.Ranked, CountingMethod.Schulze, question => question.TiesAllowed = true),
        Ask("colour", BallotKind.Single, CountingMethod.Plurality, question => question.TieBreak = TieBreak.ByLot),
        Ask("fund", BallotKind.BudgetApproval, CountingMethod.EqualShares, question =>
            (question.Utility, question.Completion) = (Utility.Cost, Completion.Add1Greedy)),
        Ask("sack", BallotKind.BudgetKnapsack, CountingMethod.Greedy),
        Ask("points", BallotKind.BudgetPoints, CountingMethod.GreedyStopping, question => question.Points = 6),
        Ask("agree", BallotKind.YesNo, CountingMethod.Clauses),
        Ask("why", BallotKind.Approval, CountingMethod.Approval, question =>
            (question.MinChoices, question.MaxChoices, question.Reason) = (2, 2, ReasonMode.Required)),
    ];

    /// <summary>What the voters say; the last one to one question alone.</summary>
    public static IReadOnlyList<(long Voter, Choice Choice)> Answers { get; } =
    [
        (1, Says(["pear", "plum"], "pear", ["pear", "plum"], 4, "yes")),
        (2, Says(["pear", "fig"], "plum", ["plum", "fig"], 3, "yes")),
        (3, Says(["pear", "plum", "lime"], "pear", ["pear"], 2, "no")),
        (4, Says(["plum", "fig"], "plum", ["fig"], 1, "yes")),
        (5, Says(["lime", "fig"], "fig", ["lime", "pear"], 5, "abstain")),
        (6, new Choice { Answers = { Answer("agree", ("yes", 1)) } }),
    ];

    /// <summary>
    /// Further questions whose winners follow from totals: majorities, sums with a tie over the last seat, and an option to leave things as they are.
    /// </summary>
    public static IReadOnlyList<Question> ByTotals { get; } =
    [
        Ask("half", BallotKind.Single, CountingMethod.MajorityOfVoting),
        Ask("all", BallotKind.Single, CountingMethod.MajorityOfEntitled),
        Ask("grades", BallotKind.Score, CountingMethod.Score, question => (question.Seats, question.MaxScore) = (3, 5)),
        Ask("keep", BallotKind.Approval, CountingMethod.Approval, question => (question.Seats, question.Options[1].IsStatusQuo) = (2, true)),
    ];

    /// <summary>What the voters say to all of them; the last one to none of the further ones.</summary>
    public static IReadOnlyList<(long Voter, Choice Choice)> AllAnswers { get; } =
    [
        Added(0, "pear", "pear", [("pear", 5), ("plum", 3)], ["plum", "lime"]),
        Added(1, "pear", "pear", [("pear", 4), ("fig", 3)], ["plum", "lime", "fig"]),
        Added(2, "pear", "pear", [("plum", 5)], ["plum", "lime", "fig"]),
        Added(3, "pear", "plum", [("fig", 2), ("lime", 0)], ["lime", "fig", "pear"]),
        Added(4, "plum", "plum", [("pear", 0), ("lime", 5)], ["pear"]),
        Answers[5],
    ];

    /// <summary>A poll that asks all of them, in a bundle that opens no ballot: a confidential poll, or an open one whose evidence is erased.</summary>
    public static ForgedPoll Unopened(RulePack pack, bool isErased = false, Action<Entry>? forge = null) => new()
    {
        Secrecy = isErased ? Secrecy.Open : Secrecy.Confidential,
        Kind = BundleKind.BundlePublic,
        IsErased = isErased,
        Pack = pack,
        Questions = [.. Questions, .. ByTotals],
        Answers = AllAnswers,
        Forge = forge ?? (_ => { }),
    };

    /// <summary>One question, by order where ties are left.</summary>
    public static Question Ask(string id, BallotKind kind, CountingMethod method, Action<Question>? with = null)
    {
        var isBudget = kind >= BallotKind.BudgetApproval;
        var question = new Question { Id = id, Text = "选哪个？", Kind = kind, Method = method, TieBreak = TieBreak.ByOrder };
        question.BudgetFen = isBudget ? 10_000 : 0;
        question.Options.AddRange((kind == BallotKind.YesNo ? [] : Ids).Select((option, place) =>
            new QuestionOption { Id = option, Label = option, CostFen = isBudget ? 3_000 + (place * 1_000) : 0 }));
        with?.Invoke(question);
        return question;
    }

    /// <summary>An answer.</summary>
    public static QuestionAnswer Answer(string question, params IEnumerable<(string Option, long Value)> marks) =>
        new() { Question = question, Marks = { marks.Select(mark => new Mark { Option = mark.Option, Value = mark.Value }) } };

    private static (long Voter, Choice Choice) Added(int voter, string half, string all, (string, long)[] grades, string[] keeps)
    {
        var choice = new Choice(Answers[voter].Choice);
        choice.Answers.Add([Answer("half", (half, 1)), Answer("all", (all, 1)), Answer("grades", grades)]);
        choice.Answers.Add(Answer("keep", keeps.Select(option => (option, 1L))));
        return (Answers[voter].Voter, choice);
    }

    private static Choice Says(string[] ranking, string colour, string[] projects, long points, string agrees) => new()
    {
        Answers =
        {
            Answer("council", ranking.Select((option, rank) => (option, rank + 1L))),
            Answer("chair", ranking.Prepend(colour).Distinct().Select((option, rank) => (option, rank + 1L))),
            Answer("pairs", ranking.Select(option => (option, option == "fig" ? 2L : 1L))),
            Answer("colour", (colour, 1)),
            Answer("fund", projects.Select(option => (option, 1L))),
            Answer("sack", projects.Take(1).Select(option => (option, 1L))),
            Answer("points", ("plum", points), ("lime", 1)),
            Answer("agree", (agrees, 1)),
            new QuestionAnswer(Answer("why", ("plum", 1), ("fig", 1))) { Reason = "离家近" },
        },
    };
}
