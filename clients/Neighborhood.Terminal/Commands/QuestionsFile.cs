using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>The questions of a poll as staff write them in a file.</summary>
public sealed class QuestionsFile
{
    /// <summary>In order.</summary>
    public List<QuestionDraft> Questions { get; set; } = [];

    /// <summary>The questions of a file.</summary>
    /// <exception cref="UsageException">It cannot be used; the sentence says why.</exception>
    internal static IEnumerable<Question> Read(Phrases phrases, string path)
    {
        var file = YamlFile.Read<QuestionsFile>(phrases, path);
        return file.Questions.Select(draft => draft.Problem()).FirstOrDefault(problem => problem is not null) is { } problem
            ? throw new UsageException(phrases.Say("usage_content", $"{path}: {problem}"))
            : file.Questions.Select(draft => draft.Question());
    }
}

/// <summary>
/// A question in a file. Words are those of the contract in lower case with hyphens; amounts are in yuan; what is left out is the contract's default.
/// </summary>
public sealed class QuestionDraft
{
    /// <summary>Such as council.</summary>
    public string Id { get; set; } = "";

    /// <summary>What is asked.</summary>
    public string Text { get; set; } = "";

    /// <summary>What follows from an answer.</summary>
    public string Meaning { get; set; } = "";

    /// <summary>Such as ranked or budget-approval.</summary>
    public string Ballot { get; set; } = "";

    /// <summary>Such as transferable-vote or equal-shares.</summary>
    public string Count { get; set; } = "";

    /// <summary>What can be chosen.</summary>
    public List<QuestionOptionDraft> Options { get; set; } = [];

    /// <summary>How many are elected.</summary>
    public int Seats { get; set; }

    /// <summary>How many follow.</summary>
    public int Reserve { get; set; }

    /// <summary>The money.</summary>
    public decimal BudgetYuan { get; set; }

    /// <summary>The least number of options on a ballot.</summary>
    public int MinChoices { get; set; }

    /// <summary>The most.</summary>
    public int MaxChoices { get; set; }

    /// <summary>The highest score.</summary>
    public long MaxScore { get; set; }

    /// <summary>Points to share out.</summary>
    public long Points { get; set; }

    /// <summary>The most of them that one option may get.</summary>
    public long MaxPointsEach { get; set; }

    /// <summary>cost, cardinality or points.</summary>
    public string Utility { get; set; } = "";

    /// <summary>none, add1, add1-greedy or greedy.</summary>
    public string Completion { get; set; } = "";

    /// <summary>Whether options may share a rank.</summary>
    public bool TiesAllowed { get; set; }

    /// <summary>by-lot or by-order.</summary>
    public string TieBreak { get; set; } = "";

    /// <summary>off, optional or required.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What makes it unusable, naming the field as in the file; null for nothing.</summary>
    public string? Problem() =>
        Unknown<BallotKind>("ballot", Ballot) ?? Unknown<CountingMethod>("count", Count) ?? Unknown<Utility>("utility", Utility)
        ?? Unknown<Completion>("completion", Completion) ?? Unknown<TieBreak>("tie_break", TieBreak) ?? Unknown<ReasonMode>("reason", Reason)
        ?? (FenOf(BudgetYuan) is null || Options.Exists(option => FenOf(option.CostYuan) is null)
            ? $"questions, {Id}: an amount is no sum of yuan with at most two decimals"
            : null);

    /// <summary>The question as the contract has it; without a problem.</summary>
    public Question Question() => new()
    {
        Id = Id,
        Text = Text.Trim(),
        Meaning = Meaning.Trim(),
        Kind = Choices.Find<BallotKind>(Ballot) ?? default,
        Method = Choices.Find<CountingMethod>(Count) ?? default,
        Options =
        {
            Options.Select(option => new QuestionOption
            {
                Id = option.Id,
                Label = option.Label,
                Meaning = option.Meaning.Trim(),
                CostFen = FenOf(option.CostYuan)!.Value,
                IsStatusQuo = option.StatusQuo,
            }),
        },
        Seats = Seats,
        Reserve = Reserve,
        BudgetFen = FenOf(BudgetYuan)!.Value,
        MinChoices = MinChoices,
        MaxChoices = MaxChoices,
        MaxScore = MaxScore,
        Points = Points,
        MaxPointsEach = MaxPointsEach,
        Utility = Choices.Find<Utility>(Utility) ?? default,
        Completion = Choices.Find<Completion>(Completion) ?? default,
        TiesAllowed = TiesAllowed,
        TieBreak = Choices.Find<TieBreak>(TieBreak) ?? default,
        Reason = Choices.Find<ReasonMode>(Reason) ?? default,
    };

    /// <summary>An amount of yuan in fen; null where it is none.</summary>
    public static long? FenOf(decimal yuan) =>
        yuan is >= 0 and <= 10_000_000_000_000m && decimal.Truncate(yuan * 100) == yuan * 100 ? (long)(yuan * 100) : null;

    private string? Unknown<TEnum>(string field, string word)
        where TEnum : struct, Enum
    {
        var words = Enum.GetValues<TEnum>().Skip(1).Select(Choices.WordOf);
        return word.Length == 0 || Choices.Find<TEnum>(word) is not null
            ? null
            : $"questions, {Id}: {field} {word} is none of {string.Join(", ", words)}";
    }
}

/// <summary>An option in a file.</summary>
public sealed class QuestionOptionDraft
{
    /// <summary>Such as wang-fang.</summary>
    public string Id { get; set; } = "";

    /// <summary>What people call it.</summary>
    public string Label { get; set; } = "";

    /// <summary>What choosing it means.</summary>
    public string Meaning { get; set; } = "";

    /// <summary>Of budgets: what it costs.</summary>
    public decimal CostYuan { get; set; }

    /// <summary>Whether it stands for leaving things as they are.</summary>
    public bool StatusQuo { get; set; }
}
