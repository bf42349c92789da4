using System.Globalization;
using Google.Protobuf;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Contract = Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Rule packs as the contract shows them. They are rendered once and handed out as they are: not to be changed.</summary>
public static class RulePackView
{
    private const string VersionFormat = "yyyy-MM-dd";

    private static readonly Dictionary<Rules.Statutes.RulePack, Contract.RulePack> Rendered = RulePacks.All.ToDictionary(pack => pack, Render);

    /// <summary>All packs, by id and version.</summary>
    public static IEnumerable<Contract.RulePack> All => RulePacks.All.Select(Of);

    /// <summary>A pack.</summary>
    public static Contract.RulePack Of(Rules.Statutes.RulePack pack) => Rendered.TryGetValue(pack, out var rendered) ? rendered : Render(pack);

    /// <summary>The version as the contract writes it.</summary>
    public static string VersionOf(DateOnly version) => version.ToString(VersionFormat, CultureInfo.InvariantCulture);

    /// <summary>The pack of this id and version, or null.</summary>
    public static Rules.Statutes.RulePack? Find(string id, string version) =>
        DateOnly.TryParseExact(version, VersionFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? RulePacks.Find(id, day) : null;

    /// <summary>The city's layer of this id and version, or null.</summary>
    public static Rules.Statutes.RuleLayer? FindCity(string id, string version) =>
        DateOnly.TryParseExact(version, VersionFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? RulePacks.FindCity(id, day) : null;

    private static Contract.RulePack Render(Rules.Statutes.RulePack pack) => new()
    {
        Id = pack.Id,
        Version = VersionOf(pack.Version),
        TitleZh = pack.Title.Zh,
        TitleEn = pack.Title.En,
        Electorate = pack.Electorate switch
        {
            ElectorateKind.Owners => Contract.Electorate.Owners,
            ElectorateKind.Residents => Contract.Electorate.Residents,
            _ => Contract.Electorate.Seats,
        },
        NoticeDays = pack.NoticeDays,
        ObjectionDays = pack.ObjectionDays,
        PublicationDays = pack.PublicationDays,
        Clauses = { pack.Clauses.Select(Render) },
        Hash = ByteString.CopyFrom(pack.Hash.Span),
        SignatureRequired = pack.BallotSignature == BallotSignature.Required,
        Matters = { pack.Matters.Select(Render) },
        NoteZh = pack.Note.Zh,
        NoteEn = pack.Note.En,
    };

    private static Contract.Matter Render(Rules.Statutes.Matter matter) => new()
    {
        Id = matter.Id,
        Article = matter.Article.Zh,
        ArticleEn = matter.Article.En,
        Text = matter.Text.Zh,
        TextEn = matter.Text.En,
    };

    private static RuleClause Render(Clause clause) => new()
    {
        Id = clause.Id,
        Article = clause.Article.Zh,
        ArticleEn = clause.Article.En,
        Text = clause.Text.Zh,
        TextEn = clause.Text.En,
        Kind = clause.Kind == ClauseKind.Participation ? RuleClause.Types.Kind.Participation : RuleClause.Types.Kind.Consent,
        Dimension = clause.Dimension switch
        {
            ClauseDimension.Area => Dimension.Area,
            ClauseDimension.Headcount => Dimension.Headcount,
            _ => Dimension.Present,
        },
        Numerator = clause.Numerator,
        Denominator = clause.Denominator,
        Strict = clause.Comparison == ClauseComparison.MoreThan,
        Base = clause.Base switch
        {
            ClauseBase.All => RuleClause.Types.Base.All,
            ClauseBase.Participating => RuleClause.Types.Base.Participating,
            _ => RuleClause.Types.Base.YesNo,
        },
    };
}
