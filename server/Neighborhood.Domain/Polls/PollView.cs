using Neighborhood.Domain.Core;
using Neighborhood.Domain.Renovation;
using Neighborhood.Questions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>A poll as the contract shows it. All of it is in the state, so it is complete when it leaves the mailbox.</summary>
internal static class PollView
{
    /// <summary>The poll of this name, or null. Every ballot asks this, so nothing is allocated.</summary>
    public static PollInfo? Poll(this CommunityState state, string name)
    {
        const int prefix = 12; // "communities/", of which IdIn made sure
        return state.Polls.Find(Names.IdIn(name, "polls")) is { } poll
            && name.AsSpan(prefix).StartsWith(state.Id, StringComparison.Ordinal) && name[prefix + state.Id.Length] == '/'
            ? poll
            : null;
    }

    /// <summary>The poll as an answer.</summary>
    public static Reading<Poll> Answer(QueryContext<CommunityState> context, string name) => Reading.Of(Of(context, context.State.Poll(name)!));

    /// <summary>The poll in a list: without questions and the explanations of counts, which are long.</summary>
    public static Poll BriefOf(QueryContext<CommunityState> context, PollInfo poll)
    {
        var brief = Of(context, poll, poll.BriefResult, poll.Turnout);
        if (poll.Form.Questions.Count > 0)
        {
            brief.Questions.Clear();
        }

        return brief;
    }

    /// <summary>A result without the explanations of counts.</summary>
    public static Result BriefOf(Result result)
    {
        if (result.Outcomes.Count == 0)
        {
            return result;
        }

        var brief = new Result(result);
        foreach (var outcome in brief.Outcomes)
        {
            outcome.ClearCount();
        }

        return brief;
    }

    /// <summary>The poll as this caller sees it.</summary>
    public static Poll Of(QueryContext<CommunityState> context, PollInfo poll) => Of(context, poll, poll.Result, poll.Turnout);

    /// <summary>The same of an open poll, with the turnout at what is durable.</summary>
    public static Poll DurableOf(QueryContext<CommunityState> context, PollInfo poll) => Of(context, poll, poll.Result, poll.DurableTurnout);

    private static Poll Of(QueryContext<CommunityState> context, PollInfo poll, Result? result, PollTurnout turnout)
    {
        var (state, announced) = (context.State, poll.Announced);
        var paper = state.Me(context.Caller) is { } me ? poll.Papers?.Of(me.Id) : null;
        return new Poll
        {
            Name = Names.Of(state.Id, "polls", poll.Id),
            Question = announced.Question,
            Options = { announced.Options },
            Proposal = Names.Of(state.Id, "proposals", announced.Proposal),
            RulePack = poll.Shown,
            Secrecy = announced.Secrecy,
            BindingStatus = poll.Ruling is null ? announced.BindingStatus : BindingStatus.Revoked,
            State = poll.State,
            AnnounceTime = Times.Timestamp(poll.AnnouncedMicros),
            ObjectionsUntil = Times.Timestamp(poll.ObjectionsUntilMicros),
            OpensAt = Times.Timestamp(poll.OpensAtMicros),
            ClosesAt = Times.Timestamp(poll.ClosesAtMicros),
            CloseTime = Times.TimestampOrNull(poll.ClosedMicros),
            Turnout = TurnoutOf(poll, turnout),
            Result = ResultOf(poll, result, context.NowMicros),
            Reason = poll.Reason,
            AnnouncedBy = state.Person(announced.AnnouncedBy),
            RollRoot = poll.RollRoot,
            VotedByMe = HasVoted(state, context.Caller, poll),
            Notice = announced.Notice,
            AnnounceSequence = poll.Id,
            PostedNotices = { poll.PostedNotices.Select(notice => Of(state, notice)) },
            SignatureRequired = poll.RequiresSignature,
            Matter = announced.Matter,
            Gates = { PollGates.Of(poll, context.NowMicros).Select(Of) },
            EffectiveRuleHash = announced.EffectiveRuleHash,
            Household = Names.Of(state.Id, "households", announced.Household),
            Petition = Names.Of(state.Id, "petitions", announced.Petition),
            Scrutineers = { poll.Scrutineers.Select(state.Person) },
            StruckBallots = { poll.Struck.Select(struck => Of(state, struck)) },
            MyPaper = paper?.Serial ?? 0,
            MyPaperState = paper?.State ?? PaperState.Unspecified,
            RenovationItems = { state.Renovation.ItemsOf(poll.Id).Select(link => state.ItemName(link.Menu.Id, link.Item.Content.Number)) },
            PaperEntryUntil = poll.Papers is null ? null : Times.Timestamp(poll.PaperEntryUntilMicros),
            Questions = { PollQuestions.Of(announced) },
            ChoiceBytes = poll.Form.SizeBytes,
            AnnouncementLeaf = poll.AnnouncementLeaf,
            EvidenceUntil = Times.TimestampOrNull(poll.EvidenceUntilMicros),
            EvidenceErased = poll.IsEvidenceErased,
            EvidenceReason = poll.Extended?.Reason ?? "",
            Ruling = poll.Ruling is null ? null : Of(poll.Ruling),
        };
    }

    /// <summary>The result of a declaration, each finding with the words of its clause.</summary>
    public static Result ResultOf(PollInfo poll, ResultDeclared declared, long sequence, long timeMicros)
    {
        var clauses = poll.Shown.Clauses;
        var silent = poll.Pack.Origins.FirstOrDefault(origin => origin.Field == "countSilent");
        return new Result
        {
            Passed = declared.Passed,
            Tally = { declared.Tally },
            Clauses = { declared.Findings.Select(finding => Of(finding, clauses.Single(clause => clause.Id == finding.Clause))) },
            BallotCount = poll.BallotCount,
            LastBallotLeaf = poll.LastLeaf,
            Sequence = sequence,
            CloseSequence = poll.CloseSequence,
            Time = Times.Timestamp(timeMicros),
            SilentTally = { declared.SilentTally },
            SilentArticle = silent?.Article.Zh ?? "",
            SilentArticleEn = silent?.Article.En ?? "",
            PassedByReturned = poll.Pack.CountSilent == Rules.Statutes.CountSilent.Off ? declared.Passed : declared.PassedByReturned,
            Withheld = declared.Withheld,
            TallyCommitment = declared.TallyCommitment,
            Outcomes = { declared.Outcomes },
        };
    }

    /// <summary>The result as it stands now: provisional as long as a ballot may be struck.</summary>
    private static Result? ResultOf(PollInfo poll, Result? result, long nowMicros)
    {
        if (result is null || PollGates.VoterList(poll, nowMicros) is not { } gate)
        {
            return result;
        }

        return new Result(result) { Provisional = gate.State != Gate.Types.State.Met, ProvisionalUntil = Times.Timestamp(gate.UntilMicros) };
    }

    private static StruckBallot Of(CommunityState state, StruckInfo info) => new()
    {
        Ordinal = info.Struck.Ordinal,
        Voter = state.Person(info.Struck.Voter),
        Reason = info.Struck.Reason,
        Time = Times.Timestamp(info.TimeMicros),
        Sequence = info.Sequence,
    };

    private static CourtRuling Of(PollVoided voided) => new()
    {
        Court = voided.Court,
        CaseNumber = voided.CaseNumber,
        RuledAt = Times.Timestamp(voided.RuledMicros),
    };

    private static PostedNotice Of(CommunityState state, NoticeInfo notice) => new()
    {
        Kind = notice.Posted.Kind,
        Place = notice.Posted.Place,
        PostedAt = Times.Timestamp(notice.Posted.PostedMicros),
        PhotoSha256 = notice.Posted.PhotoSha256,
        RecordedBy = state.Person(notice.Posted.ByResident),
        RecordTime = Times.Timestamp(notice.TimeMicros),
        Sequence = notice.Sequence,
    };

    private static Gate Of(PollGate gate) => new()
    {
        Kind = gate.Kind,
        State = gate.State,
        Until = Times.TimestampOrNull(gate.UntilMicros),
        Unanswered = gate.Unanswered,
    };

    private static ClauseResult Of(ClauseFinding finding, RuleClause clause) => new()
    {
        Clause = clause,
        Held = finding.Held,
        Have = finding.Have,
        Base = finding.Base,
        Shortfall = finding.Shortfall,
    };

    private static Turnout TurnoutOf(PollInfo poll, PollTurnout turnout) => new()
    {
        EntitledHeadcount = poll.Roll.TotalHeadcount,
        EntitledAreaCm2 = poll.Roll.TotalAreaCm2,
        VotedHeadcount = turnout.Headcount,
        VotedAreaCm2 = turnout.AreaCm2,
        BallotCount = turnout.Ballots,
    };

    private static bool HasVoted(CommunityState state, Caller caller, PollInfo poll) =>
        state.Me(caller) is { } me && poll.Roll.IndexOf(me.Id) is >= 0 and var index && poll.Roll[index].HasVoted;
}
