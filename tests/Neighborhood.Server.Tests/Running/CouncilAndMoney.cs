using Google.Protobuf.WellKnownTypes;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Running;

/// <summary>A poll of two questions: whom to elect by ranking, and what to buy by approval, with a reason where one likes.</summary>
internal static class CouncilAndMoney
{
    /// <summary>Announces it; it closes after five minutes.</summary>
    public static async Task<Poll> AnnounceAsync(RunningServer server, Village village, Secrecy secrecy) => await village.Staff.Polls.AnnouncePollAsync(
        new AnnouncePollRequest
        {
            Parent = village.Name,
            Question = "换届和预算",
            RulePack = "simple-majority",
            Secrecy = secrecy,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow() + TimeSpan.FromMinutes(5)),
            Questions =
            {
                new Question
                {
                    Id = "council",
                    Text = "选谁？",
                    Kind = BallotKind.Ranked,
                    Method = CountingMethod.TransferableVote,
                    Seats = 2,
                    Options = { new[] { "wang", "li", "zhao" }.Select(id => new QuestionOption { Id = id, Label = id }) },
                },
                new Question
                {
                    Id = "money",
                    Text = "做什么？",
                    Kind = BallotKind.BudgetApproval,
                    Method = CountingMethod.EqualShares,
                    BudgetFen = 1_000,
                    Utility = Utility.Cost,
                    Completion = Completion.None,
                    Reason = ReasonMode.Optional,
                    Options =
                    {
                        new QuestionOption { Id = "trees", Label = "植树", CostFen = 600 }, new QuestionOption { Id = "lift", Label = "电梯", CostFen = 900 },
                    },
                },
            },
        },
        cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Projects to buy, and why.</summary>
    public static QuestionAnswer Approving(string reason, params string[] projects) =>
        new() { Question = "money", Marks = { projects.Select(project => new Mark { Option = project }) }, Reason = reason };

    /// <summary>Candidates, the best first.</summary>
    public static QuestionAnswer Ranking(params string[] candidates) =>
        new() { Question = "council", Marks = { candidates.Select((candidate, place) => new Mark { Option = candidate, Value = place + 1 }) } };
}
