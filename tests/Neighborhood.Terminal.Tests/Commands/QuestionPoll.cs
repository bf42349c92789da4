using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>A poll that asks, on a fake server.</summary>
internal static class QuestionPoll
{
    public const string Name = "communities/xingfu/polls/3";

    public static readonly string[] Options = ["pear", "plum", "fig", "lime"];

    /// <summary>A question of four options; budgets have 100 yuan for projects of 30 to 60.</summary>
    public static Question Ask(BallotKind kind, CountingMethod method, string id = "fruit")
    {
        var isBudget = kind >= BallotKind.BudgetApproval;
        return new Question
        {
            Id = id,
            Text = "选哪个？",
            Kind = kind,
            Method = method,
            Options =
            {
                Options.Select((option, place) =>
                    new QuestionOption { Id = option, Label = option.ToUpperInvariant(), CostFen = isBudget ? 3_000 + (place * 1_000) : 0 }),
            },
            BudgetFen = isBudget ? 10_000 : 0,
            Seats = method is CountingMethod.TransferableVote or CountingMethod.Approval ? 2 : 0,
            MinChoices = 1,
            MaxChoices = 4,
            Utility = method == CountingMethod.EqualShares ? Utility.Cost : default,
            Completion = method == CountingMethod.EqualShares ? Completion.Add1Greedy : default,
            TieBreak = TieBreak.ByOrder,
        };
    }

    /// <summary>Serves it, decided where outcomes are given.</summary>
    public static void Serve(this Prompt prompt, Question[] questions, params QuestionOutcome[] outcomes) =>
        prompt.Server.On<GetPollRequest>("Polls/GetPoll", _ => new Poll
        {
            Name = Name,
            Question = "水果",
            Questions = { questions },
            ChoiceBytes = 500,
            State = outcomes.Length == 0 ? Poll.Types.State.Open : Poll.Types.State.Decided,
            Result = outcomes.Length == 0 ? null : new Result { Passed = true, Outcomes = { outcomes } },
            RulePack = new RulePack { TitleZh = "规则", TitleEn = "Rule" },
        });

    /// <summary>Serves published ballots, each for so many persons.</summary>
    public static void ServeBallots(this Prompt prompt, params (int Heads, QuestionAnswer[] Answers)[] ballots)
    {
        prompt.Server.On<ListOpeningsRequest>("Polls/ListOpenings", _ => new ListOpeningsResponse
        {
            Openings =
            {
                ballots.Select((ballot, index) =>
                    new BallotOpening { Ordinal = index + 1, Voter = index + 1, Choice = new Choice { Answers = { ballot.Answers } }.ToByteString() }),
            },
        });
        prompt.Server.On<ListRollRequest>("Polls/ListRoll", _ => new ListRollResponse
        {
            Entries = { ballots.Select((ballot, index) => new RollEntry { Voter = $"communities/xingfu/residents/{index + 1}", Headcount = ballot.Heads }) },
        });
    }

    public static QuestionAnswer Answer(params (string Option, long Value)[] marks) =>
        new() { Question = "fruit", Marks = { marks.Select(mark => new Mark { Option = mark.Option, Value = mark.Value }) } };
}
