using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Polls.Bundles;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using OptionTally = Neighborhood.V1.OptionTally;
using RollRow = Neighborhood.Domain.Polls.RollRow;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Testing.Recounting;

/// <content>The facts of the poll, as an honest server makes them.</content>
public sealed partial class ForgedPoll
{
    private ProxyAuthorized Given(long principal, long proxy)
    {
        using var device = DeviceOf(principal);
        var statement = SignedStatement.Proxy(Ledger, principal, proxy, ClosesMicros, [Poll], []);
        return new ProxyAuthorized
        {
            Principal = principal,
            Proxy = proxy,
            Polls = { Poll },
            ValidUntilMicros = ClosesMicros,
            Device = FirstDevice + Roll.FindIndex(row => row.Voter == principal),
            Signature = ByteString.CopyFrom(device.Sign(statement)),
        };
    }

    /// <summary>The device of a voter, or a further one.</summary>
    public static DeviceKey DeviceOf(long voter, int number = 0)
    {
        var seed = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(seed, voter);
        BinaryPrimitives.WriteInt32BigEndian(seed.AsSpan(8), number);
        return DeviceKey.Import(MerkleHash.Leaf(seed));
    }

    /// <summary>The registration of a device, without an approval.</summary>
    public static DeviceRegistered Registered(long voter, int number = 0)
    {
        using var device = DeviceOf(voter, number);
        return new DeviceRegistered
        {
            Resident = voter,
            PublicKey = ByteString.CopyFrom(device.PublicKey.Span),
            ActiveFromMicros = AnnouncedMicros,
            PossessionSignature = ByteString.CopyFrom(device.Sign(SignedStatement.Possession(Ledger, voter, device.PublicKey.Span))),
        };
    }

    private PollAnnounced Announced()
    {
        var announced = AnnouncedUnderPack();
        if (IsComposed)
        {
            announced.EffectiveRule = ByteString.CopyFrom(Pack.Bytes.Span);
            announced.EffectiveRuleHash = ByteString.CopyFrom(Pack.Hash.Span);
            announced.RulePackHash = ByteString.CopyFrom(Seed);
        }

        return announced;
    }

    private PollAnnounced AnnouncedUnderPack() => new()
    {
        Question = "同意安装充电桩吗？",
        Questions = { Pinned },
        Options = { (Questions.Count > 0 ? [] : Options).Select(option => new Option { Id = option, LabelZh = option, LabelEn = option }) },
        RulePack = Pack.Id,
        RulePackVersion = RulePackView.VersionOf(Pack.Version),
        RulePackHash = ByteString.CopyFrom(Pack.Hash.Span),
        Secrecy = Secrecy,
        BindingStatus = BindingStatus.Advisory,
        OpensAtMicros = OpensMicros,
        ClosesAtMicros = ClosesMicros,
        EntitledHeadcount = TotalHeads,
        EntitledAreaCm2 = TotalArea,
    };

    private long TotalHeads => Roll.Sum(row => (long)row.Heads);

    private long TotalArea => Roll.Sum(row => row.AreaCm2);

    private PollOpened Opened()
    {
        var tree = new TreeFrontier();
        foreach (var (row, index) in Roll.Select((row, index) => (row, index)))
        {
            tree.Add(MerkleHash.Leaf(RollCommitment.Row(Ledger, Poll, row.Voter, row.AreaCm2, row.Heads, RollCommitment.Salt(Seed, index))));
        }

        var root = new byte[MerkleHash.Size];
        tree.Root(root);
        return new PollOpened
        {
            Poll = Poll,
            RollRoot = ByteString.CopyFrom(root),
            EntitledHeadcount = TotalHeads,
            EntitledAreaCm2 = TotalArea,
            VoterCount = Roll.Count,
        };
    }

    private IEnumerable<(RollRow Row, Choice Choice)> Votes =>
        Roll.Where(row => _counted.ContainsKey(row.Voter) && !_struck.Contains(row.Voter)).Select(row => (row, _counted[row.Voter].Choice));

    private ChoiceForm Form => ChoiceForm.Of(Pinned);

    /// <summary>The questions as they are announced.</summary>
    public IReadOnlyList<Question> Pinned => QuestionCheck.Of(Questions).Announced;

    private PollClosed Closed() => new()
    {
        Poll = Poll,
        BallotCount = _ordinal,
        LastLeaf = ByteString.CopyFrom(_lastLeaf),
        VotedHeadcount = Votes.Sum(vote => (long)vote.Row.Heads),
        VotedAreaCm2 = Votes.Sum(vote => vote.Row.AreaCm2),
    };

    private ResultDeclared Declared() => Questions.Count > 0 ? Answered() : Decided();

    private ResultDeclared Answered()
    {
        var boxes = new AnswerBoxes(Pinned);
        foreach (var (row, choice) in Votes)
        {
            boxes.Add(choice, row.Heads, row.AreaCm2);
        }

        var all = new Rules.Statutes.OptionTally(Votes.Sum(vote => vote.Row.AreaCm2), Votes.Sum(vote => (long)vote.Row.Heads));
        var tally = Tally.Empty(new Rules.Statutes.Electorate(TotalArea, TotalHeads)) with { Abstain = all };

        var isConfidential = Secrecy == Secrecy.Confidential;
        var counted = boxes.Count(_tree.LeafAt(Poll), TotalHeads);
        var isWithheld = isConfidential && counted.Any(question => OutcomeVerdict.IsWithheld(Pack, tally.Electorate, question));
        var clauses = Pack.Clauses.Where(clause => clause.Kind == ClauseKind.Participation).Select(clause => Verdict.Measure(clause, tally)).ToList();
        var isValid = clauses.TrueForAll(clause => clause.IsHeld);
        var outcomes = counted.Select(question => OutcomeVerdict.Of(Pack, isConfidential, tally.Electorate, question, isValid));
        return new ResultDeclared
        {
            Poll = Poll,
            Passed = isValid,
            PassedByReturned = isValid && Pack.CountSilent != CountSilent.Off,
            Withheld = isWithheld,
            Findings = { clauses.Select(clause => FindingOf(clause, isWithheld)) },
            Outcomes = { isWithheld ? outcomes.Select(OutcomeVerdict.Brief) : outcomes },
        };
    }

    private ResultDeclared Decided()
    {
        var tally = Tally.Empty(new Rules.Statutes.Electorate(TotalArea, TotalHeads));
        foreach (var (row, option) in Votes)
        {
            tally = tally.Plus((BallotChoice)Array.IndexOf(Options, option.Option), row.AreaCm2);
        }

        var verdict = Verdict.Decide(Pack, tally);
        var isWithheld = Secrecy == Secrecy.Confidential && Withholding.Applies(Pack, tally);
        return new ResultDeclared
        {
            Poll = Poll,
            Passed = verdict.Passed,
            Tally = { isWithheld ? [] : ListOf(tally) },
            SilentTally = { verdict.WithSilent is { } silent && !isWithheld ? ListOf(silent) : [] },
            PassedByReturned = verdict.WithSilent is not null && verdict.PassedByReturned,
            Withheld = isWithheld,
            Findings = { verdict.Clauses.Select(clause => FindingOf(clause, isWithheld)) },
        };

        static OptionTally[] ListOf(Tally tally) => [Of("yes", tally.Yes), Of("no", tally.No), Of("abstain", tally.Abstain)];
        static OptionTally Of(string option, Rules.Statutes.OptionTally counted) =>
            new() { Option = option, Headcount = counted.Count, AreaCm2 = counted.AreaCm2 };
    }

    private static ClauseFinding FindingOf(Rules.Statutes.ClauseResult clause, bool isWithheld) => isWithheld && clause.Clause.Kind == ClauseKind.Consent
        ? new ClauseFinding { Clause = clause.Clause.Id, Held = clause.IsHeld }
        : new ClauseFinding
        {
            Clause = clause.Clause.Id,
            Held = clause.IsHeld,
            Have = clause.Have,
            Base = clause.Base,
            Shortfall = clause.Shortfall,
        };
}
