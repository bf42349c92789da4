using System.Security.Cryptography;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using ClauseResult = Neighborhood.Rules.Statutes.ClauseResult;
using OptionTally = Neighborhood.Rules.Statutes.OptionTally;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier;

/// <summary>The poll as its facts tell it, each checked against those before it. Everything here follows from the bundle alone.</summary>
internal sealed class PollFold
{
    private enum Phase
    {
        None,
        Announced,
        Open,
        Closed,
        Decided,
    }

    private const long DayMicros = 24L * 60 * 60 * 1_000_000;
    private readonly BundleHeader _header;
    private readonly byte[] _rule;
    private readonly RollBook _roll;
    private readonly DeviceBook _devices;
    private readonly ProxyBook _proxies;
    private readonly BallotChain _chain;
    private Phase _phase;
    private RulePack? _pack;
    private PollOpened _opened = new();
    private byte[] _announcementLeaf = [];
    private Count _count = new([], []);
    private long _opensAt;
    private long _closesAt;
    private long _papersUntil;
    private long _closedAt;

    public PollFold(BundleHeader header, byte[] rule, RollBook roll, DeviceBook devices)
    {
        (_header, _rule, _roll, _devices) = (header, rule, roll, devices);
        _proxies = new ProxyBook(header, devices);
        _chain = new BallotChain(header, roll, devices, _proxies, Papers);
    }

    public PollAnnounced Announced { get; private set; } = new();

    public ResultDeclared Result { get; private set; } = new();

    public IReadOnlyList<OptionCount> Tally { get; private set; } = [];

    public IReadOnlyList<ClauseResult> Clauses { get; private set; } = [];

    /// <summary>What each question came to, counted anew where ballots are opened.</summary>
    public IReadOnlyList<QuestionOutcome> Outcomes { get; private set; } = [];

    public bool IsDecided => _phase == Phase.Decided;

    public bool IsVoided { get; private set; }

    /// <summary>What voided it last: where a court did, with the ruling.</summary>
    public PollVoided Voided { get; private set; } = new();

    /// <summary>Whether the openings were erased when their time was over.</summary>
    public bool IsErased { get; private set; }

    /// <summary>Whether the kind fits the secrecy: a bundle of an open poll opens no ballot only where nothing is left to open.</summary>
    public bool IsOfItsKind => (Announced.Secrecy == Secrecy.Open) == (_header.Kind == BundleHeader.Open) || IsErased;

    public PaperBook Papers { get; } = new();

    /// <summary>Ballots that were struck after the close.</summary>
    public long Struck { get; private set; }

    public BallotChain Chain => _chain;

    /// <summary>Takes the next entry of the poll.</summary>
    public void Apply(Entry entry, ReadOnlySpan<byte> leaf, Opening? opening)
    {
        var fact = entry.Fact;
        var isBallot = fact.KindCase == Fact.KindOneofCase.BallotCast;
        Broken.Unless(isBallot || opening is null, BundleFault.BundleForm);
        if (IsOfPeople(entry))
        {
            return;
        }

        Broken.UnlessSame(_header.Poll, PollOf(entry), BundleFault.EntryForeign);
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.PollAnnounced:
                Announce(fact.PollAnnounced);
                _announcementLeaf = leaf.ToArray();
                Papers.Announce(leaf);
                break;
            case Fact.KindOneofCase.PollExtended:
                // Once closed, only what follows the close is put off: the poll's own times stay.
                var isSame = fact.PollExtended.OpensAtMicros == _opensAt && fact.PollExtended.ClosesAtMicros == _closesAt;
                Broken.Unless(_phase is Phase.Announced or Phase.Open || (_phase is Phase.Closed or Phase.Decided && isSame), BundleFault.PollOrder);
                Extend(fact.PollExtended.OpensAtMicros, fact.PollExtended.ClosesAtMicros, fact.PollExtended.PaperEntryUntilMicros);
                break;
            case Fact.KindOneofCase.PollOpened:
                Open(entry.TimeMicros, fact.PollOpened);
                break;
            case Fact.KindOneofCase.BallotCast:
                Require(Phase.Open);
                _chain.Add(entry, leaf, opening, entry.TimeMicros >= _opensAt && entry.TimeMicros < UntilOf(fact.BallotCast));
                break;
            case Fact.KindOneofCase.PollClosed:
                Close(entry.TimeMicros, fact.PollClosed);
                break;
            case Fact.KindOneofCase.BallotStruck:
                Strike(fact.BallotStruck);
                break;
            case Fact.KindOneofCase.ResultDeclared:
                Decide(fact.ResultDeclared);
                break;
            case Fact.KindOneofCase.PollVoided:
                Require(Phase.Open, Phase.Closed, Phase.Decided);
                (IsVoided, Voided) = (true, fact.PollVoided);
                break;
            case Fact.KindOneofCase.EvidenceErased:
                Erase(entry.TimeMicros);
                break;
            case >= Fact.KindOneofCase.PaperIssued and <= Fact.KindOneofCase.PaperSpoiled:
                Require(Phase.Announced, Phase.Open);
                Papers.Apply(entry);
                break;
        }
    }

    private void Extend(long opensAt, long closesAt, long papersUntil)
    {
        (_opensAt, _closesAt) = (opensAt, closesAt);
        _papersUntil = papersUntil != 0 ? papersUntil : _papersUntil;
    }

    /// <summary>Papers that were handed in before the close are entered for the rule's days after it.</summary>
    private long UntilOf(BallotCast cast)
    {
        if (cast.Channel != BallotChannel.Paper)
        {
            return _closesAt;
        }

        return _papersUntil != 0 ? _papersUntil : _closesAt + (_pack!.PaperEntryDays * DayMicros);
    }

    /// <summary>Takes devices and authorisations, which belong to people and to no poll; false for everything else.</summary>
    private bool IsOfPeople(Entry entry)
    {
        switch (entry.Fact.KindCase)
        {
            case Fact.KindOneofCase.DeviceRegistered:
                _devices.Register(entry);
                return true;
            case Fact.KindOneofCase.DeviceRevoked:
                _devices.Revoke(entry.Fact.DeviceRevoked);
                return true;
            case Fact.KindOneofCase.ProxyAuthorized:
                _proxies.Authorize(entry);
                return true;
            case Fact.KindOneofCase.ProxyRevoked:
                _proxies.Revoke(entry.Fact.ProxyRevoked);
                return true;
            default:
                return false;
        }
    }

    // 0 is the poll of nothing: it is never that of a bundle.
    private static long PollOf(Entry entry) => entry.Fact.KindCase switch
    {
        Fact.KindOneofCase.PollAnnounced => entry.Sequence,
        Fact.KindOneofCase.PollExtended => entry.Fact.PollExtended.Poll,
        Fact.KindOneofCase.PollOpened => entry.Fact.PollOpened.Poll,
        Fact.KindOneofCase.BallotCast => entry.Fact.BallotCast.Poll,
        Fact.KindOneofCase.PollClosed => entry.Fact.PollClosed.Poll,
        Fact.KindOneofCase.BallotStruck => entry.Fact.BallotStruck.Poll,
        Fact.KindOneofCase.ResultDeclared => entry.Fact.ResultDeclared.Poll,
        Fact.KindOneofCase.PollVoided => entry.Fact.PollVoided.Poll,
        Fact.KindOneofCase.PaperIssued => entry.Fact.PaperIssued.Poll,
        Fact.KindOneofCase.PaperReturned => entry.Fact.PaperReturned.Poll,
        Fact.KindOneofCase.PaperEntered => entry.Fact.PaperEntered.Poll,
        Fact.KindOneofCase.PaperEntryVoided => entry.Fact.PaperEntryVoided.Poll,
        Fact.KindOneofCase.PaperSpoiled => entry.Fact.PaperSpoiled.Poll,
        Fact.KindOneofCase.PaperCountFinished => entry.Fact.PaperCountFinished.Poll,
        Fact.KindOneofCase.EvidenceErased => entry.Fact.EvidenceErased.Poll,
        Fact.KindOneofCase.ScrutineerNamed => entry.Fact.ScrutineerNamed.Poll,
        Fact.KindOneofCase.ScrutineerRemoved => entry.Fact.ScrutineerRemoved.Poll,
        _ => 0,
    };

    private void Require(params ReadOnlySpan<Phase> phases) => Broken.Unless(phases.Contains(_phase), BundleFault.PollOrder);

    private void Announce(PollAnnounced announced)
    {
        Require(Phase.None);
        _phase = Phase.Announced;
        Announced = announced;
        Broken.Unless((announced.Secrecy == Secrecy.Open) == (_header.Kind == BundleHeader.Open) || !_header.HasOpenings, BundleFault.KindSecrecy);
        CheckRule(announced);
        try
        {
            _pack = RulePack.Parse(_rule);
        }
        catch (FormatException fault)
        {
            throw new Broken(BundleFault.RuleForm, found: fault.Message);
        }

        Extend(announced.OpensAtMicros, announced.ClosesAtMicros, 0);
        (_proxies.Matter, _proxies.MaxProxies) = (announced.Matter, _pack.MaxProxies);
        _chain.RequiresSignature = _pack.BallotSignature == BallotSignature.Required;
        Broken.Unless(QuestionCheck.IsAnnounced(announced.Questions), BundleFault.QuestionForm);
        _chain.Choices = new ChoiceBook(announced);
    }

    /// <summary>A composed rule stands in the announcement itself; before there were any, the hash of the pack did.</summary>
    private void CheckRule(PollAnnounced announced)
    {
        var isComposed = !announced.EffectiveRule.IsEmpty || !announced.EffectiveRuleHash.IsEmpty;
        var pinned = isComposed ? announced.EffectiveRuleHash : announced.RulePackHash;
        Broken.UnlessSame(pinned.Span, SHA256.HashData(_rule), BundleFault.RuleHash);
        Broken.Unless(!isComposed || announced.EffectiveRule.Span.SequenceEqual(_rule), BundleFault.RuleHash);
    }

    private void Open(long micros, PollOpened opened)
    {
        Require(Phase.Announced);
        _phase = Phase.Open;
        _opened = opened;
        Broken.Unless(micros >= _opensAt, BundleFault.OpenTime);
        Broken.UnlessSame(opened.RollRoot.Span, _roll.Root(), BundleFault.RollRoot);
        Broken.UnlessSame(opened.VoterCount, _roll.Count, BundleFault.RollTotals);
        Broken.Unless(_roll.TotalHeads <= opened.EntitledHeadcount && _roll.TotalArea <= opened.EntitledAreaCm2, BundleFault.RollTotals);
    }

    private void Close(long micros, PollClosed closed)
    {
        Require(Phase.Open);
        _phase = Phase.Closed;
        _closedAt = micros;
        Broken.Unless(Papers.IsSettled, BundleFault.PaperCount);
        Broken.Unless(micros >= _closesAt, BundleFault.CloseTime);
        Broken.UnlessSame(closed.BallotCount, _chain.Count, BundleFault.CloseCount);
        Broken.UnlessSame(closed.LastLeaf.Span, _chain.LastLeaf, BundleFault.CloseLast);
        var count = _roll.Tally(_chain.Choices.Count);
        Broken.UnlessSame(closed.VotedHeadcount, count.VotedHeads, BundleFault.CloseTurnout);
        Broken.UnlessSame(closed.VotedAreaCm2, count.VotedArea, BundleFault.CloseTurnout);
    }

    private void Erase(long micros)
    {
        Require(Phase.Decided);
        Broken.Unless(!IsErased, BundleFault.PollOrder);
        IsErased = true;
        Broken.Unless(micros >= _closedAt + (_pack!.EvidenceDays * DayMicros), BundleFault.EvidenceTime);
    }

    /// <summary>A ballot that counted until now does no more; another result has to follow.</summary>
    private void Strike(BallotStruck struck)
    {
        Require(Phase.Closed, Phase.Decided);
        _phase = Phase.Closed;
        var row = _roll.IndexOf(struck.Voter);
        Broken.Unless(row >= 0 && struck.Ordinal > 0 && _roll.OrdinalOf(row) == struck.Ordinal, BundleFault.StruckBallot);
        _roll.Strike(row);
        Struck++;
    }

    private void Decide(ResultDeclared result)
    {
        Require(Phase.Closed);
        _phase = Phase.Decided;
        Result = result;
        _count = _roll.Tally(_chain.Choices.Count);
        Broken.Unless(!_header.HasOpenings || _count.Unopened == 0, BundleFault.OpeningMissing);
        if (Announced.Questions.Count > 0)
        {
            DecideQuestions(result);
            return;
        }

        CheckTally(result);
        var isKnown = _header.HasOpenings || !result.Withheld;
        var tally = isKnown ? TallyOf(Tally) : Silent(_count);
        var mayWithhold = Announced.Secrecy == Secrecy.Confidential && _pack!.WithholdBelow > 0;
        Broken.Unless(result.Withheld == (isKnown ? mayWithhold && Withholding.Applies(_pack!, tally) : mayWithhold), BundleFault.ResultWithheld);
        var verdict = Verdict.Decide(_pack!, tally);
        CheckClauses(result, verdict, isKnown);
        Clauses = isKnown ? verdict.Clauses : [.. verdict.Clauses.Where(clause => clause.Clause.Kind == ClauseKind.Participation)];
        Broken.Unless(result.Passed == (isKnown ? verdict.Passed : result.Findings.All(finding => finding.Held)), BundleFault.ResultVerdict);
        Broken.Unless(!isKnown || result.PassedByReturned == (verdict.WithSilent is not null && verdict.PassedByReturned), BundleFault.ResultVerdict);
        var silent = verdict.WithSilent is { } counted && !result.Withheld ? ListOf(counted) : [];
        Broken.Unless(silent.SequenceEqual(CountsOf(result.SilentTally)), BundleFault.ResultTally);
    }

    /// <summary>The rule says whether enough took part; what they chose is each question's own outcome.</summary>
    private void DecideQuestions(ResultDeclared result)
    {
        Broken.Unless(result.Tally.Count == 0, BundleFault.ResultTally);
        var silent = Silent(_count);
        var check = new OutcomeCheck(_pack!, Announced, _announcementLeaf, silent.Electorate, _count);
        var counted = _header.HasOpenings ? Counted(silent.Electorate.TotalHeadcount) : null;
        Broken.Unless(check.MayBe(result, counted), BundleFault.ResultWithheld);
        Clauses = [.. _pack!.Clauses.Where(clause => clause.Kind == ClauseKind.Participation).Select(clause => Verdict.Measure(clause, silent))];
        var isValid = Clauses.All(clause => clause.IsHeld);
        CheckClauses(result, new Verdict(isValid, Clauses), isKnown: true);
        Broken.Unless(result.Passed == isValid, BundleFault.ResultVerdict);
        Broken.Unless(result.PassedByReturned == (isValid && _pack.CountSilent != CountSilent.Off), BundleFault.ResultVerdict);
        Broken.Unless(result.SilentTally.Count == 0, BundleFault.ResultTally);
        Outcomes = check.Run(result, counted, isValid);
    }

    private IReadOnlyList<CountedQuestion> Counted(long entitled)
    {
        try
        {
            var boxes = new AnswerBoxes(Announced.Questions);
            foreach (var (place, choice) in _chain.Choices.Answers.Index().Where(choice => _count.Heads[choice.Index] > 0))
            {
                boxes.Add(choice, _count.Heads[place], _count.Areas[place]);
            }

            return boxes.Count(_announcementLeaf, entitled);
        }
        catch (OverflowException fault)
        {
            // More persons or money than any neighbourhood has: no count of ours could have come to this result.
            throw new Broken(BundleFault.OutcomeCount, found: fault.Message);
        }
    }

    /// <summary>Of a withheld result the clauses of consent tell only whether they held; where no ballot is opened even that is the server's word.</summary>
    private static void CheckClauses(ResultDeclared result, Verdict verdict, bool isKnown)
    {
        Broken.Unless(result.Findings.Count == verdict.Clauses.Count, BundleFault.ResultClause);
        foreach (var (clause, finding) in verdict.Clauses.Zip(result.Findings))
        {
            var isShown = !result.Withheld || clause.Clause.Kind == ClauseKind.Participation;
            var expected = new ClauseFinding { Clause = clause.Clause.Id, Held = isKnown || isShown ? clause.IsHeld : finding.Held };
            if (isShown)
            {
                (expected.Have, expected.Base, expected.Shortfall) = (clause.Have, clause.Base, clause.Shortfall);
            }

            Broken.Unless(expected.Equals(finding), BundleFault.ResultClause);
        }
    }

    /// <summary>Where the ballots are opened the tally is counted; where they are not, the one declared must add up to who voted.</summary>
    private void CheckTally(ResultDeclared result)
    {
        var declared = CountsOf(result.Tally);
        var counted = _chain.Choices.Options.Select((option, i) => new OptionCount(option, _count.Heads[i], _count.Areas[i])).ToList();
        Tally = _header.HasOpenings ? counted : declared;
        if (result.Withheld)
        {
            Broken.Unless(declared.Count == 0, BundleFault.ResultTally);
            return;
        }

        Broken.Unless(declared.Select(option => option.Option).SequenceEqual(_chain.Choices.Options), BundleFault.ResultTally);
        Broken.Unless(declared.TrueForAll(option => option.Headcount >= 0 && option.AreaCm2 >= 0), BundleFault.ResultTally);
        Broken.Unless(!_header.HasOpenings || declared.SequenceEqual(counted), BundleFault.ResultTally);
        var heads = declared.Aggregate((Int128)0, (sum, option) => sum + option.Headcount);
        var area = declared.Aggregate((Int128)0, (sum, option) => sum + option.AreaCm2);
        Broken.Unless(heads == _count.VotedHeads && area == _count.VotedArea, BundleFault.ResultTurnout);
    }

    private static List<OptionCount> CountsOf(IEnumerable<V1.OptionTally> tally) =>
        [.. tally.Select(option => new OptionCount(option.Option, option.Headcount, option.AreaCm2))];

    private static List<OptionCount> ListOf(Tally tally) =>
        [Of("yes", tally.Yes), Of("no", tally.No), Of("abstain", tally.Abstain)];

    private static OptionCount Of(string option, OptionTally counted) => new(option, counted.Count, counted.AreaCm2);

    /// <summary>Who took part, whatever they chose.</summary>
    private Tally Silent(Count count) =>
        Rules.Statutes.Tally.Empty(new Rules.Statutes.Electorate(_opened.EntitledAreaCm2, _opened.EntitledHeadcount)) with
        {
            Abstain = new OptionTally(count.VotedArea, count.VotedHeads),
        };

    private Tally TallyOf(IReadOnlyList<OptionCount> tally)
    {
        return new Tally(new Rules.Statutes.Electorate(_opened.EntitledAreaCm2, _opened.EntitledHeadcount), Of("yes"), Of("no"), Of("abstain"));

        OptionTally Of(string option) => tally.FirstOrDefault(one => one.Option == option) is { } one ? new(one.AreaCm2, one.Headcount) : default;
    }
}
