using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Petitions;
using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Freezes question, options, rule pack and draft roll of a poll, and starts notice and objections.</summary>
/// <param name="proposalRequest">What the proposal named in the request asks for; empty where none is named.</param>
/// <param name="proposalText">The entry that text was taken from; 0 where none is named.</param>
public sealed class AnnouncePoll(string proposalRequest, long proposalText) : ICommand<CommunityState, AnnouncePollRequest, Poll>
{
    private const string AdvisoryPack = "simple-majority";

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, AnnouncePollRequest request)
    {
        var (asked, barred) = PetitionedPoll.Of(context, request);
        return barred is not null ? barred : DecideOn(context, asked);
    }

    private Decision DecideOn(CommandContext<CommunityState> context, AnnouncePollRequest request)
    {
        var (rule, matter, unruled) = MatterRule.Of(context.State.Rules, request, context.NowMicros);
        if (rule is null)
        {
            return unruled!;
        }

        if (ProposalRefused(context.State, request) is { } refused)
        {
            return refused;
        }

        var question = request.Question.Trim() is { Length: > 0 } asked ? asked : proposalRequest.Trim();
        if (question.Length == 0)
        {
            return Refusal.BadField("question", FieldProblem.Required);
        }

        if (StandingRefused(request, rule) is { } unfit)
        {
            return unfit;
        }

        var (questions, unanswerable) = QuestionCheck.Of(request.Questions);
        if (unanswerable is not null)
        {
            return Refusal.Of(unanswerable);
        }

        var times = PollTimes.Of(request, rule, context.NowMicros);
        return times.Refusal is { } untimely ? untimely : Announced(context, request, rule, matter, question, questions, times);
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, AnnouncePollRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(PollView.Of(context, context.State.Polls.Find(made[0].Sequence)!));

    private static Decision Announced(
        CommandContext<CommunityState> context, AnnouncePollRequest request, Rules.Statutes.RulePack rule, string matter, string question,
        IReadOnlyList<Question> questions, PollTimes times)
    {
        var (part, interested, unknown) = InterestedParts.Of(context.State, request, rule);
        if (unknown is not null)
        {
            return unknown;
        }

        var roll = part == 0
            ? RollDraft.Of(context.State.Residents, rule.Electorate)
            : RollDraft.OfOwners(interested.Select(id => context.State.Residents.Households[id]));
        if (roll.Rows.Voters.Count == 0)
        {
            return new Refusal(ErrorReason.RollEmpty, "rule_pack");
        }

        roll.Poll = context.NextSequence;
        var source = rule.Sources[0];
        var announced = new PollAnnounced
        {
            Question = question,
            Options = { questions.Count == 0 ? PollOptions.All : [] },
            Questions = { questions },
            Notice = request.Notice.Trim(),
            Proposal = Names.IdIn(request.Proposal, "proposals"),
            RulePack = source.Id,
            RulePackVersion = RulePackView.VersionOf(source.Version),
            RulePackHash = UnsafeByteOperations.UnsafeWrap(Convert.FromHexString(source.Hash)),
            Matter = matter,
            EffectiveRule = UnsafeByteOperations.UnsafeWrap(rule.Bytes),
            EffectiveRuleHash = UnsafeByteOperations.UnsafeWrap(rule.Hash),
            Household = part,
            Petition = Names.IdIn(request.Petition, "petitions"),
            InterestedHouseholds = { interested },
            Secrecy = request.Secrecy,
            BindingStatus = request.BindingStatus,
            ObjectionsUntilMicros = times.ObjectionsUntilMicros,
            OpensAtMicros = times.OpensAtMicros,
            ClosesAtMicros = times.ClosesAtMicros,
            AnnouncedBy = context.Me().Id,
            EntitledHeadcount = roll.TotalHeadcount,
            EntitledAreaCm2 = roll.TotalAreaCm2,
        };
        return announced.CalculateSize() + roll.CalculateSize() <= PollLimits.AnnouncementBytes
            ? Decision.Of(new Fact { PollAnnounced = announced }).Add(new Fact { RollDrafted = roll })
            : Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.AnnouncementBytes, "rule_pack");
    }

    private Refusal? ProposalRefused(CommunityState state, AnnouncePollRequest request)
    {
        if (request.Proposal.Length == 0)
        {
            return null;
        }

        var proposal = state.Owns(request.Proposal) ? Names.IdIn(request.Proposal, "proposals") : 0;
        return state.Proposals.StateOf(proposal) switch
        {
            // A draft is its author's alone.
            Proposal.Types.State.Unspecified or Proposal.Types.State.Draft => Refusal.NotFound("proposal"),
            Proposal.Types.State.Tabled when state.Polls.IsLiveOn(proposal) => Refusal.With(ErrorReason.WrongState, "state", "POLL_LIVE", "proposal"),
            Proposal.Types.State.Tabled when state.Proposals.TextOf(proposal) != proposalText => new Refusal(ErrorReason.EtagMismatch, "proposal"),
            Proposal.Types.State.Tabled => null,
            var other => Refusal.With(ErrorReason.WrongState, "state", other, "proposal"),
        };
    }

    /// <summary>What a poll may claim to be: no vote of owners binds by the neighbourhood's own rules, and no survey binds at all.</summary>
    private static Refusal? StandingRefused(AnnouncePollRequest request, Rules.Statutes.RulePack rule)
    {
        if (request.Secrecy is not (Secrecy.Open or Secrecy.Confidential))
        {
            return Refusal.BadField("secrecy", FieldProblem.UnknownValue);
        }

        if (!Enum.IsDefined(request.BindingStatus) || request.BindingStatus is BindingStatus.Unspecified or BindingStatus.Revoked)
        {
            return Refusal.BadField("binding_status", FieldProblem.UnknownValue);
        }

        if (rule.Electorate == ElectorateKind.Owners && request.BindingStatus == BindingStatus.BindingByOwnRules)
        {
            return Refusal.BadField("binding_status", FieldProblem.OwnersNeedStatute);
        }

        return rule.Id == AdvisoryPack && request.BindingStatus != BindingStatus.Advisory
            ? Refusal.BadField("binding_status", FieldProblem.AdvisoryOnly)
            : null;
    }
}
