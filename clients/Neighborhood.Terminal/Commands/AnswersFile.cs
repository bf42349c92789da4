using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>A ballot's answers as a voter writes them in a file; JSON of the same form is read, too.</summary>
public sealed class AnswersFile
{
    /// <summary>At most one to each question; none for a blank ballot.</summary>
    public List<AnswerDraft> Answers { get; set; } = [];

    /// <summary>The answers of a file.</summary>
    /// <exception cref="UsageException">It cannot be used; the sentence says why.</exception>
    internal static IEnumerable<QuestionAnswer> Read(Invocation run, string path) =>
        YamlFile.Read<AnswersFile>(run.Phrases, path).Answers.Select(draft => draft.Answer());
}

/// <summary>One answer: what is chosen, or a ranking, or options with numbers.</summary>
public class AnswerDraft
{
    /// <summary>The id of the question.</summary>
    public string Question { get; set; } = "";

    /// <summary>Options that are chosen or approved.</summary>
    public List<string> Choose { get; set; } = [];

    /// <summary>Ranks from the best, options that share one with = between them.</summary>
    public List<string> Rank { get; set; } = [];

    /// <summary>Options with their scores or points.</summary>
    public Dictionary<string, long> Marks { get; set; } = [];

    /// <summary>Why; empty where the question does not ask.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The answer as the contract has it.</summary>
    public QuestionAnswer Answer() => new()
    {
        Question = Question,
        Marks =
        {
            Choose.Select(option => new Mark { Option = option, Value = 1 }),
            Rank.SelectMany((rank, place) => rank.Split('=', StringSplitOptions.TrimEntries).Select(option => new Mark { Option = option, Value = place + 1 })),
            Marks.Select(mark => new Mark { Option = mark.Key, Value = mark.Value }),
        },
        Reason = Reason.Trim(),
    };
}
