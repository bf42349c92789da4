using Neighborhood.Rules.Statutes;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>The options of a poll: consent, refusal, and a returned ballot without either.</summary>
public static class PollOptions
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Abstain = "abstain";

    /// <summary>As they are announced.</summary>
    public static IEnumerable<Option> All =>
    [
        new() { Id = Yes, LabelZh = "同意", LabelEn = "Approve" },
        new() { Id = No, LabelZh = "反对", LabelEn = "Reject" },
        new() { Id = Abstain, LabelZh = "弃权", LabelEn = "Abstain" },
    ];

    /// <summary>As the options of a question.</summary>
    public static IEnumerable<QuestionOption> AsOfQuestion => All.Select(option => new QuestionOption { Id = option.Id, Label = option.LabelZh });

    /// <summary>What an option means in a tally, or null for none of them.</summary>
    public static BallotChoice? ChoiceOf(string option) => option switch
    {
        Yes => BallotChoice.Yes,
        No => BallotChoice.No,
        Abstain => BallotChoice.Abstain,
        _ => null,
    };
}
