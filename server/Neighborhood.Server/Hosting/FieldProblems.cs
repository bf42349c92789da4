using System.Text.RegularExpressions;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Server.Hosting;

/// <summary>The English sentence of each problem of a field. It is total: a test walks the enum. Clients say their own, by the name of the problem.</summary>
public static partial class FieldProblems
{
    /// <summary>Problem to sentence; a name in braces stands for the figure of that name.</summary>
    public static IReadOnlyDictionary<FieldProblem, string> Rows { get; } = new Dictionary<FieldProblem, string>
    {
        [FieldProblem.Required] = "This field is required.",
        [FieldProblem.TooManyCharacters] = "At most {max} characters.",
        [FieldProblem.TooManyBytes] = "At most {max} bytes.",
        [FieldProblem.TooManyItems] = "{min} to {max} items.",
        [FieldProblem.ControlCharacters] = "Control characters are not allowed.",
        [FieldProblem.NotAUuid] = "Give a UUID, such as 123e4567-e89b-12d3-a456-426614174000.",
        [FieldProblem.UnknownValue] = "This value is not known here.",
        [FieldProblem.OutOfRange] = "From {min} to {max}.",
        [FieldProblem.NotATime] = "Give a time.",
        [FieldProblem.TooLate] = "At the latest {latest} microseconds after 1970.",
        [FieldProblem.NotSinceAnnouncement] = "From the announcement of the poll until now.",
        [FieldProblem.NotSinceResult] = "From the declaration of the result until now.",
        [FieldProblem.NotAUserName] = "{min} to {max} letters, digits, dots, hyphens or underscores.",
        [FieldProblem.NotAnId] = "{min} to {max} of a-z, 0-9 and hyphens, beginning with a letter.",
        [FieldProblem.NamedTwice] = "This stands there twice.",
        [FieldProblem.RoleNotGranted] = "This role comes with the residence and is not granted.",
        [FieldProblem.NotAnOwnerHere] = "This is no owner of the household.",
        [FieldProblem.NotAKey] = "This is no key of the kind asked for.",
        [FieldProblem.WrongSize] = "Give exactly {max} bytes.",
        [FieldProblem.OwnersNeedStatute] = "A vote of owners binds by the law only, on paper or on the official platform.",
        [FieldProblem.AdvisoryOnly] = "A survey binds nobody; announce it as advisory.",
        [FieldProblem.NoPartConcerned] = "The matter concerns no single part; leave the household out.",
        [FieldProblem.NoBuildingOnRecord] = "The building of this household is not on record; record it in the roll.",
        [FieldProblem.NoPollAndNoDocument] = "Name the poll or the document by which it was adopted.",
        [FieldProblem.NotARuleLayer] = "This is no layer of rules ({detail}).",
        [FieldProblem.NotAMessage] = "The bytes are no message of this rpc.",
        [FieldProblem.OpenPoll] = "The ballots of this poll are open; ask for the open bundle.",
        [FieldProblem.LayerUnknown] = "{pack} has no {field}, or the value is not of its kind.",
        [FieldProblem.LayerNotPermitted] = "What stands above does not permit to set {field} of {pack}.",
        [FieldProblem.LayerWeaker] = "{field} of {pack} would ask for less than what stands above.",
        [FieldProblem.LayerUnsound] = "With this {field}, {pack} would contradict itself.",
        [FieldProblem.TooMuchAtOnce] = "This is too much at once; send it in two parts.",
        [FieldProblem.NotAhead] = "After now, and at the latest {latest} microseconds after 1970.",
        [FieldProblem.EitherPollsOrMatters] = "Name either polls or matters.",
        [FieldProblem.ProxyIsPrincipal] = "Nobody is their own proxy.",
        [FieldProblem.NoProxies] = "The rule that governs it allows no proxies; name another, or let the voter vote.",
        [FieldProblem.ProxyIsRecorder] = "Whoever records the document cannot be the proxy; ask a colleague to record it.",
        [FieldProblem.NothingStruck] = "This answer strikes no ballot; leave it out.",
        [FieldProblem.PetitionSaysOtherwise] = "The petition has its own question and matter; leave this out.",
        [FieldProblem.EitherPetitionOrProposal] = "Name a petition or a proposal, not both.",
        [FieldProblem.TooFewChoices] = "Mark {min} options or more; {is} are marked.",
        [FieldProblem.TooManyChoices] = "Mark {max} options or fewer; {is} are marked.",
        [FieldProblem.SharedRank] = "Give each option a rank of its own.",
        [FieldProblem.TooManyPoints] = "Give {max} points or fewer; {is} are given.",
        [FieldProblem.OverBudget] = "Choose projects for {max} yuan or less; these cost {is}.",
        [FieldProblem.NotAsked] = "This is not asked here; leave it out.",
        [FieldProblem.NotForKind] = "This does not go with this kind of ballot; leave it out or choose another kind.",
        [FieldProblem.NotForMethod] = "This does not go with this counting method; leave it out or choose another method.",
        [FieldProblem.BallotTooLong] = "A ballot of this poll would have more than {max} bytes; ask fewer questions, with fewer options or shorter ids.",
        [FieldProblem.OwnersPayUnasked] = "Owners are not asked about this item, so they do not pay for it; class it as one that they vote on.",
        [FieldProblem.NotAMatterOfOwners] = "Name a matter that all owners decide together.",
        [FieldProblem.UnknownPlace] = "No household on record stands at this building or unit; spell it as on the roll.",
        [FieldProblem.ItemIsFixed] = "The item is being voted on or went on; leave it as it was published.",
        [FieldProblem.ItemLeftOut] = "A published item is left out ({detail}); withdraw it instead.",
        [FieldProblem.OtherItemClass] = "This does not apply to an item of this class.",
        [FieldProblem.DecidesNothing] = "An advisory poll decides nothing; name another status.",
        [FieldProblem.NotLater] = "It is held until {held} microseconds after 1970 already; give a later time.",
        [FieldProblem.NoAreaInScope] = "Nobody in scope has an area to divide the cost by; record areas or name other places.",
    };

    /// <summary>The sentence, with its figures.</summary>
    public static string Say(Refusal refusal) =>
        Figure().Replace(Rows[refusal.Problem], figure => refusal.Details?.GetValueOrDefault(figure.Groups[1].Value) ?? figure.Value);

    /// <summary>The problem as the proto spells it.</summary>
    public static string NameOf(FieldProblem problem) => ErrorsReflection.Descriptor.EnumTypes[1].FindValueByNumber((int)problem).Name;

    [GeneratedRegex("{([a-z]+)}")]
    private static partial Regex Figure();
}
