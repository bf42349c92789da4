using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Questions;

/// <summary>What a poll asks. A poll of yes or no is one of a single question, which its announcement says by question and options.</summary>
public static class PollQuestions
{
    private const string DecisionId = "decision";

    /// <summary>The questions of an announcement as the contract shows them.</summary>
    public static IEnumerable<Question> Of(PollAnnounced announced) => announced.Questions.Count > 0 ? announced.Questions : [Decision(announced.Question)];

    private static Question Decision(string text) => new()
    {
        Id = DecisionId,
        Text = text,
        Kind = BallotKind.YesNo,
        Method = CountingMethod.Clauses,
        Options = { PollOptions.AsOfQuestion },
        Reason = ReasonMode.Off,
    };
}
