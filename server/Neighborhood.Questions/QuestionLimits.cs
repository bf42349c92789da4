namespace Neighborhood.Questions;

/// <summary>How much a poll may ask and tell. They are part of what is announced and recounted: docs/verification.md names them.</summary>
public static class QuestionLimits
{
    /// <summary>The longest reason of an answer, in UTF-16 characters; each takes three bytes in every ballot of its poll.</summary>
    public const int ReasonChars = 200;

    /// <summary>The longest sealed choice, in bytes.</summary>
    public const int ChoiceBytes = 16_000;

    /// <summary>All questions of one poll, in bytes.</summary>
    public const int QuestionsBytes = 65_536;

    /// <summary>The highest score that a question may allow, and the most points it may hand out.</summary>
    public const int ScoreMax = 1_000, PointsMax = 10_000;

    /// <summary>A declared result, in bytes: it must have room in one segment. Larger explanations are left to a recount.</summary>
    public const int ResultBytes = 800_000;

    /// <summary>Persons who have to vote in a confidential poll before the numbers of its questions are told.</summary>
    public const int OutcomeVotersMinCount = 10;
}
