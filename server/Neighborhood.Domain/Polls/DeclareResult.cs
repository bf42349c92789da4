using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Renovation;
using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using OptionTally = Neighborhood.V1.OptionTally;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Declares what a counted poll decided. No rpc: the ledger does it itself once it has counted. A proposal follows the verdict unless the poll is
/// advisory, which decides nothing by itself.
/// </summary>
/// <param name="counted">The count.</param>
public sealed class DeclareResult(CountedPoll counted) : ICommand<CommunityState, GetPollRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, GetPollRequest request)
    {
        if (context.State.Polls.Find(counted.Poll) is not { } poll || context.State.Poll(request.Name) != poll)
        {
            return Refusal.NotFound("name");
        }

        if (poll.State != Poll.Types.State.Closed || !IsOf(poll))
        {
            return Refusal.WrongState(poll.State);
        }

        var declared = counted.Questions.Count == 0 ? Declared(poll, Verdict.Decide(poll.Pack, counted.Tally)) : Answered(poll);
        var isAdopted = declared.Passed && declared.Outcomes.All(outcome => outcome.Passed);
        var decision = Declare(context, poll, declared).DecideItems(context.State, poll, declared);
        var announced = poll.Announced;
        return announced.BindingStatus != BindingStatus.Advisory && context.State.Proposals.StateOf(announced.Proposal) == Proposal.Types.State.Tabled
            ? decision.Add(new Fact { ProposalDecided = new() { Proposal = announced.Proposal, Adopted = isAdopted, Poll = poll.Id } })
            : decision;
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, GetPollRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);

    private bool IsOf(PollInfo poll) =>
        poll.BallotCount == counted.BallotCount && poll.LastLeaf.Equals(counted.LastLeaf) && poll.Struck.Length == counted.StruckCount;

    private bool IsWithheld(Rules.Statutes.RulePack pack) => counted.Questions.Count == 0
        ? Withholding.Applies(pack, counted.Tally)
        : counted.Questions.Any(question => OutcomeVerdict.IsWithheld(pack, counted.Tally.Electorate, question));

    private Decision Declare(CommandContext<CommunityState> context, PollInfo poll, ResultDeclared declared)
    {
        if (poll.Announced.Secrecy != Secrecy.Confidential || !IsWithheld(poll.Pack))
        {
            return Decision.Of(new Fact { ResultDeclared = declared });
        }

        var (data, salt) = (declared.ToByteArray(), context.Entropy.Take32());
        var withheld = Withheld(poll.Pack, declared);
        withheld.TallyCommitment = UnsafeByteOperations.UnsafeWrap(Rules.Proofs.TextCommitment.Compute(data, salt));
        return Decision.Of(
            new Fact { ResultDeclared = withheld },
            new SideItem { Salt = UnsafeByteOperations.UnsafeWrap(salt), Data = UnsafeByteOperations.UnsafeWrap(data) });
    }

    /// <summary>What everybody may know: that it passed or not, which clauses held, and the turnout that was public before.</summary>
    private static ResultDeclared Withheld(Rules.Statutes.RulePack pack, ResultDeclared declared) => new()
    {
        Poll = declared.Poll,
        Passed = declared.Passed,
        PassedByReturned = declared.PassedByReturned,
        Withheld = true,
        Findings =
        {
            declared.Findings.Select(finding => pack.Clauses.Any(clause => clause.Id == finding.Clause && clause.Kind == ClauseKind.Participation)
                ? finding
                : new ClauseFinding { Clause = finding.Clause, Held = finding.Held }),
        },
        Outcomes = { declared.Outcomes.Select(OutcomeVerdict.Brief) },
    };

    /// <summary>Of a poll that asks questions the rule says whether enough took part, and each question has its own outcome.</summary>
    private ResultDeclared Answered(PollInfo poll)
    {
        var participation = poll.Pack.Clauses.Where(clause => clause.Kind == ClauseKind.Participation)
            .Select(clause => Verdict.Measure(clause, counted.Tally))
            .ToList();
        var isValid = participation.TrueForAll(clause => clause.IsHeld);
        var isConfidential = poll.Announced.Secrecy == Secrecy.Confidential;
        var declared = new ResultDeclared
        {
            Poll = poll.Id,
            Passed = isValid,
            PassedByReturned = isValid && poll.Pack.CountSilent != CountSilent.Off,
            Findings = { participation.Select(Of) },
            Outcomes = { counted.Questions.Select(question => OutcomeVerdict.Of(poll.Pack, isConfidential, counted.Tally.Electorate, question, isValid)) },
        };
        OutcomeVerdict.Abridge(declared);
        return declared;
    }

    private static IEnumerable<OptionTally> TalliesOf(Tally tally) =>
        [TallyOf(PollOptions.Yes, tally.Yes), TallyOf(PollOptions.No, tally.No), TallyOf(PollOptions.Abstain, tally.Abstain)];

    private ResultDeclared Declared(PollInfo poll, Verdict verdict) => new()
    {
        Poll = poll.Id,
        Passed = verdict.Passed,
        Tally = { TalliesOf(counted.Tally) },
        SilentTally = { verdict.WithSilent is { } silent ? TalliesOf(silent) : [] },
        PassedByReturned = verdict.WithSilent is not null && verdict.PassedByReturned,
        Findings = { verdict.Clauses.Select(Of) },
    };

    private static ClauseFinding Of(Rules.Statutes.ClauseResult result) => new()
    {
        Clause = result.Clause.Id,
        Held = result.IsHeld,
        Have = result.Have,
        Base = result.Base,
        Shortfall = result.Shortfall,
    };

    private static OptionTally TallyOf(string option, Rules.Statutes.OptionTally tally) =>
        new() { Option = option, Headcount = tally.Count, AreaCm2 = tally.AreaCm2 };
}
