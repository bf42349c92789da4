using System.Collections.Immutable;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Papers;
using Neighborhood.Domain.Residents;
using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>One poll. It is changed by facts alone; whoever reads it copies what leaves the mailbox.</summary>
public sealed class PollInfo
{
    private readonly SortedDictionary<long, ObjectionInfo> _objections = [];
    private readonly SortedSet<long> _scrutineers = [];
    private long _paperEntryUntilMicros;

    internal PollInfo(
        long id, long timeMicros, PollAnnounced announced, Rules.Statutes.RulePack pack, ResidentsState residents, ReadOnlySpan<byte> leafHash)
    {
        Id = id;
        AnnouncementLeaf = ByteString.CopyFrom(leafHash);
        AnnouncedMicros = timeMicros;
        Announced = announced;
        Pack = pack;
        Shown = RulePackView.Of(pack);
        Form = ChoiceForm.Of(announced);
        var isInterested = RollDraft.InterestedIn(announced);
        DraftedFrom = Pack.Electorate == ElectorateKind.Owners ? [.. residents.Households.Values.Where(household => isInterested(household.Id))] : [];
        ObjectionsUntilMicros = announced.ObjectionsUntilMicros;
        OpensAtMicros = announced.OpensAtMicros;
        ClosesAtMicros = announced.ClosesAtMicros;
    }

    /// <summary>The sequence of its announcement.</summary>
    public long Id { get; }

    /// <summary>When it was announced.</summary>
    public long AnnouncedMicros { get; }

    /// <summary>Its announcement, never changed; the times in it are those first announced.</summary>
    public PollAnnounced Announced { get; }

    /// <summary>Leaf hash of the announcement, which its papers bear.</summary>
    public ByteString AnnouncementLeaf { get; }

    /// <summary>The rule it is decided under: what the announcement pins.</summary>
    [field: NonSerialized]
    public Rules.Statutes.RulePack Pack { get; }

    /// <summary>Whether an online ballot counts only with the signature of a device of whoever casts it.</summary>
    public bool RequiresSignature => Pack.BallotSignature == BallotSignature.Required;

    /// <summary>The rule as the contract shows it. Handed out as it is: not to be changed.</summary>
    [field: NonSerialized]
    internal V1.RulePack Shown { get; }

    /// <summary>What its ballots may say: what the announcement asks.</summary>
    [field: NonSerialized]
    internal ChoiceForm Form { get; }

    /// <summary>Whether the announcement pins the rule itself; older ones pin a pack by id and version, and are decided as they were then.</summary>
    public bool IsRulePinned => !Announced.EffectiveRule.IsEmpty;

    /// <summary>Until when what stands behind its sealed roll is evidence; 0 where the roll is not sealed or the rule holds nothing.</summary>
    public long EvidenceUntilMicros => IsRulePinned && OpenSequence != 0 && Pack.EvidenceDays > 0
        ? Math.Max((ClosedMicros > 0 ? ClosedMicros : ClosesAtMicros) + (Pack.EvidenceDays * Times.DayMicros), Extended?.UntilMicros ?? 0)
        : 0;

    /// <summary>Until when the evidence is held for a lawsuit, and why; null where the rule's days are all. Not to be changed.</summary>
    internal EvidenceExtended? Extended { get; private set; }

    /// <summary>By which a court revoked the decision; null where none did. Not to be changed.</summary>
    internal PollVoided? Ruling { get; private set; }

    /// <summary>Whether the evidence is erased: no ballot opens any more, and nobody learns what was withheld.</summary>
    public bool IsEvidenceErased { get; private set; }

    /// <summary>The declarations whose numbers were withheld and stand beside them.</summary>
    internal ImmutableArray<long> Withheld { get; private set; } = [];

    /// <summary>Whether it is on record that the result was not posted in time.</summary>
    public bool IsPublicationOverdue { get; private set; }

    /// <summary>When the result was first declared, or 0.</summary>
    public long DecidedMicros { get; private set; }

    /// <summary>Its state.</summary>
    public State State { get; private set; } = State.Announced;

    /// <summary>Objections are taken before this time.</summary>
    public long ObjectionsUntilMicros { get; private set; }

    /// <summary>When it opens or opened.</summary>
    public long OpensAtMicros { get; private set; }

    /// <summary>When it closes: a ballot at this very time is late.</summary>
    public long ClosesAtMicros { get; private set; }

    /// <summary>Its papers, or null where none were issued.</summary>
    public PollPapers? Papers { get; private set; }

    /// <summary>Until when papers that were handed in before the close are entered.</summary>
    public long PaperEntryUntilMicros => _paperEntryUntilMicros != 0 ? _paperEntryUntilMicros : ClosesAtMicros + (Pack.PaperEntryDays * Times.DayMicros);

    /// <summary>Until when an absence of the server put off the end of objections to the list of voters; 0 where none did.</summary>
    internal long VoterListPutOffMicros { get; private set; }

    /// <summary>Until when an absence of the server put off the posting of the result; 0 where none did.</summary>
    internal long PublicationPutOffMicros { get; private set; }

    /// <summary>When it closed, or 0.</summary>
    public long ClosedMicros { get; private set; }

    /// <summary>Why it was last extended, cancelled or voided; empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The draft roll, sealed once open.</summary>
    public PollRoll Roll { get; private set; } = new(new RollDrafted { Rows = new() });

    /// <summary>
    /// The households the draft was made of, as they were: an accepted objection takes the present state of some and leaves the others. Empty
    /// for other electorates, and once the roll is sealed.
    /// </summary>
    internal HouseholdInfo[] DraftedFrom { get; private set; } = [];

    /// <summary>Root over the salted rows of the sealed roll; empty before.</summary>
    public ByteString RollRoot { get; private set; } = ByteString.Empty;

    /// <summary>Ballots in the chain, replaced ones included.</summary>
    public long BallotCount { get; private set; }

    /// <summary>Leaf hash of the last ballot; empty before the first.</summary>
    public ByteString LastLeaf { get; private set; } = ByteString.Empty;

    /// <summary>When the last ballot was cast, or 0.</summary>
    public long LastBallotMicros { get; private set; }

    /// <summary>Persons whose ballot is in and was not struck.</summary>
    public long VotedHeadcount { get; private set; }

    /// <summary>Their area in square centimetres.</summary>
    public long VotedAreaCm2 { get; private set; }

    /// <summary>How many voted by now.</summary>
    internal PollTurnout Turnout => new(VotedHeadcount, VotedAreaCm2, BallotCount);

    /// <summary>How many had voted at what is durable, as long as it is open.</summary>
    [field: NonSerialized]
    internal PollTurnout DurableTurnout { get; set; }

    /// <summary>What was decided, or null. Handed out as it is: not to be changed.</summary>
    public Result? Result { get; private set; }

    /// <summary>The same without the explanations of counts, for lists. Handed out as it is, too.</summary>
    [field: NonSerialized]
    internal Result? BriefResult { get; private set; }

    /// <summary>The entry that closed it, or 0.</summary>
    public long CloseSequence { get; private set; }

    /// <summary>The entry that opened it, or 0.</summary>
    public long OpenSequence { get; private set; }

    /// <summary>The residents who may recount it with its openings.</summary>
    public IReadOnlySet<long> Scrutineers => _scrutineers;

    /// <summary>Ballots that were struck after the close, in the order of the records.</summary>
    public ImmutableArray<StruckInfo> Struck { get; private set; } = [];

    /// <summary>Objections against the draft roll and the list of voters, by id.</summary>
    public IReadOnlyDictionary<long, ObjectionInfo> Objections => _objections;

    /// <summary>Where its notices were posted, oldest record first.</summary>
    public ImmutableArray<NoticeInfo> PostedNotices { get; private set; } = [];

    /// <summary>Whether an objection waits for its answer.</summary>
    public bool HasUnanswered => _objections.Values.Any(objection => !objection.IsAnswered);

    /// <summary>Whether something may still be decided: nobody may put its question to another poll meanwhile.</summary>
    public bool IsLive => State is State.Announced or State.Open or State.Closed;

    /// <summary>When the clock opens or closes it, or null.</summary>
    internal long? DueMicros => State switch
    {
        State.Announced => OpensAtMicros,
        State.Open => EndsAtMicros,
        State.Decided or State.Voided => PublicationDueMicros is { } publication && (EvidenceDueMicros is not { } evidence || publication <= evidence)
            ? publication
            : EvidenceDueMicros,
        _ => null,
    };

    /// <summary>When a result that was not posted is overdue, or null.</summary>
    internal long? PublicationDueMicros =>
        State == State.Decided && !IsPublicationOverdue && !PollGates.IsPublished(this) ? PollGates.PublicationDueMicros(this) : null;

    private long? EvidenceDueMicros => !IsEvidenceErased && EvidenceUntilMicros is > 0 and var until ? until : null;

    // Beside the close, only the papers that were handed in before it are waited for.
    private long EndsAtMicros => Papers switch
    {
        { FinishedMicros: > 0 } finished => Math.Max(ClosesAtMicros, finished.FinishedMicros),
        { Uncounted: > 0 } => PaperEntryUntilMicros,
        _ => ClosesAtMicros,
    };

    /// <summary>Whether ballots come in now. The times are checked beside the state: a late timer must not let a late ballot in.</summary>
    public bool TakesBallots(long nowMicros) => State == State.Open && nowMicros >= OpensAtMicros && nowMicros < ClosesAtMicros;

    /// <summary>Whether papers are entered now: while ballots come in, and for the rule's days after.</summary>
    public bool TakesPapers(long nowMicros) => State == State.Open && nowMicros >= OpensAtMicros && nowMicros < Math.Max(ClosesAtMicros, PaperEntryUntilMicros);

    internal void Draft(RollDrafted drafted) => Roll = new PollRoll(drafted);

    internal void File(ObjectionInfo objection) => _objections.Add(objection.Id, objection);

    internal void Answer(ObjectionAnswered answered, long sequence, long timeMicros, ResidentsState residents)
    {
        var objection = _objections[answered.Objection];
        _objections[answered.Objection] = objection with { IsAccepted = answered.Accepted, AnswerSequence = sequence, AnswerMicros = timeMicros };
        DraftedFrom = answered.Accepted && !objection.IsAboutVoters ? RollDraft.Renewed(this, residents, answered.Objector) : DraftedFrom;
    }

    internal void Extend(PollExtended extended)
    {
        OpensAtMicros = extended.OpensAtMicros;
        ClosesAtMicros = extended.ClosesAtMicros;
        ObjectionsUntilMicros = extended.ObjectionsUntilMicros == 0 ? ObjectionsUntilMicros : extended.ObjectionsUntilMicros;
        Reason = extended.Reason;
        _paperEntryUntilMicros = extended.PaperEntryUntilMicros == 0 ? _paperEntryUntilMicros : extended.PaperEntryUntilMicros;
        VoterListPutOffMicros = Math.Max(VoterListPutOffMicros, extended.VoterListUntilMicros);
        PublicationPutOffMicros = Math.Max(PublicationPutOffMicros, extended.PublicationDueMicros);
    }

    internal void Apply(Fact paper, long sequence, long timeMicros)
    {
        Papers ??= new PollPapers();
        switch (paper.KindCase)
        {
            case Fact.KindOneofCase.PaperIssued:
                Papers.Issue(paper.PaperIssued, sequence);
                break;
            case Fact.KindOneofCase.PaperReturned:
                Papers.Return(paper.PaperReturned, timeMicros);
                break;
            case Fact.KindOneofCase.PaperEntered:
                Papers.Enter(paper.PaperEntered, sequence);
                break;
            case Fact.KindOneofCase.PaperEntryVoided:
                Papers.VoidEntry(paper.PaperEntryVoided.Serial);
                break;
            case Fact.KindOneofCase.PaperSpoiled:
                Papers.Spoil(paper.PaperSpoiled.Serial);
                break;
            case Fact.KindOneofCase.PaperCountFinished:
                Papers.Finish(sequence, timeMicros);
                break;
        }
    }

    internal void Post(NoticePosted posted, long sequence, long timeMicros) => PostedNotices = PostedNotices.Add(new(sequence, timeMicros, posted));

    internal void NoteOverdue() => IsPublicationOverdue = true;

    internal void NoteErased() => IsEvidenceErased = true;

    internal void Cancel(string reason) => End(State.Cancelled, reason);

    internal void Void(PollVoided voided)
    {
        End(State.Voided, voided.Reason);
        Ruling = voided.CaseNumber.Length > 0 ? voided : null;
    }

    internal void ExtendEvidence(EvidenceExtended extended) => Extended = extended;

    internal void NameScrutineer(long resident) => _scrutineers.Add(resident);

    internal void RemoveScrutineer(long resident) => _scrutineers.Remove(resident);

    internal void Open(long sequence, ByteString rollRoot)
    {
        State = State.Open;
        OpenSequence = sequence;
        RollRoot = rollRoot;
        DraftedFrom = [];
    }

    internal void Cast(BallotCast cast, long sequence, long timeMicros, ReadOnlySpan<byte> leafHash)
    {
        var index = Roll.IndexOf(cast.Voter);
        if (!Roll.HasVoted(index))
        {
            var row = Roll[index];
            VotedHeadcount += row.Heads;
            VotedAreaCm2 += row.AreaCm2;
        }

        Roll.Put(index, cast, sequence, timeMicros);
        BallotCount = cast.Ordinal;
        LastLeaf = ByteString.CopyFrom(leafHash);
        LastBallotMicros = timeMicros;
        if (cast.Channel == BallotChannel.Paper)
        {
            Papers!.Count(cast.Voter);
        }
    }

    internal void Close(long sequence, long timeMicros)
    {
        State = State.Closed;
        ClosedMicros = timeMicros;
        CloseSequence = sequence;
    }

    /// <summary>Takes a ballot out of the count; the poll is to be counted again.</summary>
    internal void Strike(BallotStruck struck, long sequence, long timeMicros)
    {
        var index = Roll.IndexOf(struck.Voter);
        var row = Roll[index];
        VotedHeadcount -= row.Heads;
        VotedAreaCm2 -= row.AreaCm2;
        Roll.Strike(index);
        Struck = Struck.Add(new(sequence, timeMicros, struck));
        State = State.Closed;
    }

    internal void Decide(ResultDeclared declared, long sequence, long timeMicros)
    {
        State = State.Decided;
        DecidedMicros = DecidedMicros == 0 ? timeMicros : DecidedMicros;
        Result = PollView.ResultOf(this, declared, sequence, timeMicros);
        BriefResult = PollView.BriefOf(Result);
        Withheld = declared.Withheld ? Withheld.Add(sequence) : Withheld;
    }

    private void End(State state, string reason)
    {
        State = state;
        Reason = reason;
        DraftedFrom = [];
    }
}

/// <summary>How many voted in a poll.</summary>
/// <param name="Headcount">Persons whose ballot is in.</param>
/// <param name="AreaCm2">Their area in square centimetres.</param>
/// <param name="Ballots">Ballots in the chain, replaced ones included.</param>
internal readonly record struct PollTurnout(long Headcount, long AreaCm2, long Ballots);

/// <summary>An objection; its words stand beside its entry.</summary>
/// <param name="Id">The sequence of its entry.</param>
/// <param name="Objector">The resident who objects.</param>
/// <param name="TimeMicros">When.</param>
/// <param name="IsAboutVoters">Whether it is against the list of who voted; else against the draft roll.</param>
public sealed record ObjectionInfo(long Id, long Objector, long TimeMicros, bool IsAboutVoters)
{
    /// <summary>Whether it was accepted.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The entry of the answer, or 0.</summary>
    public long AnswerSequence { get; init; }

    /// <summary>When it was answered, or 0.</summary>
    public long AnswerMicros { get; init; }

    /// <summary>Whether it was answered.</summary>
    public bool IsAnswered => AnswerSequence != 0;
}

/// <summary>A notice that was posted, as recorded.</summary>
/// <param name="Sequence">The entry of the record.</param>
/// <param name="TimeMicros">When it was recorded.</param>
/// <param name="Posted">What the record says. Not to be changed.</param>
public sealed record NoticeInfo(long Sequence, long TimeMicros, NoticePosted Posted);

/// <summary>A ballot that was struck.</summary>
/// <param name="Sequence">The entry that struck it.</param>
/// <param name="TimeMicros">When.</param>
/// <param name="Struck">What the record says. Not to be changed.</param>
public sealed record StruckInfo(long Sequence, long TimeMicros, BallotStruck Struck);
