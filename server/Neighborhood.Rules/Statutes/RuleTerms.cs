namespace Neighborhood.Rules.Statutes;

/// <summary>A matter that a pack governs. The law says which matter is ordinary and which is special; whoever announces a poll names the matter.</summary>
/// <param name="Id">Its name, which stands in one pack alone.</param>
/// <param name="Article">The law and article that name it.</param>
/// <param name="Text">What the article calls it.</param>
public sealed record Matter(string Id, LocalizedText Article, LocalizedText Text);

/// <summary>Which ballot of one voter counts where one came on paper and one online.</summary>
public enum ChannelPrecedence
{
    /// <summary>The last one.</summary>
    Last,

    /// <summary>The paper.</summary>
    Paper,

    /// <summary>The one cast online.</summary>
    Online,
}

/// <summary>Whether the silent are counted with the majority (弃权从多). Never, unless a neighbourhood's own rules say so and are cited.</summary>
public enum CountSilent
{
    /// <summary>They are not.</summary>
    Off,

    /// <summary>Those who returned an abstention are.</summary>
    Abstained,

    /// <summary>Those who returned an abstention and those who returned nothing are. They still do not take part.</summary>
    Unreturned,
}

/// <summary>Which owners have a voice.</summary>
public enum InterestedOwners
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>The other owners of the building that the part concerned is in (法释 article 11).</summary>
    SameBuilding,
}

/// <summary>Of whom a petition needs its fraction.</summary>
public enum PetitionBase
{
    /// <summary>Owners by head.</summary>
    Owners,

    /// <summary>Residents.</summary>
    Residents,

    /// <summary>Households.</summary>
    Households,
}

/// <summary>How many may force a meeting. Where a pack names several, one is enough.</summary>
/// <param name="Of">Of whom.</param>
/// <param name="Numerator">Of the fraction, at least 1. The fraction itself is enough.</param>
/// <param name="Denominator">Of the fraction, not below the numerator.</param>
/// <param name="ConveneDays">Whole days within which the meeting is to be called.</param>
/// <param name="Article">The law and article it stands in.</param>
public sealed record PetitionRule(PetitionBase Of, int Numerator, int Denominator, int ConveneDays, LocalizedText Article);

/// <summary>Who adds to the law: from above to below.</summary>
public enum LayerLevel
{
    /// <summary>The city's regulations.</summary>
    City,

    /// <summary>The neighbourhood's own rules of procedure.</summary>
    Community,
}

/// <summary>What a layer may do to a field.</summary>
public enum LayerChange
{
    /// <summary>Set it higher: a longer notice, a larger fraction, a duty where there was none.</summary>
    Raise,

    /// <summary>Set it lower: a shorter delay, fewer proxies.</summary>
    Lower,

    /// <summary>Set it to one of the values named.</summary>
    OneOf,
}

/// <summary>What the layers below a pack may change: what is not permitted is forbidden.</summary>
/// <param name="Field">A field of the pack, such as <c>noticeDays</c>, or <c>clauses/ID</c> for the fraction of a clause.</param>
/// <param name="Change">In which direction.</param>
/// <param name="By">Which layers may.</param>
public sealed record LayerAllowance(string Field, LayerChange Change, IReadOnlyList<LayerLevel> By)
{
    /// <summary>With <see cref="LayerChange.OneOf"/>: the values allowed.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>One of the texts that an effective rule was made of.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of its bytes in lower-case hexadecimal.</param>
/// <param name="Title">Its title.</param>
public sealed record RuleSource(string Id, DateOnly Version, string Hash, LocalizedText Title);

/// <summary>Where a field of an effective rule comes from, if not from the pack.</summary>
/// <param name="Field">As in <see cref="LayerAllowance.Field"/>.</param>
/// <param name="Source">The id of the <see cref="RuleSource"/>.</param>
/// <param name="Article">Its article.</param>
/// <param name="Text">What the article says.</param>
public sealed record RuleOrigin(string Field, string Source, LocalizedText Article, LocalizedText Text);
