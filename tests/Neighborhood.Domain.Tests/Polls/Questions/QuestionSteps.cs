using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls.Questions;

/// <summary>Polls that ask questions, as tests tell them.</summary>
internal static class QuestionSteps
{
    public static readonly string[] Ids = ["pear", "plum", "fig", "lime", "kiwi"];

    /// <summary>A question of four options that is right as it stands; budgets have 10,000 fen for projects of 3,000, 4,000, 5,000 and 6,000.</summary>
    public static Question Ask(BallotKind kind, CountingMethod method, string id = "q", int options = 4)
    {
        var isBudget = kind >= BallotKind.BudgetApproval;
        var question = new Question { Id = id, Text = "选哪个？", Kind = kind, Method = method, TieBreak = TieBreak.ByOrder };
        if (kind != BallotKind.YesNo)
        {
            question.Options.AddRange(Ids.Take(options).Select((option, place) =>
                new QuestionOption { Id = option, Label = option, CostFen = isBudget ? 3_000 + (place * 1_000) : 0 }));
        }

        question.BudgetFen = isBudget ? 10_000 : 0;
        question.MaxScore = kind == BallotKind.Score ? 5 : 0;
        question.Points = kind == BallotKind.BudgetPoints ? 6 : 0;
        if (method == CountingMethod.EqualShares)
        {
            (question.Utility, question.Completion) = (Utility.Cost, Completion.Add1Greedy);
        }

        return question;
    }

    /// <summary>The question with the bounds that an announcement pins.</summary>
    public static Question WithBounds(this Question question)
    {
        (question.MinChoices, question.MaxChoices, question.MaxPointsEach) = (1, question.Options.Count, question.Points);
        return question;
    }

    /// <summary>A poll that is open and asks these, with open ballots.</summary>
    public static string Asked(this Given<CommunityState> given, params Question[] questions) => given.Asked(Secrecy.Open, questions);

    /// <summary>A poll that is open and asks these.</summary>
    public static string Asked(this Given<CommunityState> given, Secrecy secrecy, params Question[] questions) => given.Opened(PollSteps.Survey, request =>
    {
        request.Secrecy = secrecy;
        request.Questions.AddRange(questions);
    });

    /// <summary>An answer; options without a number have 1.</summary>
    public static QuestionAnswer Answer(string question, params (string Option, long Value)[] marks) =>
        new() { Question = question, Marks = { marks.Select(mark => new Mark { Option = mark.Option, Value = mark.Value }) } };

    /// <summary>An answer that ranks, the best first.</summary>
    public static QuestionAnswer Ranks(params string[] options) => Answer("q", [.. options.Select((option, place) => (option, (long)place + 1))]);

    public static CastBallotRequest Ballot(string poll, params IEnumerable<QuestionAnswer> answers) =>
        new() { Parent = poll, Choice = new Choice { Answers = { answers } } };

    public static Outcome<CommunityState, CastBallotResponse> Cast(
        this Given<CommunityState> given, string poll, long voter, params IEnumerable<QuestionAnswer> answers) =>
        given.When(new CastBallot(), Ballot(poll, answers), Xingfu.As(voter));
}
