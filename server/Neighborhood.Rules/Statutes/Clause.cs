namespace Neighborhood.Rules.Statutes;

/// <summary>What a clause asks for.</summary>
public enum ClauseKind
{
    /// <summary>That enough take part.</summary>
    Participation,

    /// <summary>That enough consent.</summary>
    Consent,
}

/// <summary>What a clause counts.</summary>
public enum ClauseDimension
{
    /// <summary>Exclusive area in square centimetres. Whoever returned a ballot takes part.</summary>
    Area,

    /// <summary>Heads. Whoever returned a ballot takes part.</summary>
    Headcount,

    /// <summary>Heads at a meeting. Whoever is present takes part, with a ballot or without.</summary>
    Present,
}

/// <summary>How an amount must stand to its fraction.</summary>
public enum ClauseComparison
{
    /// <summary>≥: 以上, which includes the number itself (Civil Code 1259).</summary>
    AtLeast,

    /// <summary>&gt;: 过半数.</summary>
    MoreThan,
}

/// <summary>What a clause takes its fraction of, in its own dimension.</summary>
public enum ClauseBase
{
    /// <summary>The whole electorate.</summary>
    All,

    /// <summary>Those who take part, abstentions included.</summary>
    Participating,

    /// <summary>Those who chose yes or no; abstentions are left out.</summary>
    YesNo,
}

/// <summary>A text in both languages.</summary>
/// <param name="Zh">简体中文.</param>
/// <param name="En">English.</param>
public sealed record LocalizedText(string Zh, string En);

/// <summary>One condition of a rule pack.</summary>
/// <param name="Id">Its name within the pack.</param>
/// <param name="Article">The law and article it stands in.</param>
/// <param name="Text">What the article says.</param>
/// <param name="Kind">Whether it asks for participation or consent.</param>
/// <param name="Dimension">What it counts.</param>
/// <param name="Numerator">Of the fraction, at least 1.</param>
/// <param name="Denominator">Of the fraction, not below the numerator.</param>
/// <param name="Comparison">Whether the fraction itself is enough.</param>
/// <param name="Base">What the fraction is taken of; always <see cref="ClauseBase.All"/> for participation.</param>
public sealed record Clause(
    string Id,
    LocalizedText Article,
    LocalizedText Text,
    ClauseKind Kind,
    ClauseDimension Dimension,
    int Numerator,
    int Denominator,
    ClauseComparison Comparison,
    ClauseBase Base);
