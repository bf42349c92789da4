using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Neighborhood.Rules.Statutes;

/// <summary>Who votes under a pack.</summary>
public enum ElectorateKind
{
    /// <summary>Owners, by exclusive area and by head (<see cref="Roll"/>).</summary>
    Owners,

    /// <summary>Residents, one head each.</summary>
    Residents,

    /// <summary>Seats of the residents' council.</summary>
    Seats,
}

/// <summary>Whether ballots of a poll are signed by a device of whoever casts them.</summary>
public enum BallotSignature
{
    /// <summary>A ballot may be signed.</summary>
    Optional,

    /// <summary>An online ballot counts only with a signature: nobody else can cast it, not even the operator of the server.</summary>
    Required,
}

/// <summary>
/// The rule that governs a poll, as versioned data. A poll pins id, version and <see cref="Hash"/>; a published pack never changes, a changed rule is
/// a new version.
/// </summary>
public sealed class RulePack
{
    [JsonConstructor]
    private RulePack(
        string id, DateOnly version, LocalizedText title, LocalizedText note, ElectorateKind electorate,
        int noticeDays, int objectionDays, int publicationDays, bool isNoticeMandatory, IReadOnlyList<Clause> clauses,
        BallotSignature ballotSignature = BallotSignature.Optional, int maxProxies = 0)
    {
        Id = id;
        Version = version;
        Title = title;
        Note = note;
        Electorate = electorate;
        NoticeDays = noticeDays;
        ObjectionDays = objectionDays;
        PublicationDays = publicationDays;
        IsNoticeMandatory = isNoticeMandatory;
        Clauses = clauses;
        BallotSignature = ballotSignature;
        MaxProxies = maxProxies;
    }

    /// <summary>Its name, the same in all versions: lower-case words joined by hyphens.</summary>
    public string Id { get; }

    /// <summary>The day from which it holds.</summary>
    public DateOnly Version { get; }

    /// <summary>Its title.</summary>
    public LocalizedText Title { get; }

    /// <summary>Where its texts come from, and which of its numbers no statute names.</summary>
    public LocalizedText Note { get; }

    /// <summary>Who votes.</summary>
    public ElectorateKind Electorate { get; }

    /// <summary>Whole days from the announcement to the opening, at least.</summary>
    public int NoticeDays { get; }

    /// <summary>Whole days from the announcement in which the roll may be objected to; not above <see cref="NoticeDays"/>.</summary>
    public int ObjectionDays { get; }

    /// <summary>Whole days from the close within which the result is to be posted; 0 is at once.</summary>
    public int PublicationDays { get; }

    /// <summary>Whether the poll may not open unless its notice was posted.</summary>
    public bool IsNoticeMandatory { get; }

    /// <summary>Its conditions, which must all hold; at least one of consent.</summary>
    public IReadOnlyList<Clause> Clauses { get; }

    /// <summary>Whether ballots are signed; a pack that says nothing leaves it open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BallotSignature BallotSignature { get; }

    /// <summary>How many voters one proxy may vote for in one poll; 0 where nobody votes for another, as in a pack that says nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxProxies { get; }

    /// <summary>The matters that it governs. A pack from before matters were named has none, and no poll is announced under it any more.</summary>
    public IReadOnlyList<Matter> Matters { get; init; } = [];

    /// <summary>Which owners have a voice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public InterestedOwners Interested { get; init; }

    /// <summary>Which ballot counts where one came on paper and one online.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ChannelPrecedence PaperPrecedence { get; init; }

    /// <summary>Whole days from the close in which papers handed in before it may be entered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PaperEntryDays { get; init; }

    /// <summary>Whole days from the close for which openings and the identities behind the roll are kept: the time to challenge a decision.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EvidenceDays { get; init; }

    /// <summary>Whole days from the close in which the list of who voted may be objected to; the result is provisional as long.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int VoterListObjectionDays { get; init; }

    /// <summary>Whether the silent are counted with the majority.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CountSilent CountSilent { get; init; }

    /// <summary>In a confidential poll a tally is withheld where an option has fewer ballots than this, or all; 0 where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WithholdBelow { get; init; }

    /// <summary>Whether the poll may not open before every objection to its roll is answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRollObjectionAnswerRequired { get; init; }

    /// <summary>How many may force a meeting.</summary>
    public IReadOnlyList<PetitionRule> Petitions { get; init; } = [];

    /// <summary>What the layers below may change.</summary>
    public IReadOnlyList<LayerAllowance> Permissions { get; init; } = [];

    /// <summary>Of an effective rule: the texts it was made of, from above to below. Empty for a pack.</summary>
    public IReadOnlyList<RuleSource> Sources { get; init; } = [];

    /// <summary>Of an effective rule: what the layers below the pack changed. Empty for a pack.</summary>
    public IReadOnlyList<RuleOrigin> Origins { get; init; } = [];

    /// <summary>The bytes it was read from, which <see cref="Hash"/> covers.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Hash { get; private set; }

    /// <summary>Reads a pack.</summary>
    /// <exception cref="FormatException">It is not one; the message names the field.</exception>
    public static RulePack Parse(ReadOnlySpan<byte> json)
    {
        var pack = RulePackJson.Read<RulePack>(json);
        RulePackCheck.ThrowUnlessSound(pack);
        pack.Bytes = json.ToArray();
        pack.Hash = SHA256.HashData(json);
        return pack;
    }

    /// <summary>
    /// Its content in the form that pack files have: two spaces of indent, the order of fields as here, a final newline. Equal to
    /// <see cref="Bytes"/> for every pack that this version of the program published.
    /// </summary>
    public byte[] ToJson() => RulePackJson.Write(this);
}
