namespace Neighborhood.Rules.Statutes;

/// <summary>What a pack must be beyond its form, so that deciding under it always has an answer.</summary>
internal static class RulePackCheck
{
    private const int MaxIdLength = 64;
    private const int MaxDays = 366;
    private const int MaxClauses = 16;
    private const int MaxProxies = 100;
    private const int MaxDenominator = 1000;
    private const int MaxItems = 64;

    public static void ThrowUnlessSound(RulePack pack)
    {
        Require(IsId(pack.Id), "id: lower-case words joined by hyphens");
        Require(IsFilled(pack.Title), "title: a text in both languages");
        Require(IsFilled(pack.Note), "note: a text in both languages");
        Require(pack.NoticeDays is >= 0 and <= MaxDays, $"noticeDays: 0 to {MaxDays}");
        Require(pack.ObjectionDays >= 0 && pack.ObjectionDays <= pack.NoticeDays, "objectionDays: 0 to noticeDays");
        Require(pack.PublicationDays is >= 0 and <= MaxDays, $"publicationDays: 0 to {MaxDays}");
        Require(pack.MaxProxies is >= 0 and <= MaxProxies, $"maxProxies: 0 to {MaxProxies}");
        Require(pack.Clauses.Count is > 0 and <= MaxClauses, $"clauses: 1 to {MaxClauses}");
        Require(pack.Clauses.All(clause => clause is not null), "clauses: no null");
        Require(pack.Clauses.Any(clause => clause.Kind == ClauseKind.Consent), "clauses: at least one of consent");
        Require(pack.Clauses.DistinctBy(clause => clause.Id).Count() == pack.Clauses.Count, "clauses: each id once");
        foreach (var clause in pack.Clauses)
        {
            Check(clause, pack.Electorate);
        }

        CheckTerms(pack);
        CheckLists(pack);
    }

    private static void CheckTerms(RulePack pack)
    {
        Require(pack.PaperEntryDays is >= 0 and <= MaxDays, $"paperEntryDays: 0 to {MaxDays}");
        Require(pack.EvidenceDays is >= 0 and <= 10 * MaxDays, $"evidenceDays: 0 to {10 * MaxDays}");
        Require(pack.VoterListObjectionDays is >= 0 and <= MaxDays, $"voterListObjectionDays: 0 to {MaxDays}");
        Require(pack.EvidenceDays == 0 || pack.EvidenceDays >= pack.VoterListObjectionDays, "evidenceDays: not below voterListObjectionDays");
        Require(pack.WithholdBelow is >= 0 and <= MaxDenominator, $"withholdBelow: 0 to {MaxDenominator}");
        Require(pack.Interested == InterestedOwners.All || pack.Electorate == ElectorateKind.Owners, "interested: only of owners");
    }

    private static void CheckLists(RulePack pack)
    {
        Require(
            pack.Matters.Count <= MaxItems && pack.Matters.All(matter => matter is not null && IsId(matter.Id)),
            $"matters: at most {MaxItems}, each with an id");
        Require(pack.Matters.DistinctBy(matter => matter.Id).Count() == pack.Matters.Count, "matters: each id once");
        Require(pack.Matters.All(matter => IsFilled(matter.Article) && IsFilled(matter.Text)), "matters: article and text in both languages");
        Require(pack.Petitions.Count <= MaxItems && pack.Petitions.All(IsSound), "petitions: a fraction of the whole, 1 to 366 days and an article each");
        Require(
            pack.Permissions.Count <= MaxItems && pack.Permissions.All(one => one is { Field.Length: > 0, By.Count: > 0 }),
            "permissions: a field and a layer each");
        Require(pack.Permissions.All(one => (one.Change == LayerChange.OneOf) == one.Values.Count > 0), "permissions: values with ONE_OF and only there");
        Require(pack.Sources.Count <= MaxItems && pack.Origins.Count <= MaxItems, $"sources, origins: at most {MaxItems}");
        Require(pack.Origins.All(origin => pack.Sources.Any(source => source.Id == origin.Source)), "origins: each of one of the sources");
    }

    private static bool IsSound(PetitionRule petition) =>
        petition is { Numerator: > 0, Denominator: <= MaxDenominator, ConveneDays: > 0 and <= MaxDays }
        && petition.Numerator <= petition.Denominator && IsFilled(petition.Article);

    private static void Check(Clause clause, ElectorateKind electorate)
    {
        Require(IsId(clause.Id), "clauses.id: lower-case words joined by hyphens");
        var name = $"clause {clause.Id}";
        Require(IsFilled(clause.Article) && IsFilled(clause.Text), $"{name}: article and text in both languages");
        Require(clause.Denominator is > 0 and <= MaxDenominator, $"{name}: denominator 1 to {MaxDenominator}");
        Require(clause.Numerator > 0 && clause.Numerator <= clause.Denominator, $"{name}: numerator 1 to denominator");
        Require(
            clause.Comparison == ClauseComparison.AtLeast || clause.Numerator < clause.Denominator, $"{name}: nothing is more than the whole");
        Require(clause.Kind == ClauseKind.Consent || clause.Base == ClauseBase.All, $"{name}: participation is of all");
        Require(clause.Dimension != ClauseDimension.Area || electorate == ElectorateKind.Owners, $"{name}: only owners have area");
    }

    internal static bool IsId(string id) =>
        id.Length is > 0 and <= MaxIdLength
        && id.Split('-').All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    internal static bool IsFilled(LocalizedText text) => !string.IsNullOrWhiteSpace(text.Zh) && !string.IsNullOrWhiteSpace(text.En);

    /// <exception cref="FormatException">The condition does not hold.</exception>
    internal static void Require(bool condition, string rule, string of = "rule pack")
    {
        if (!condition)
        {
            throw new FormatException($"The {of} is not sound: {rule}.");
        }
    }
}
